// Print jobs with their tasks and documents.
import {$, Bounded, attribute, badge, count, facts, keepingFocus, name, rows, short, text, toggle, words} from "./dom.js";
import {act, path} from "./api.js";
import * as clock from "./clock.js";
import {printerName} from "./printers.js";

export const ENDED = new Set(["printed", "redirected", "canceled", "aborted"]);
export const KIND = {held: "warn", printed: "good", redirected: "good", canceled: "bad", aborted: "bad"};

let printers = [];
let jobs = []; // of all printers, newest first
let definitions = new Map();

export function set(print) {
    printers = print?.printers ?? [];
    definitions = new Map((print?.taskDefinitions ?? []).map(definition => [definition.id, definition.displayName]));
    jobs = printers.flatMap(printer => (printer.jobs ?? []).map(job => ({job, printer, time: Date.parse(job.createdDateTime) || 0})));
    jobs.forEach((item, order) => item.order = order);
    jobs.sort((one, other) => other.time - one.time || other.order - one.order);
    render();
}

export const jobName = job => job.document?.displayName || `job ${job.id}`;
export const stateOf = job => words(job.state);
const user = job => typeof job.createdBy === "object" ? job.createdBy?.userPrincipalName ?? job.createdBy?.displayName : job.createdBy;

const shownJobs = new Bounded("jobs", 12, 50, () => keepingFocus(render));

/** Shows the jobs of one printer only. */
export function showJobsOf(printer) {
    $("jobs-filter").value = "all";
    $("jobs-search").value = "";
    $("jobs-printer").value = printer.id;
    render();
    $("jobs-title").focus();
}

/** Offers the printers. The list changes only if the printers have changed, because a change closes an open list. */
function offer(select, offered, first) {
    const options = offered.map(printer => [printer.id, short(printerName(printer))]);
    const signature = JSON.stringify(options);
    if (select.offered !== signature) {
        const chosen = select.value;
        select.offered = signature;
        select.replaceChildren(...first, ...options.map(([id, label]) => new Option(label, id)));
        select.value = options.some(([id]) => id === chosen) ? chosen : first.length ? "" : options[0]?.[0];
    }
}

function wanted({job, printer}) {
    const filter = $("jobs-filter").value;
    const only = $("jobs-printer").value;
    const search = $("jobs-search").value.trim().toLowerCase();
    return (filter === "all" || filter === "held" && job.state === "held"
            || filter === "ended" && ENDED.has(job.state)
            || filter === "queued" && job.state !== "held" && !ENDED.has(job.state))
        && (!only || printer.id === only)
        && (!search || `${jobName(job)} ${user(job) ?? ""} ${job.id}`.toLowerCase().includes(search));
}

const jobKey = ({job, printer}) => `${printer.id} ${job.id}`;

function render() {
    offer($("jobs-printer"), printers, [new Option("all printers", "")]);
    const found = jobs.filter(wanted);
    const table = $("job-table");
    const isOpen = item => table.known?.get(jobKey(item))?.of.details.hidden === false;
    text($("jobs-count"), jobs.length === 0 ? "" : found.length === jobs.length ? count(jobs.length) : `${count(found.length)} of ${count(jobs.length)}`);
    text($("jobs-empty"), jobs.length ? "No job matches." : "There are no jobs.");
    $("jobs-empty").hidden = found.length > 0;
    table.hidden = found.length === 0;
    rows(table, shownJobs.of(found, isOpen), jobKey, "job", (of, item, row) => {
        const {job, printer} = item;
        const label = short(jobName(job));
        name(of.name, jobName(job));
        attribute(of.open, "aria-label", label);
        badge(of.state, stateOf(job), KIND[job.state]);
        name(of.printer, printerName(printer));
        name(of.user, user(job));
        text(of.created, clock.at(job.createdDateTime));
        of.held.hidden = job.state !== "held";
        if (!of.held.hidden) {
            rows(of.tasks, job.tasks ?? [], task => task.id, "task", (parts, task) => {
                text(parts.definition, short(definitions.get(task.taskDefinitionId) ?? task.taskDefinitionId ?? task.id));
                text(parts.state, short([words(task.state), task.description].filter(Boolean).join(", "), 200));
            });
            attribute(of.release, "aria-label", `Release ${label}`);
            attribute(of.abort, "aria-label", `Abort ${label}`);
            attribute(of.redirect, "aria-label", `Redirect ${label}…`);
        }
        const first = !row.item;
        row.item = item;
        if (first) {
            const at = (...more) => path("printers", row.item.printer.id, "jobs", row.item.job.id, ...more);
            const told = () => short(jobName(row.item.job));
            of.open.addEventListener("click", () => toggle(of, () => jobFacts(of, row.item)));
            of.release.addEventListener("click", () => act(`${told()} is released.`, "POST", at("release")));
            of.abort.addEventListener("click", () => act(`${told()} is aborted.`, "POST", at("abort")));
            of.redirect.addEventListener("click", () => redirect(row.item, at("redirect")));
        } else if (!of.details.hidden) {
            jobFacts(of, item);
        }
    });
}

function jobFacts(of, {job, printer}) {
    const document = job.document;
    const size = document?.size;
    of.document.hidden = !(size > 0) || job.state === "uploadPending";
    text(of.document, `Open the document, ${size > 0 ? bytes(size) : ""}`);
    attribute(of.document, "aria-label", `Open the document ${short(jobName(job))} in a new tab`);
    attribute(of.document, "href", "/_cloudjobs/" + path("printers", printer.id, "jobs", job.id, "document"));
    facts(of.facts, [
        ["Name", document?.displayName],
        ["Job", job.id],
        ["Printer", printerName(printer)],
        ["User", user(job)],
        ["Created", clock.at(job.createdDateTime)],
        ["Content type", document?.contentType],
        ["Settings", Object.keys(job.configuration ?? {}).length ? job.configuration : undefined],
        ["Redirected to", job.redirectedTo],
        ["Redirected from", job.redirectedFrom],
        ...(job.tasks ?? []).map((task, i) => [
            job.tasks.length > 1 ? `Task ${i + 1}` : "Task",
            [definitions.get(task.taskDefinitionId), words(task.state), task.description, task.id].filter(Boolean).join(", "),
        ]),
    ]);
}

function bytes(size) {
    return size < 1000 ? `${size} bytes` : size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

function redirect({job, printer}, target) {
    const dialog = $("redirect");
    const told = short(jobName(job));
    const others = printers.filter(other => other.id !== printer.id);
    text($("redirect-job"), short(jobName(job), 200));
    offer($("redirect-to"), others.length ? others : printers, []);
    dialog.onclose = () => {
        const to = $("redirect-to");
        if (dialog.returnValue === "redirect" && to.value) {
            act(`${told} is redirected to ${to.selectedOptions[0].text}.`, "POST", target, {destinationPrinterId: to.value});
        }
    };
    dialog.returnValue = "";
    dialog.showModal();
}

for (const id of ["jobs-filter", "jobs-printer", "jobs-search"]) {
    $(id).addEventListener("input", () => keepingFocus(render));
}
