package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.WrongValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example with each wrong value at each of its members: it is read, but for what the whole promises, such as an id that fits. */
class LenientModelsTest {
    static Stream<Arguments> examples() {
        Function<String, Object> job = json -> {
            GesJob read = GesJob.fromJson(json);
            GesResult result = read.result();
            if (result == null) {
                return read;
            }
            boolean hasRanks = result.outputs().contains("pagerank")
                    && String.valueOf(result.output("pagerank")).matches("[\\[{].*");
            return List.of(
                    result.vertices(),
                    result.edges(),
                    result.paths(),
                    hasRanks ? result.values("pagerank") : List.of(),
                    result.outputs());
        };
        Function<String, Object> jobs = json ->
                Json.read(json, JobListRecord.class, JobListRecord.class).part(0, 1);
        return Stream.of(
                argumentSet("rows", body("job-status-success-vertices"), job, "status"),
                argumentSet("values", body("job-status-complete-pagerank"), job, "status"),
                argumentSet("failed", body("job-status-failed-200"), job, "status"),
                argumentSet("jobs", body("job-list-memory-edition"), jobs, "jobs"),
                argumentSet("jobs of the database edition", body("job-list-database-edition"), jobs, "jobs"),
                argumentSet("submit", body("submit-algorithm"), reader(SubmitResponse.class), "jobId"),
                argumentSet(
                        "Cypher submit", body("submit-cypher-async"), reader(SubmitResponse.class), "jobId results"),
                argumentSet(
                        "Cypher",
                        "{\"results\":[{\"columns\":[\"a\"],\"data\":[{\"row\":[1],\"meta\":null}],"
                                + "\"stats\":{\"nodes_created\":1}}],\"errors\":[]}",
                        (Function<String, Object>) json -> {
                            CypherResult result = CypherResult.fromJson(json);
                            return List.of(result.columns(), result.rows(), result.stats());
                        },
                        "results"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatCannotBeReadCostsNothingElse(String example, Function<String, Object> read, String promised) {
        List<WrongValues.Changed> all = WrongValues.in(example).toList();
        Set<String> refused = new HashSet<>();

        for (WrongValues.Changed changed : all) {
            try {
                assertThat(read.apply(changed.json())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as(changed.json()).matches("\\w+: (.*is missing|unexpected structure.*)");
                refused.add(changed.member());
            }
        }

        assertThat(all).hasSizeGreaterThan(15);
        assertThat(refused).isSubsetOf(promised.split(" "));
    }

    private static String body(String name) {
        return Fixture.responseBody(name).toString();
    }

    private static <T> Function<String, Object> reader(Class<T> type) {
        return json -> Json.read(json, type, type);
    }
}
