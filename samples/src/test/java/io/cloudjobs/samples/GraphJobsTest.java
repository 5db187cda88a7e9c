package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesEmulator;
import io.cloudjobs.emulator.GesEngine;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.GesOutput;
import io.cloudjobs.ges.AddIndex;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.EdgeFilterQuery;
import io.cloudjobs.ges.ExportGraph;
import io.cloudjobs.ges.ExportResult;
import io.cloudjobs.ges.FilteredQuery;
import io.cloudjobs.ges.GesErrorCode;
import io.cloudjobs.ges.GesGraphResource;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.GesSubmission;
import io.cloudjobs.ges.GesVertex;
import io.cloudjobs.ges.HygJobResource;
import io.cloudjobs.ges.HygSync;
import io.cloudjobs.ges.ImportGraph;
import io.cloudjobs.ges.IndexType;
import io.cloudjobs.ges.JobFailedException;
import io.cloudjobs.ges.JobNotCancellableException;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.ges.ObsParameters;
import io.cloudjobs.ges.VertexFilterQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client and the emulator understand each other, for both engines. */
@Timeout(60)
class GraphJobsTest {
    private static final ObsParameters OBS = ObsParameters.of("AK", "SK");
    private static final List<GesSubmission> ALL = List.of(
            VertexFilterQuery.builder().label("user").build(),
            EdgeFilterQuery.builder().label("rate").build(),
            Algorithm.pageRank(),
            Algorithm.kHop("a", 2),
            FilteredQuery.builder().vertices("a").filter("outV").build(),
            CypherQuery.of("match (n) return n"),
            AddIndex.builder("ageIndex", IndexType.GLOBAL_COMPOSITE_VERTEX_INDEX)
                    .property("age")
                    .build(),
            ImportGraph.builder().edgesetPath("b/e.csv").obsParameters(OBS).build(),
            ExportGraph.builder("b/out").obsParameters(OBS).build());

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final GesEmulator engine = emulator.ges();
    private final GesJobClient ges = GesJobClient.builder()
            .endpoint(engine.endpoint())
            .projectId(engine.projectId())
            .tokenProvider(engine::token)
            .build();
    private final GesGraphResource movie = ges.graph("movie");

    @BeforeEach
    void start() {
        engine.addGraph("movie");
        engine.jobsTake(Duration.ZERO, Duration.ZERO);
        engine.output("movie", GesJobKind.VERTEX_QUERY, GesOutput.rows("vertices", 5, i -> "{\"id\":\"v" + i + "\"}"));
        engine.output(
                "movie", GesJobKind.FILTERED_QUERY, GesOutput.rows("vertices", 2, i -> "{\"id\":\"f" + i + "\"}"));
        engine.output("movie", "k_hop", GesOutput.rows("vertices", 3, i -> "\"k" + i + "\""));
        engine.output("movie", GesJobKind.CYPHER_QUERY, GesOutput.rows("n", 2, i -> "\"c" + i + "\""));
    }

    @AfterEach
    void stop() {
        ges.close();
        emulator.close();
    }

    private GesJobResource pending(GesJobKind kind) {
        return movie.job(engine.submitJob("movie", kind));
    }

    @ParameterizedTest
    @EnumSource(GesEngine.class)
    void allKindsOfWorkAreSubmittedFollowedAndFound(GesEngine kind) {
        engine.engine(kind);
        for (GesSubmission work : ALL) {
            GesJobResource job = movie.submit(work);

            assertThat(job.await().status().isSuccess()).as(work.toString()).isTrue();
            assertThat(movie.jobs().find(work))
                    .as(work.toString())
                    .extracting(ListedJob::jobId)
                    .containsExactly(job.id());
        }
        assertThat(movie.jobs().list()).hasSize(ALL.size());
        GesJobResource drop = movie.index("ageIndex").drop();
        assertThat(drop == null).isEqualTo(kind == GesEngine.DATABASE);
    }

    @ParameterizedTest
    @EnumSource(GesEngine.class)
    void resultsAreReadInPagesOrAtOnceAndExported(GesEngine kind) {
        engine.engine(kind);
        GesJobResource query = movie.submit(ALL.get(0));

        assertThat(query.results().pageSize(2).vertices())
                .extracting(GesVertex::id)
                .containsExactly("v0", "v1", "v2", "v3", "v4");
        assertThat(movie.execute(Algorithm.kHop("a", 2)).vertices())
                .extracting(GesVertex::id)
                .containsExactly("k0", "k1", "k2");
        assertThat(movie.execute(FilteredQuery.builder()
                                .vertices("a")
                                .filter("outV")
                                .build())
                        .vertices())
                .extracting(GesVertex::id)
                .containsExactly("f0", "f1");
        assertThat(movie.execute(CypherQuery.of("match (n) return n")).rows())
                .containsExactly(List.of("c0"), List.of("c1"));
        ExportResult.Builder export = ExportResult.builder("b/out").obsParameters(OBS);
        assertThat(query.exportResult(export.build()).await().status().isSuccess())
                .isTrue();
        assertThat(query.get().status().isSuccess()).isTrue();
        query.exportResult(export.erase(true).build());
        assertThatThrownBy(query::get).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource(GesEngine.class)
    void failuresAreToldInBothForms(GesEngine kind) {
        engine.engine(kind);
        GesJobResource algorithm = pending(GesJobKind.ALGORITHM);
        GesJobResource query = pending(GesJobKind.VERTEX_QUERY);
        engine.failJob("movie", algorithm.id(), "no memory");
        engine.failJob("movie", query.id(), "no memory");

        GesJob failed = algorithm.await();
        assertThat(failed.status().value()).isEqualTo("failed");
        assertThat(failed.failReason()).isEqualTo("Running algorithm [pagerank] error: no memory!");
        assertThat(query.await().status()).isEqualTo(failed.status());
        for (GesJobResource job : List.of(algorithm, query)) {
            assertThatThrownBy(() -> job.results().vertices().stream().toList()).isInstanceOf(JobFailedException.class);
        }
        assertThatThrownBy(() -> ges.graph("none").submit(Algorithm.pageRank()))
                .satisfies(e -> assertThat(GesErrorCode.isGraphNotFound((ApiException) e))
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(GesEngine.class)
    void whatTheEngineCancelsIsCancelled(GesEngine kind) {
        engine.engine(kind);
        for (GesJobKind work : GesJobKind.values()) {
            GesJobResource job = pending(work);
            if (work.name().startsWith("HYG_")) {
                HygJobResource hyg = ges.hyg("movie").job(job.id());
                assertThat(hyg.cancelAndAwait().status().isCancelled()).isTrue();
            } else if (kind.cancels(work)) {
                assertThat(job.cancelAndAwait().status().isCancelled()).isTrue();
            } else {
                assertThatThrownBy(job::cancelAndAwait).isInstanceOf(JobNotCancellableException.class);
            }
        }
        HygJobResource sync = ges.hyg("movie")
                .sync(HygSync.builder()
                        .vertex("user", "age")
                        .edge("rate", "Rating")
                        .build());
        HygJobResource algorithm = ges.hyg("movie").submit(Algorithm.pageRank());
        assertThat(sync.await().status().isSuccess()).isTrue();
        assertThat(algorithm
                        .exportResult(
                                ExportResult.builder("b/o").obsParameters(OBS).build())
                        .await()
                        .status()
                        .isSuccess())
                .isTrue();
    }
}
