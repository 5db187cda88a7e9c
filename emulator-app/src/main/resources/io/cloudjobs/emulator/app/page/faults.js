// Fault rules: the list, and the form for a new one.
import {$, attribute, count, keepingFocus, rows, short, shown, text} from "./dom.js";
import {act, call, path} from "./api.js";

let operations = new Map();

/** Offers the operations of each service. */
export function offer(all) {
    operations = all;
    $("fault-service").replaceChildren(...[...all.keys()].map(service => new Option(service, service)));
    offerOperations();
}

function offerOperations() {
    const offered = operations.get($("fault-service").value) ?? [];
    $("fault-operation").replaceChildren(new Option("all operations", ""),
        ...offered.map(operation => new Option(operation, operation)));
}

function often({requestsLeft, probability}) {
    const times = !requestsLeft ? "" : requestsLeft === 1 ? "the next request" : `the next ${count(requestsLeft)} requests`;
    const some = probability < 1 ? `${Number((probability * 100).toPrecision(4))} % of requests` : "";
    return "for " + ([some, times].filter(Boolean).join(", at most ") || "all requests");
}

export function set(faults) {
    keepingFocus(() => {
        text($("faults-count"), faults.length ? count(faults.length) : "");
        $("faults-empty").hidden = faults.length > 0;
        rows($("fault-list"), faults, fault => `${fault.service} ${fault.id}`, "fault", (of, fault, row) => {
            text(of.what, shown(fault.fault));
            text(of.often, often(fault));
            text(of.where, `${shown(fault.service)}: ${shown(fault.operation ?? "all operations")}`);
            attribute(of.remove, "aria-label", `Remove ${shown(fault.fault)} of ${short(fault.service)} ${short(fault.operation ?? "")}`);
            if (!row.fault) {
                of.remove.addEventListener("click", async () => {
                    await act("The fault is removed.", "DELETE", path("faults", row.fault.service, String(row.fault.id)));
                    read();
                });
            }
            row.fault = fault;
        });
    });
}

let reading = false;
let again = false;

/** Reads the faults. While it reads, further calls are one. */
export async function read() {
    if (reading) {
        again = true;
        return;
    }
    reading = true;
    do {
        again = false;
        try {
            set((await call("GET", "faults")).faults);
        } catch {
            // The page says that the emulator is gone, and reads again when it is back.
        }
    } while (again);
    reading = false;
}

function showFields() {
    for (const field of $("fault-form").querySelectorAll("[data-kind], [data-often]")) {
        field.hidden = field.dataset.kind ? field.dataset.kind !== $("fault-kind").value : field.dataset.often !== $("fault-often").value;
        field.querySelector("input").disabled = field.hidden;
    }
}

$("fault-service").addEventListener("input", offerOperations);
$("fault-kind").addEventListener("input", showFields);
$("fault-often").addEventListener("input", showFields);
$("fault-form").addEventListener("submit", async event => {
    event.preventDefault();
    const kind = $("fault-kind").value;
    const rate = $("fault-often").value;
    const number = id => $(id).valueAsNumber;
    const fault = {service: $("fault-service").value};
    if ($("fault-operation").value) {
        fault.operation = $("fault-operation").value;
    }
    if (kind === "status") {
        fault.status = number("fault-status");
        if ($("fault-retry").value) {
            fault.retryAfter = `PT${number("fault-retry")}S`;
        }
    } else if (kind === "delay") {
        fault.delay = `PT${number("fault-delay") / 1000}S`;
    } else if (kind === "slow") {
        fault.bytesPerSecond = number("fault-rate");
    } else {
        fault.connection = kind;
    }
    if (rate === "times") {
        fault.times = number("fault-times");
    } else if (rate === "probability") {
        fault.probability = number("fault-probability") / 100;
    }
    await act("The fault is added.", "POST", "faults", fault);
    read();
});
showFields();
