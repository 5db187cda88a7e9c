// Printers with their queues and devices.
import {$, Bounded, attribute, badge, count, keepingFocus, name, rows, short, text, words} from "./dom.js";
import {act, path} from "./api.js";
import {ENDED, KIND, jobName, showJobsOf, stateOf} from "./jobs.js";

const QUEUE = 4;

let printers = [];

export function set(print) {
    printers = print?.printers ?? [];
    render();
}

export const printerName = printer => printer?.displayName ?? printer?.id ?? "";

const shownPrinters = new Bounded("printers", 12, 24, () => keepingFocus(render));

function render() {
    text($("printers-count"), printers.length ? count(printers.length) : "");
    $("printers-empty").hidden = printers.length > 0;
    rows($("printer-list"), shownPrinters.of(printers), printer => printer.id, "printer", (of, printer, row) => {
        const label = short(printerName(printer));
        const queue = (printer.jobs ?? []).filter(job => !ENDED.has(job.state));
        const total = (printer.jobs ?? []).length;
        const shares = (printer.shares ?? []).map(share => share.description?.displayName ?? share.displayName ?? share.id);
        name(of.name, printerName(printer));
        const device = printer.device?.state ?? "idle";
        badge(of.device, device === "notStarted" ? "no device" : words(device), {printing: "good", jammed: "bad", outOfPaper: "warn", stopped: "bad"}[device]);
        text(of.shares, shares.length === 0 ? "not shared" : `${shares.length === 1 ? "share" : "shares"} ${short(shares.join(", "))}`);
        rows(of.queue, queue.slice(0, QUEUE), job => job.id, "queued", (parts, job) => {
            name(parts.name, jobName(job));
            badge(parts.state, stateOf(job), KIND[job.state]);
        });
        of.queue.hidden = queue.length === 0;
        attribute(of.queue, "aria-label", `Queue of ${label}`);
        of.idle.hidden = queue.length > 0;
        text(of.all, queue.length > QUEUE ? `${count(queue.length - QUEUE)} more in the queue` : `${count(total)} ${total === 1 ? "job" : "jobs"} in all`);
        attribute(of.all, "aria-label", `${of.all.textContent}: show the jobs of ${label}`);
        of.all.hidden = total === 0;
        for (const command of ["jam", "paper-out", "stop", "resume", "add"]) {
            attribute(of[command], "aria-label", `${of[command].textContent}: ${label}`);
        }
        if (!row.printer) {
            listen(row, of);
        }
        row.printer = printer;
    });
}

function listen(row, of) {
    const commands = {"jam": "is jammed", "paper-out": "is out of paper", "stop": "is stopped", "resume": "goes on"};
    for (const [command, told] of Object.entries(commands)) {
        of[command].addEventListener("click", () =>
            act(`${short(printerName(row.printer))} ${told}.`, "POST", path("printers", row.printer.id, command)));
    }
    of.add.addEventListener("click", () =>
        act(`${short(printerName(row.printer))} has a new held job.`, "POST", path("printers", row.printer.id, "jobs"), {hold: true}));
    of.all.addEventListener("click", () => {
        showJobsOf(row.printer);
    });
}
