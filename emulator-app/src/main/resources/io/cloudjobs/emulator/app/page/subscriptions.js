// Subscriptions with the time that they have left.
import {$, Bounded, attribute, count, keepingFocus, name, rows, shown, text, words} from "./dom.js";
import {act} from "./api.js";
import * as clock from "./clock.js";

let subscriptions = [];

export function set(print) {
    subscriptions = print?.subscriptions ?? [];
    render();
}

const shownSubscriptions = new Bounded("subscriptions", 12, 50, () => keepingFocus(render));

function render() {
    text($("subscriptions-count"), subscriptions.length ? count(subscriptions.length) : "");
    $("subscriptions-empty").hidden = subscriptions.length > 0;
    $("subscription-table").hidden = subscriptions.length === 0;
    $("reauthorize").hidden = subscriptions.length === 0;
    rows($("subscription-table"), shownSubscriptions.of(subscriptions), subscription => subscription.id, "subscription",
        (of, subscription, row) => {
            row.expires = Date.parse(subscription.expirationDateTime);
            name(of.resource, subscription.resource);
            text(of.change, words(shown(subscription.changeType)));
            name(of.url, subscription.notificationUrl);
            attribute(of.left, "title", shown(subscription.expirationDateTime));
        });
    tick();
}

/** Counts the time that subscriptions have left. */
export function tick() {
    for (const row of $("subscription-table").known?.values() ?? []) {
        const left = row.expires - clock.now();
        text(row.of.left, left > 0 ? clock.span(left) : "expired");
    }
}

$("reauthorize").addEventListener("click", () =>
    act("Each subscription with a lifecycle URL is told to reauthorize.", "POST", "subscriptions/reauthorization"));
