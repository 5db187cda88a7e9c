// Keeps the page up to date, and says when the station does not respond. Without this script, the page works by itself.
"use strict";

const PAUSE = 1000;
const away = document.getElementById("away");
let url = location.href;
let last = 0;
let timer = 0;

async function load(address, options) {
    const current = ++last;
    clearTimeout(timer);
    let response = null;
    let text = "";
    try {
        response = await fetch(address, { cache: "no-store", ...options });
        text = await response.text();
    } catch {
        response = null;
    }
    if (current !== last) {
        return; // a newer request shows its page
    }
    const isAway = response === null || response.status >= 500;
    away.hidden = !isAway;
    if (!isAway) {
        show(new DOMParser().parseFromString(text, "text/html"));
    }
    if (isAway || response.ok) {
        url = isAway ? url : response.url;
        timer = setTimeout(load, PAUSE, url);
    } // else the page is a message, which stays
}

function show(page) {
    const focused = document.activeElement?.id;
    for (const id of ["results", "content"]) {
        const shown = document.getElementById(id);
        const next = page.getElementById(id);
        if (shown.innerHTML !== next.innerHTML) {
            shown.replaceChildren(...next.childNodes);
        }
    }
    if (document.activeElement === document.body) {
        (document.getElementById(focused) ?? document.querySelector("[autofocus]"))?.focus();
    }
}

document.addEventListener("submit", async event => {
    event.preventDefault();
    const button = event.submitter;
    const address = button?.getAttribute("formaction") ?? event.target.getAttribute("action");
    await load(address, { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
    document.getElementById("badge")?.select(); // the next badge replaces this one
});

// The back button may show an old page.
window.addEventListener("pageshow", () => load(url));
