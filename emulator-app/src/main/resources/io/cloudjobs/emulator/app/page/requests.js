// The request log, live.
import {$, Bounded, attribute, badge, clone, count, facts, keepingFocus, name, rows, shown, text, toggle} from "./dom.js";
import {act} from "./api.js";
import * as clock from "./clock.js";

const KEPT = 1000;

let requests = []; // newest first
let stopped = null; // the requests that were there when the log was paused
let arrived = []; // not shown yet
let since = new Map(); // what has arrived since the stream was opened

/** Forgets what came before, because the emulator can be another one now. */
export function opened() {
    since = new Map();
}

/** Shows the whole log. What has arrived while it was read is kept. */
export function set(log) {
    const all = new Map(log.map(request => [request.number, request]));
    since.forEach((request, number) => all.set(number, request));
    requests = newest(all.values());
    stopped = stopped && requests;
    render();
}

export function add(request) {
    arrived.push(request);
    if (arrived.length === 1) {
        requestAnimationFrame(() => {
            const all = new Map([...requests, ...arrived].map(each => [each.number, each]));
            arrived.forEach(each => since.set(each.number, each));
            arrived = [];
            requests = newest(all.values());
            render();
        });
    }
}

/** After a restart of the emulator, a number stands for another request. */
const key = request => `${request.number} ${request.received}`;

const newest = all => [...all].sort((one, other) => other.number - one.number).slice(0, KEPT);

const shownRequests = new Bounded("requests", 15, 100, render);

const kind = status => status >= 500 || status === 0 ? "bad" : status >= 400 ? "warn" : "good";

function duration(value) {
    const milliseconds = clock.milliseconds(value);
    return Number.isNaN(milliseconds) ? "" : milliseconds < 10 ? `${milliseconds.toFixed(1)} ms`
        : milliseconds < 10000 ? `${Math.round(milliseconds)} ms` : clock.span(milliseconds);
}

function render() {
    keepingFocus(() => {
        const all = stopped ?? requests;
        const service = $("requests-service").value;
        const search = $("requests-search").value.trim().toLowerCase();
        const found = all.filter(request => (!service || request.service === service)
            && (!search || `${request.method} ${request.target} ${request.operation ?? ""} ${request.status} ${request.fault ?? ""}`
                .toLowerCase().includes(search)));
        const table = $("request-table");
        const missed = stopped ? requests.filter(request => request.number > (stopped[0]?.number ?? 0)).length : 0;
        text($("requests-count"), [
            all.length === 0 ? "" : found.length === all.length ? count(all.length) : `${count(found.length)} of ${count(all.length)}`,
            stopped ? `paused${missed > 0 ? `, ${count(missed)} new` : ""}` : "",
        ].filter(Boolean).join(", "));
        text($("requests-empty"), all.length ? "No request matches." : "There are no requests.");
        $("requests-empty").hidden = found.length > 0;
        table.hidden = found.length === 0;
        const isOpen = request => table.known?.get(key(request))?.of.details.hidden === false;
        rows(table, shownRequests.of(found, isOpen), key, "request", (of, request, row) => {
            if (row.request) {
                return; // a request in the log does not change
            }
            row.request = request;
            text(of.method, shown(request.method));
            name(of.target, request.target);
            badge(of.status, request.status ? String(request.status) : "none", kind(request.status));
            text(of.duration, duration(request.duration));
            text(of.at, clock.at(request.received).slice(11));
            attribute(of.at, "datetime", String(request.received));
            text(of.fault, shown(request.fault));
            of.fault.hidden = !request.fault;
            of.open.addEventListener("click", () => toggle(of, () => details(of.facts, request)));
        });
    });
}

function details(list, request) {
    if (list.childElementCount > 0) {
        return;
    }
    facts(list, [
        ["Service", request.service],
        ["Target", request.target],
        ["Operation", request.operation ?? "none"],
        ["Received", clock.at(request.received)],
        ["Fault", request.fault],
    ]);
    for (const [label, value] of [
        ["Request headers", headers(request.requestHeaders)],
        ["Request body", body(request.requestBody, request.requestBytes)],
        ["Response headers", headers(request.responseHeaders)],
        ["Response body", body(request.responseBody, request.responseBytes)],
    ]) {
        if (value) {
            const message = clone("message");
            const content = message.querySelector("pre");
            text(message.querySelector("dt"), label);
            text(content, shown(value, true));
            attribute(content, "aria-label", label);
            list.append(message);
        }
    }
}

function headers(all) {
    const entries = Array.isArray(all) ? all.map(header => [header.name, header.value]) : Object.entries(all ?? {});
    return entries.flatMap(([header, values]) => [values].flat().map(value => `${header}: ${value}`)).join("\n");
}

/** Returns JSON with a line for each member, and any other body as it is. */
function body(content, size) {
    if (!content) {
        return size > 0 ? `${count(size)} bytes that are not kept` : "";
    }
    try {
        return JSON.stringify(JSON.parse(content), null, 2);
    } catch {
        return content;
    }
}

/** Shows an empty log. */
export function clear() {
    opened();
    set([]);
}

export function services(names) {
    const chosen = $("requests-service").value;
    $("requests-service").replaceChildren($("requests-service").options[0], ...names.map(each => new Option(each, each)));
    $("requests-service").value = chosen;
}

$("requests-service").addEventListener("input", () => render());
$("requests-search").addEventListener("input", () => render());
$("pause").addEventListener("click", () => {
    stopped = stopped ? null : requests;
    attribute($("pause"), "aria-pressed", String(stopped !== null));
    render();
});
$("clear").addEventListener("click", async () => {
    if (await act("The request log is empty.", "DELETE", "requests")) {
        clear();
    }
});
