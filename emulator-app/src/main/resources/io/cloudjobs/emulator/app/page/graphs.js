// Jobs of the graph engine.
import {$, Bounded, attribute, badge, count, keepingFocus, name, rows, short, text, words} from "./dom.js";
import {act, path} from "./api.js";

const KIND = {success: "good", complete: "good", failed: "bad", cancelled: "bad", running: "warn"};
const ACTIONS = {pending: ["start", "finish", "fail"], running: ["finish", "fail"]};
const TOLD = {start: "runs", finish: "is finished", fail: "has failed"};

let jobs = [];

export function set(ges) {
    jobs = (ges?.graphs ?? []).flatMap(graph => (graph.jobs ?? []).map(job => ({graph, job}))).reverse();
    render();
}

const shownJobs = new Bounded("graphs", 12, 50, () => keepingFocus(render));
const title = job => job.algorithm ?? String(job.kind ?? "job").toLowerCase().replaceAll("_", " ");

function render() {
    text($("graphs-count"), jobs.length ? count(jobs.length) : "");
    $("graphs-empty").hidden = jobs.length > 0;
    $("graph-table").hidden = jobs.length === 0;
    rows($("graph-table"), shownJobs.of(jobs), ({graph, job}) => `${graph.name} ${job.id}`, "graph", (of, item, row) => {
        const {graph, job} = item;
        name(of.name, title(job));
        name(of.id, job.id);
        name(of.graph, graph.name);
        badge(of.state, words(job.status), KIND[job.status]);
        of.progress.hidden = job.status !== "running";
        of.progress.value = job.progress ?? 0;
        attribute(of.progress, "aria-label", `Progress of ${short(title(job))}`);
        for (const action of Object.keys(TOLD)) {
            of[action].hidden = !ACTIONS[job.status]?.includes(action);
            attribute(of[action], "aria-label", `${of[action].textContent} ${short(title(job))}, job ${short(job.id)}`);
            if (!row.item) {
                of[action].addEventListener("click", () =>
                    act(`${short(title(row.item.job))} ${TOLD[action]}.`, "POST",
                        path("graphs", row.item.graph.name, "jobs", row.item.job.id, action)));
            }
        }
        row.item = item;
    });
}
