// Calls of the control API, and what the page says about them.
import {$, shown, text} from "./dom.js";

const API = "/_cloudjobs/";

/** Joins segments of a path, each of which can be any text. */
export const path = (...segments) => segments.map(encodeURIComponent).join("/");

export async function call(method, path, body) {
    let response;
    try {
        response = await fetch(API + path, {
            method,
            headers: body === undefined ? {} : {"Content-Type": "application/json"},
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch {
        throw new Error("the emulator does not respond. Start it again.");
    }
    const content = await response.text();
    if (!response.ok) {
        throw new Error(problem(content) ?? `the emulator responded ${response.status}.`);
    }
    return content ? JSON.parse(content) : null;
}

function problem(content) {
    try {
        const {title, detail} = JSON.parse(content);
        return detail ?? title;
    } catch {
        return undefined;
    }
}

let forgetting;

/** Says what has happened, for eyes and for screen readers. */
export function say(message) {
    text($("failed"), "");
    text($("said"), shown(message));
    clearTimeout(forgetting);
    forgetting = setTimeout(() => text($("said"), ""), 8000);
}

export function fail(message) {
    text($("said"), "");
    text($("failed"), shown(message));
}

/** Runs a call and says its result. Returns undefined if it failed. */
export async function act(done, method, path, body) {
    try {
        const result = await call(method, path, body);
        say(done);
        return result ?? true;
    } catch (e) {
        fail(`Not done: ${e.message}`);
        return undefined;
    }
}
