// The parts of the page: texts that stay texts, and rows that stay the same elements when their data changes.

export const $ = id => document.getElementById(id);

export const count = number => number.toLocaleString("en");

/** Returns "outOfPaper" as "out of paper". */
export const words = name => String(name ?? "").replace(/([a-z0-9])([A-Z])/g, (_, end, start) => end + " " + start.toLowerCase());

/** Returns a text in which control characters, and characters that turn the direction of text, are visible. */
export function shown(value, keepLines = false) {
    return String(value ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
        if (keepLines && (character === "\n" || character === "\t")) {
            return character;
        }
        const known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character];
        return known ?? "\\u" + character.codePointAt(0).toString(16).padStart(4, "0");
    });
}

/** Returns a name for labels and messages. */
export function short(value, length = 80) {
    const characters = Array.from(shown(value));
    return characters.length > length ? characters.slice(0, length - 1).join("") + "…" : characters.join("");
}

/** Changes nothing if the text is there already, so a selection in it survives. */
export function text(element, value) {
    if (element.textContent !== value) {
        element.textContent = value;
    }
}

export function attribute(element, name, value) {
    if (element.getAttribute(name) !== value) {
        element.setAttribute(name, value);
    }
}

/** Shows a name of any kind. Its first 500 characters are sufficient in a row. */
export function name(element, value) {
    text(element, short(value, 500));
}

export function badge(element, value, kind = "") {
    text(element, value);
    element.className = kind ? "badge " + kind : "badge";
}

export function clone(template) {
    const element = $(template + "-template").content.firstElementChild.cloneNode(true);
    element.of = {};
    for (const part of element.querySelectorAll("[data-of]")) {
        element.of[part.dataset.of] = part;
    }
    return element;
}

/**
 * Makes the rows of a parent those of the items, in their order. The row of a key stays the same element, so focus, open
 * details and selections stay.
 */
export function rows(parent, items, key, template, fill) {
    const known = parent.known ??= new Map();
    const keys = new Set(items.map(key));
    for (const [old, row] of known) {
        if (!keys.has(old)) {
            known.delete(old);
            row.remove();
        }
    }
    let next = parent.firstElementChild;
    while (next && !("of" in next)) {
        next = next.nextElementSibling; // a caption, a head
    }
    for (const item of items) {
        let row = known.get(key(item));
        if (!row) {
            row = clone(template);
            known.set(key(item), row);
        }
        if (row === next) {
            next = next.nextElementSibling;
        } else {
            parent.insertBefore(row, next);
        }
        fill(row.of, item, row);
    }
}

/** A list that shows its first rows, and more of them on demand. */
export class Bounded {
    constructor(id, first, step, changed) {
        this.size = first;
        this.button = $(id + "-more");
        this.step = step;
        this.button.addEventListener("click", () => {
            this.size += step;
            changed();
        });
    }

    /** Returns the first items, and those that must stay, for example because they are open. */
    of(items, stays = () => false) {
        const visible = items.length <= this.size ? items : items.filter((item, index) => index < this.size || stays(item));
        const rest = items.length - visible.length;
        text(this.button, rest > this.step ? `Show ${count(this.step)} of ${count(rest)} more` : `Show ${count(rest)} more`);
        this.button.hidden = rest === 0;
        return visible;
    }
}

/** Opens and closes the row of details below a row. */
export function toggle(of, fill) {
    const open = of.details.hidden;
    of.details.hidden = !open;
    of.open.setAttribute("aria-expanded", String(open));
    if (open) {
        fill();
    }
}

/** Shows facts as a list of names and values. */
export function facts(list, entries) {
    rows(list, entries.filter(([, value]) => value !== undefined && value !== null && value !== ""), ([label]) => label, "fact",
        (of, [label, value], row) => {
            text(row.firstElementChild, shown(label));
            text(row.lastElementChild, shown(typeof value === "object" ? JSON.stringify(value) : value));
        });
}

/**
 * Runs a change of the page. If the focused element is gone or hidden after it, the focus goes to the same control of the
 * next row, to the row, or to the title of the section.
 */
export function keepingFocus(change) {
    const focused = document.activeElement;
    const row = focused?.closest("tbody, .cards > li, .list > li");
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    const title = focused?.closest("section")?.querySelector("h2");
    const part = focused?.dataset?.of;
    change();
    if (!focused || focused === document.body || focused.checkVisibility?.() || document.querySelector("dialog[open]")) {
        if (focused?.isConnected && document.activeElement !== focused) {
            focused.focus();
        }
        return;
    }
    const candidates = row?.isConnected ? [row.of?.open, row.of?.name] : [next?.of?.[part], next?.of?.open, next?.of?.name];
    (candidates.find(candidate => candidate?.checkVisibility()) ?? title)?.focus();
}
