// Switches, the reset, and the colors of the page.
import {$, text} from "./dom.js";
import {act} from "./api.js";
import * as requests from "./requests.js";
import * as faults from "./faults.js";

export function set(state) {
    $("limits").checked = state.limits === true;
    $("permissive").checked = state.permissive === true;
}

for (const [id, path, member, on, off] of [
    ["limits", "limits", "enforced", "The limits are enforced.", "The limits are off."],
    ["permissive", "permissions", "permissive", "Permissions are not checked.", "Permissions are checked."],
]) {
    $(id).addEventListener("change", async () => {
        const checked = $(id).checked;
        if (!await act(checked ? on : off, "PUT", path, {[member]: checked})) {
            $(id).checked = !checked;
        }
    });
}

$("reset").addEventListener("click", () => {
    $("confirm").returnValue = "";
    $("confirm").showModal();
});
$("confirm").addEventListener("close", async () => {
    if ($("confirm").returnValue === "reset" && await act("Everything is reset.", "DELETE", "state")) {
        requests.clear();
        faults.read();
    }
});

const COLORS = ["system", "light", "dark"];

function color(chosen) {
    document.documentElement.dataset.colors = chosen;
    text($("theme"), `Colors: ${chosen}`);
}

$("theme").addEventListener("click", () => {
    const next = COLORS[(COLORS.indexOf(document.documentElement.dataset.colors) + 1) % COLORS.length];
    kept(() => localStorage.setItem("colors", next));
    color(next);
});

/** Runs an access to the memory of the browser, which can forbid it. */
function kept(access) {
    try {
        return access();
    } catch {
        return null;
    }
}

const colors = kept(() => localStorage.getItem("colors"));
color(COLORS.includes(colors) ? colors : "system");
