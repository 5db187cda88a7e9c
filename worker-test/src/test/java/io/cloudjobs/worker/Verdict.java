package io.cloudjobs.worker;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares what happened to each job with its {@link Fate}: in the service, and in the list of processed requests. */
final class Verdict {
    private enum Action {
        RELEASE,
        REDIRECT,
        ABORT
    }

    private final Map<String, PrintJob> jobs = new HashMap<>();
    private final Map<String, String> jobsOfTasks = new HashMap<>();
    private final Map<String, List<Action>> accepted = new HashMap<>();
    private final Map<String, Integer> redirections;
    private final List<String> problems = new ArrayList<>();
    private int refused;

    private Verdict(List<PrintJobLink> submitted, Office office, List<ServiceFront.Processed> processed) {
        for (PrintJobLink link : submitted) {
            PrintJob job = office.read(link);
            jobs.put(job.id(), job);
            for (PrintTask task : Objects.requireNonNull(job.tasks())) {
                jobsOfTasks.put(task.id(), job.id());
            }
        }
        redirections = office.redirections();
        processed.forEach(this::count);
    }

    static Verdict of(List<PrintJobLink> submitted, Office office, List<ServiceFront.Processed> processed) {
        Verdict verdict = new Verdict(submitted, office, processed);
        verdict.jobs.values().forEach(verdict::check);
        return verdict;
    }

    /** Returns a line for each job with the wrong effect, with none, or with more than one. */
    List<String> problems() {
        return problems;
    }

    /** Returns how many requests the service refused because of the state of their jobs. */
    int refused() {
        return refused;
    }

    private void count(ServiceFront.Processed request) {
        String path = request.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        String parent = path.substring(0, path.length() - last.length() - 1);
        String beforeLast = parent.substring(parent.lastIndexOf('/') + 1);
        if (request.method().equals("PATCH") && beforeLast.equals("tasks")) {
            count(jobsOfTasks.get(last), Action.RELEASE, request);
        } else if (last.equals("redirect")) {
            count(beforeLast, Action.REDIRECT, request);
        } else if (last.equals("abort")) {
            count(beforeLast, Action.ABORT, request);
        }
    }

    private void count(String jobId, Action action, ServiceFront.Processed request) {
        if (request.isAccepted()) {
            accepted.computeIfAbsent(jobId, id -> new ArrayList<>()).add(action);
        } else {
            refused++;
        }
    }

    private void check(PrintJob job) {
        Fate fate = Fate.of(job.id());
        List<Action> actions = accepted.getOrDefault(job.id(), List.of());
        PrintJobConfiguration configuration = job.configuration();
        Integer copies = configuration == null ? null : configuration.copies();
        PrintJobLink redirectedTo = job.redirectedToJob();
        String found = job.status().state() + (redirectedTo == null ? "" : ", redirected") + ", copies " + copies + ", "
                + redirections.getOrDefault(job.id(), 0) + " new jobs, accepted " + actions;
        String expected = switch (fate) {
            case RELEASED, HELD_THEN_RELEASED, DECIDED_FROM_OUTSIDE ->
                "completed, copies null, 0 new jobs, accepted " + releases(actions);
            case RELEASED_WITH_COPIES ->
                "completed, copies " + Fate.COPIES + ", 0 new jobs, accepted " + releases(actions);
            case REDIRECTED -> "completed, redirected, copies null, 1 new jobs, accepted [REDIRECT]";
            case ABORTED -> "aborted, copies null, 0 new jobs, accepted [ABORT]";
            case KEPT, GIVEN_UP -> "paused, copies null, 0 new jobs, accepted []";
        };
        if (!found.equals(expected)) {
            problems.add(job.id() + " " + fate + ": " + found);
        }
    }

    /** A release may be sent several times, because it has the same effect. */
    private static List<Action> releases(List<Action> actions) {
        boolean isReleased = !actions.isEmpty() && actions.stream().allMatch(Action.RELEASE::equals);
        return isReleased ? actions : List.of(Action.RELEASE);
    }
}
