// The clock of the emulator. It runs on here between two messages of the emulator.
import {$, attribute, text} from "./dom.js";
import {act} from "./api.js";

let base = Date.now();
let since = performance.now();
let frozen = false;
let known = false;

export const now = () => frozen ? base : base + performance.now() - since;

export function set(clock) {
    if (clock?.now) {
        known = true;
        base = Date.parse(clock.now);
        since = performance.now();
        frozen = clock.frozen === true;
        show();
    }
}

export const at = time => Number.isNaN(Date.parse(time)) ? "" : new Date(time).toISOString().slice(0, 19).replace("T", " ");

export function show() {
    if (!known) {
        return;
    }
    const iso = new Date(now()).toISOString();
    text($("now"), iso.slice(0, 19).replace("T", " ") + " UTC");
    attribute($("now"), "datetime", iso.slice(0, 19) + "Z");
    $("frozen").hidden = !frozen;
    text($("freeze"), frozen ? "Unfreeze" : "Freeze");
}

/** Returns milliseconds as the largest two units. */
export function span(milliseconds) {
    let seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const parts = [];
    for (const [unit, size] of [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]]) {
        if (seconds >= size || unit === "s" && parts.length === 0 || parts.length === 1) {
            parts.push(`${Math.floor(seconds / size)} ${unit}`);
            seconds %= size;
        }
        if (parts.length === 2) {
            break;
        }
    }
    return parts.join(" ");
}

/** Returns the milliseconds of an ISO 8601 duration such as PT1H2.5S. */
export function milliseconds(duration) {
    const match = /^P(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? "");
    return match ? match.slice(1).reduce((sum, part, i) => sum + (part ?? 0) * [864e5, 36e5, 6e4, 1e3][i], 0) : NaN;
}

async function advance(duration, told) {
    set(await act(`The clock is ${told} ahead.`, "POST", "clock/advance", {duration}));
}

$("minute").addEventListener("click", () => advance("PT1M", "1 minute"));
$("hour").addEventListener("click", () => advance("PT1H", "1 hour"));
$("advance").addEventListener("submit", event => {
    event.preventDefault();
    const unit = $("unit").value;
    const amount = $("amount").valueAsNumber;
    advance(unit === "D" ? `P${amount}D` : `PT${amount}${unit}`, `${amount} ${$("unit").selectedOptions[0].text}`);
});
$("freeze").addEventListener("click", async () => {
    const freeze = !frozen;
    set(await act(freeze ? "The clock is frozen." : "The clock goes on.", "POST", freeze ? "clock/freeze" : "clock/unfreeze"));
});
