package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.worker.Network.HeldTask;
import io.cloudjobs.print.worker.Network.Mishap;
import io.cloudjobs.print.worker.Network.Sent;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A held job gets one effect, whatever happens at whatever point of a step. */
class OneEffectTest {
    private static final PrintJobConfiguration TWO =
            PrintJobConfiguration.builder().copies(2).build();
    private static final Duration SETTLE = Duration.ofMinutes(2);

    /** More points than a step has, with the reads of a confirmation. */
    private static final int MOST_POINTS = 7;

    private static final OkHttpClient HTTP = new OkHttpClient();

    /** The point at which the row is stored: after the reads of the task and of the job. */
    private static final int STORE = 3;

    private static CloudJobsEmulator emulator;
    private static PrintJobClient watcher;
    private static int printers;

    @BeforeAll
    static void start() {
        emulator = CloudJobsEmulator.start();
        watcher = client(HTTP);
    }

    @AfterAll
    static void close() {
        watcher.close();
        emulator.close();
    }

    private static PrintJobClient client(OkHttpClient http) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> emulator.print().token())
                .retryPolicy(RetryPolicy.none())
                .httpClient(http)
                .build();
    }

    private enum Act {
        RELEASE("GET job", "store", "PATCH task"),
        RELEASE_WITH_SETTINGS("GET job", "store", "PATCH job", "PATCH task"),
        REDIRECT("GET job", "store", "POST redirect"),
        REDIRECT_WITH_SETTINGS("GET job", "store", "POST redirect"),
        ABORT("GET job", "store", "POST abort");

        final List<String> points;

        Act(String... points) {
            this.points = List.of(points);
        }

        Decision decision(String target) {
            return switch (this) {
                case RELEASE -> Decision.release();
                case RELEASE_WITH_SETTINGS -> Decision.release(TWO);
                case REDIRECT -> Decision.redirect(target);
                case REDIRECT_WITH_SETTINGS -> Decision.redirect(target, TWO);
                case ABORT -> Decision.abort("too large");
            };
        }

        String request() {
            return points.get(points.size() - 1);
        }
    }

    /** One case: a job, its service and its workers. */
    private static final class Run implements AutoCloseable {
        final ManualTime time = new ManualTime();
        final String target = "target-" + ++printers;
        final HeldJob held;
        final SimulatedRow row;
        final Network network;
        final List<PrintTaskEvent.Type> events = new ArrayList<>();
        int asked;

        private final Decision decision;
        private final PrintJobClient print;
        private final TaskSteps steps;

        Run(Act act, @Nullable Mishap mishap, int first, int last) {
            emulator.print().addPrinter(target, target + "-share");
            held = emulator.print().holdJob();
            decision = act.decision(target);
            row = new SimulatedRow(time, TaskState.found(held.taskId(), null, time.now()));
            network = new Network(
                    time,
                    new HeldTask(watcher, held.taskDefinitionId(), held.taskId()),
                    mishap,
                    first,
                    last,
                    this::another,
                    HTTP,
                    () -> emulator.print().failNext(1, Fault.closedConnection()));
            print = client(HTTP.newBuilder().addInterceptor(network).build());
            steps = steps(decision);
        }

        private TaskSteps steps(Decision decision) {
            PrintTaskWorker.Builder settings = PrintTaskWorker.builder(print)
                    .taskDefinition(held.taskDefinitionId())
                    .settleTime(SETTLE)
                    .handler(job -> {
                        asked++;
                        return decision;
                    });
            return new TaskSteps(
                    settings, new Events(held.taskDefinitionId(), event -> events.add(event.type())), time);
        }

        /** Another worker takes the job over, decides in another way if nothing is stored, and ends it. */
        private void another() {
            row.takeOver();
            row.run(steps(Decision.abort("decided by another worker")), network);
        }

        void run() throws Exception {
            row.run(steps, network);
            network.deliverLate(true);
        }

        PrintJob job() {
            return watcher.printer(held.printerId()).job(held.jobId()).get();
        }

        List<PrintJob> redirected() {
            List<PrintJob> jobs = new ArrayList<>();
            watcher.printer(target).jobs().list().forEach(jobs::add);
            return jobs;
        }

        List<Instant> sent(String request) {
            return network.sent.stream()
                    .filter(one -> one.name().equals(request))
                    .map(Sent::at)
                    .toList();
        }

        @Override
        public void close() {
            print.close();
        }
    }

    /** Without a mishap, a job costs a read and the requests of its decision. */
    @TestFactory
    Stream<DynamicTest> aJobCostsARead() {
        return Stream.of(Act.values())
                .map(act -> DynamicTest.dynamicTest(act.name(), () -> {
                    try (Run run = new Run(act, null, 0, 0)) {
                        // The hint has a link to the job, the list of tasks, too. Without one, the task is read first.
                        run.run();
                        List<String> expected = new ArrayList<>(act.points);
                        expected.remove("store");
                        expected.add(0, "GET task");
                        assertThat(run.network.sent).extracting(Sent::name).isEqualTo(expected);
                        assertThat(run.network.effects).isEqualTo(1);
                        assertThat(run.row.stores).isEqualTo(1);
                        assertThat(run.events)
                                .containsExactly(
                                        PrintTaskEvent.Type.CLAIMED,
                                        PrintTaskEvent.Type.DECIDED,
                                        PrintTaskEvent.Type.SETTLED);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachMishapLeavesOneEffect() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Act act : Act.values()) {
            for (Mishap mishap : Mishap.values()) {
                for (int length = 1; length <= (mishap == Mishap.PAUSES ? 1 : 3); length++) {
                    for (int first = 1; first <= MOST_POINTS; first++) {
                        int from = first;
                        int to = first + length - 1;
                        tests.add(DynamicTest.dynamicTest(
                                act + " " + mishap + " at " + from + ".." + to, () -> check(act, mishap, from, to)));
                    }
                }
            }
        }
        return tests.stream();
    }

    /** A person aborts the job after the first step, whatever happened in it. */
    @TestFactory
    Stream<DynamicTest> aDecisionFromOutsideIsNoSecondEffect() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Act act : Act.values()) {
            for (Mishap mishap : Mishap.values()) {
                for (int point = 1; mishap != Mishap.PAUSES && point <= MOST_POINTS; point++) {
                    int at = point;
                    tests.add(DynamicTest.dynamicTest(
                            act + " " + mishap + " at " + at, () -> checkRequested(act, mishap, at)));
                }
            }
        }
        return tests.stream();
    }

    private static void checkRequested(Act act, Mishap mishap, int at) throws Exception {
        try (Run run = new Run(act, mishap, at, at)) {
            run.row.step(run.steps, run.network);
            if (!run.row.hasEnded()) {
                run.row.request(Decision.abort("by a person"));
            }
            run.run();
            assertThat(run.network.effects).as("effects").isEqualTo(1);
            assertThat(run.redirected()).hasSize(run.job().redirectedTo() == null ? 0 : 1);
            List<Sent> actions = run.network.sent.stream()
                    .filter(sent ->
                            sent.name().equals("POST abort") || sent.name().equals(act.request()))
                    .toList();
            for (int i = 1; i < actions.size(); i++) {
                assertThat(Duration.between(
                                actions.get(i - 1).at(), actions.get(i).at()))
                        .as("%s", actions)
                        .isGreaterThanOrEqualTo(SETTLE);
            }
        }
    }

    private static void check(Act act, Mishap mishap, int first, int last) throws Exception {
        try (Run run = new Run(act, mishap, first, last)) {
            run.run();
            if (last <= act.points.size() + 1) { // a point that each run has
                boolean isStoreOnly = first == STORE && last == STORE;
                assertThat(run.network.happened).isEqualTo(mishap.alsoOfStores || !isStoreOnly);
            }
            assertThat(run.network.effects).as("effects").isEqualTo(1);
            assertThat(run.row.hasEnded()).isTrue();
            List<PrintJob> redirected = run.redirected();
            assertThat(redirected).hasSize(run.job().redirectedTo() == null ? 0 : 1);
            if (mishap == Mishap.PAUSES) {
                return; // the other worker may have decided in another way
            }
            String effect = act.request();
            assertThat(run.job().status().state().value()).isEqualTo(act == Act.ABORT ? "aborted" : "completed");
            assertThat(redirected).hasSize(effect.equals("POST redirect") ? 1 : 0);
            assertThat(run.events)
                    .filteredOn(PrintTaskEvent.Type.SETTLED::equals)
                    .hasSize(1);
            assertThat(run.events).doesNotContain(PrintTaskEvent.Type.ENDED, PrintTaskEvent.Type.GIVEN_UP);
            List<Instant> sent = run.sent(effect);
            if (!effect.equals("PATCH task")) {
                for (int i = 1; i < sent.size(); i++) {
                    assertThat(Duration.between(sent.get(i - 1), sent.get(i))).isGreaterThanOrEqualTo(SETTLE);
                }
            }
            assertThat(sent.size()).as("%s", run.network.sent).isBetween(1, 1 + last - first + 1);
            assertThat(run.network.sent.size()).as("requests").isBetween(act.points.size(), 60);
        }
    }
}
