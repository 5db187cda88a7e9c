// The page of the emulator: one stream of events, and the parts that show them.
import {$, keepingFocus, shown, text} from "./dom.js";
import {call} from "./api.js";
import * as clock from "./clock.js";
import * as printers from "./printers.js";
import * as jobs from "./jobs.js";
import * as subscriptions from "./subscriptions.js";
import * as graphs from "./graphs.js";
import * as requests from "./requests.js";
import * as faults from "./faults.js";
import * as settings from "./settings.js";
import * as connect from "./connect.js";

let latest = null; // the newest state that is not shown yet

function listen() {
    const events = new EventSource("/_cloudjobs/events");
    events.addEventListener("open", () => {
        $("gone").hidden = true;
        text($("gone"), "");
        requests.opened();
        readAll();
    });
    events.addEventListener("state", event => {
        if (latest === null) {
            requestAnimationFrame(showState);
        }
        latest = event.data;
    });
    events.addEventListener("request", event => {
        const request = JSON.parse(event.data);
        requests.add(request);
        if (request.fault) {
            faults.read();
        }
    });
    events.addEventListener("error", () => {
        const gone = $("gone");
        if (gone.hidden) {
            gone.hidden = false;
            text(gone, `The emulator is gone: it was stopped, or this page cannot reach it. The page shows the state of ${
                new Date().toLocaleTimeString("en-GB")} and connects again by itself.`);
        }
        if (events.readyState === EventSource.CLOSED) {
            setTimeout(listen, 2000);
        }
    });
}

function showState() {
    const state = JSON.parse(latest);
    latest = null;
    clock.set(state.clock);
    keepingFocus(() => {
        printers.set(state.print);
        jobs.set(state.print);
        subscriptions.set(state.print);
        graphs.set(state.ges);
    });
    settings.set(state);
    faults.read();
}

/** Reads all that the stream does not send. After a restart of the emulator, all of it can be different. */
async function readAll() {
    try {
        const [log, operations, about] = await Promise.all([call("GET", "requests"), call("GET", "operations"), call("GET", "about")]);
        requests.set(log.requests);
        const byService = new Map();
        for (const {service, operation} of operations.operations) {
            byService.set(service, [...byService.get(service) ?? [], operation]);
        }
        requests.services([...byService.keys()]);
        faults.offer(byService);
        connect.set(about);
    } catch (e) {
        text($("failed"), `Not read: ${shown(e.message)}`);
    }
    faults.read();
}

setInterval(() => {
    clock.show();
    subscriptions.tick();
}, 1000);
listen();
