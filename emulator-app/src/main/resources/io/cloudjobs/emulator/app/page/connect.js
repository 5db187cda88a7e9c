// URLs and credentials, to copy.
import {$, attribute, clone, shown, text, words} from "./dom.js";
import {fail, say} from "./api.js";

function entries(about, prefix = "") {
    return Object.entries(about).flatMap(([key, value]) =>
        value !== null && typeof value === "object" ? entries(value, `${prefix}${words(key)} `) : [[prefix + words(key), String(value)]]);
}

export function set(about) {
    const list = entries(about);
    $("connect-empty").hidden = list.length > 0;
    $("about").replaceChildren(...list.map(([label, value]) => {
        const row = clone("copy");
        text(row.querySelector("dt"), shown(label));
        text(row.querySelector("code"), shown(value));
        const button = row.querySelector("button");
        attribute(button, "aria-label", `Copy ${shown(label)}`);
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(value);
                say(`Copied: ${label}.`);
            } catch {
                fail("Not copied: the browser permits it only on this machine or with HTTPS. Select the text instead.");
            }
        });
        return row;
    }));
}
