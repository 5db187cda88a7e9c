package io.cloudjobs.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.TransportException;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.GesEmulator;
import io.cloudjobs.emulator.GesEngine;
import io.cloudjobs.emulator.GesOutput;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.ges.VertexValue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graph analytics from start to end, on the emulator. */
@Timeout(60)
class GraphAnalyticsTest {
    private static final int VERTICES = 20_000;
    private static final Duration DAY = Duration.ofDays(1);

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final GesEmulator engine = emulator.ges();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final GesJobClient ges = GesJobClient.builder()
            .endpoint(engine.endpoint())
            .projectId(engine.projectId())
            .tokenProvider(engine::token)
            .build();
    private final GraphAnalytics analytics = new GraphAnalytics(ges, "movie", new PrintStream(printed, true, UTF_8));

    @BeforeEach
    void rank() {
        // All ranks differ. They are not sorted.
        engine.output(
                "movie",
                "pagerank",
                GesOutput.rows("pagerank", VERTICES, i -> "{\"v" + i + "\":" + (i * 7919 % VERTICES) + ".5}"));
    }

    @AfterEach
    void stop() {
        ges.close();
        emulator.close();
    }

    private List<ListedJob> jobs() {
        return ges.graph("movie").jobs().list().stream().toList();
    }

    @ParameterizedTest
    @CsvSource({"MEMORY_2_2, waiting, complete", "MEMORY_2_3, pending, success"})
    void theTenOfTheHighestRankAreFoundInAllPages(GesEngine kind, String waiting, String done) {
        engine.engine(kind);
        engine.jobsTake(DAY, DAY);
        GesJobResource older = ges.graph("movie").submit(GraphAnalytics.RANKING);
        engine.jobsTake(Duration.ofMillis(200), Duration.ofMillis(200));

        List<VertexValue> best = analytics.topTen();

        assertThat(best).hasSize(10).first().extracting(VertexValue::vertexId).isEqualTo("v2321");
        assertThat(best).last().extracting(VertexValue::number).isEqualTo(19990.5);
        assertThat(printed.toString(UTF_8).lines())
                .startsWith("An older ranking is cancelled")
                .contains("PageRank is " + done)
                .allMatch(line ->
                        !line.startsWith("PageRank") || line.matches(".* (running|" + waiting + "|" + done + ")"))
                .endsWith("v3210 19990.5");
        assertThat(engine.status("movie", older.id())).isEqualTo("cancelled");
        assertThat(jobs()).hasSize(2);
    }

    /** The service does not tell who submitted a job. */
    @Test
    void equalJobsOfOthersAreCancelledAndNoOtherJobs() {
        engine.jobsTake(DAY, DAY);
        GesJobResource equal = ges.graph("movie").submit(GraphAnalytics.RANKING);
        GesJobResource other = ges.graph("movie").submit(GraphAnalytics.RANKING.with("alpha", 0.5));

        analytics.cancelOlder(GraphAnalytics.RANKING);

        assertThat(engine.status("movie", equal.id())).isEqualTo("cancelled");
        assertThat(engine.status("movie", other.id())).isEqualTo("pending");
    }

    /** The job may be running or ended when the program looks for it, and there may be older jobs. */
    @ParameterizedTest
    @CsvSource({"P1D, pending", "PT0S, success"})
    void aSubmitWhoseAnswerIsLostMakesNoSecondJob(Duration pending, String status) {
        engine.jobsTake(Duration.ZERO, Duration.ZERO);
        GesJobResource ended = ges.graph("movie").submit(GraphAnalytics.RANKING);
        ended.await();
        engine.jobsTake(DAY, DAY);
        GesJobResource unfinished = ges.graph("movie").submit(GraphAnalytics.RANKING);
        Set<String> known = analytics.known(GraphAnalytics.RANKING);
        engine.jobsTake(pending, Duration.ZERO);
        engine.failNext(1, Fault.lostResponse());

        GesJobResource ranking = analytics.submit(GraphAnalytics.RANKING, known);

        assertThat(known).containsExactlyInAnyOrder(ended.id(), unfinished.id());
        assertThat(jobs())
                .extracting(ListedJob::jobId)
                .containsExactlyInAnyOrder(ended.id(), unfinished.id(), ranking.id());
        assertThat(ranking.get().status()).hasToString(status);
    }

    @Test
    void aSubmitThatDidNotArriveIsAFailure() {
        engine.jobsTake(DAY, DAY);
        GesJobResource older = ges.graph("movie").submit(GraphAnalytics.RANKING);
        Set<String> known = analytics.known(GraphAnalytics.RANKING);
        engine.failNext(1, Fault.closedConnection());

        assertThatThrownBy(() -> analytics.submit(GraphAnalytics.RANKING, known))
                .isInstanceOf(TransportException.class);

        assertThat(jobs()).extracting(ListedJob::jobId).containsExactly(older.id());
    }

    @Test
    void aRankingThatFailsSaysWhy() {
        engine.jobsTake(DAY, DAY);
        var failing = new PrintStream(printed, true, UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.equals("PageRank is pending")) {
                    engine.failJob("movie", jobs().get(0).jobId(), "out of memory");
                }
            }
        };

        assertThatThrownBy(() -> new GraphAnalytics(ges, "movie", failing).topTen())
                .hasMessage("PageRank is failed: Running algorithm [pagerank] error: out of memory!");
    }
}
