// The page of the emulator: one stream of events, and the parts that show them.
import {$, keepingFocus, text} from "./dom.js";
import {call, fail} from "./api.js";
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
let events = null;
let waiting;

function listen() {
    events = new EventSource("/_cloudjobs/events");
    events.addEventListener("open", () => {
        $("gone").hidden = true;
        text($("gone"), "");
        readLog();
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
    events.addEventListener("requestsDeleted", readLog);
    events.addEventListener("error", () => {
        const gone = $("gone");
        if (gone.hidden) {
            gone.hidden = false;
            text(gone, `The emulator is gone: it was stopped, or this page cannot reach it. The page shows the state of ${
                new Date().toLocaleTimeString("en-GB")} and connects again by itself.`);
        }
        if (events.readyState === EventSource.CLOSED) {
            waiting = setTimeout(listen, 2000);
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

/** A browser opens six connections to one server. A page that nobody sees leaves them to the others. */
function listenWhileVisible() {
    clearTimeout(waiting);
    events?.close();
    if (document.visibilityState === "visible") {
        listen();
    }
}

async function readLog() {
    requests.opened();
    try {
        requests.set((await call("GET", "requests")).requests);
    } catch (e) {
        notRead(e);
    }
}

const notRead = e => fail(`Not read: ${e.message}`);

/** Reads all that the stream does not send. After a restart of the emulator, all of it can be different. */
async function readAll() {
    try {
        const [operations, about] = await Promise.all([call("GET", "operations"), call("GET", "about")]);
        const byService = new Map();
        for (const {service, operation} of operations.operations) {
            byService.set(service, [...byService.get(service) ?? [], operation]);
        }
        requests.services([...byService.keys()]);
        faults.offer(byService);
        connect.set(about);
    } catch (e) {
        notRead(e);
    }
    faults.read();
}

setInterval(() => {
    clock.show();
    subscriptions.tick();
}, 1000);
document.addEventListener("visibilitychange", listenWhileVisible);
listenWhileVisible();
