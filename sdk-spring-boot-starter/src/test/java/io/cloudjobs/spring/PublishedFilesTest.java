package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.BuilderSettings;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** The files that Boot and editors read. */
class PublishedFilesTest {
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @Test
    void runsOnTheLineOfBootThatThisRunIsFor() {
        assertThat(SpringBootVersion.getVersion()).startsWith(System.getProperty("spring-boot.line", "3") + ".");
    }

    @Test
    void bootFindsTheAutoConfigurations() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(
                        EmulatorAutoConfiguration.class.getName(),
                        GesAutoConfiguration.class.getName(),
                        PrintAutoConfiguration.class.getName(),
                        PrintWorkerAutoConfiguration.class.getName());
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        List<String> expected =
                new ArrayList<>(List.of("cloudjobs.emulator.enabled", "cloudjobs.observations.enabled"));
        collect("cloudjobs.print", PrintProperties.class, expected);
        collect("cloudjobs.print.worker", PrintWorkerProperties.class, expected);
        collect("cloudjobs.ges", GesProperties.class, expected);

        Map<String, String> described = all("properties", "description");
        assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(described.values()).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void everyGroupIsDescribed() throws IOException {
        assertThat(all("groups", "description"))
                .containsKeys(
                        "cloudjobs.print",
                        "cloudjobs.print.credential",
                        "cloudjobs.print.retry",
                        "cloudjobs.print.worker",
                        "cloudjobs.ges",
                        "cloudjobs.ges.credential",
                        "cloudjobs.ges.retry",
                        "cloudjobs.ges.ssl")
                .allSatisfy((name, text) -> assertThat(text).as(name).isNotBlank());
    }

    /** Only editors use them, so no other test would find a wrong one. */
    @ParameterizedTest
    @ValueSource(strings = {"cloudjobs.print.", "cloudjobs.ges."})
    void defaultsAreThoseOfTheLibrary(String prefix) throws IOException {
        Map<String, String> defaults = all("properties", "defaultValue");
        ClientSettings library = new ClientSettings();

        assertThat(DurationStyle.detectAndParse(defaults.get(prefix + "timeout")))
                .isEqualTo(library.timeout);
        assertThat(DataSize.parse(defaults.get(prefix + "max-response-size")).toBytes())
                .isEqualTo(library.maxResponseBytes);
        assertThat(new RetryProperties(
                                Integer.valueOf(defaults.get(prefix + "retry.max-attempts")),
                                DurationStyle.detectAndParse(defaults.get(prefix + "retry.base-delay")),
                                DurationStyle.detectAndParse(defaults.get(prefix + "retry.throttled-base-delay")),
                                DurationStyle.detectAndParse(defaults.get(prefix + "retry.max-delay")))
                        .policy(new PropertyGroup(prefix, "", "")))
                .hasToString(library.retryPolicy.toString());
    }

    /** A value that the metadata does not have is off. */
    @Test
    void defaultsOfTheWorkerAreThoseOfItsBuilder() throws IOException {
        String prefix = "cloudjobs.print.worker.";
        Map<String, String> builder;
        try (PrintJobClient print =
                PrintJobClient.builder().tokenProvider(TokenProvider.of("any")).build()) {
            builder = BuilderSettings.of(PrintTaskWorker.builder(print).taskDefinition("required"));
        }
        Map<String, String> described = new TreeMap<>();
        all("properties", "defaultValue").forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                String property = name.substring(prefix.length());
                boolean isDuration = builder.getOrDefault(property, "").startsWith("PT");
                described.put(
                        property,
                        isDuration ? DurationStyle.detectAndParse(value).toString() : value);
            }
        });

        assertThat(described.remove("enabled")).isEqualTo("true");
        assertThat(described.remove("data-source")).isEmpty();
        builder.put("task-definition", ""); // is required
        builder.replaceAll((name, value) -> value.equals("null") ? "" : value);
        assertThat(described).isEqualTo(builder);
    }

    /** Maps each name in the metadata to one of its members, or to an empty string. */
    private static Map<String, String> all(String kind, String what) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (InputStream metadata = PublishedFilesTest.class.getResourceAsStream(METADATA)) {
            for (JsonNode one : new ObjectMapper().readTree(metadata).get(kind)) {
                all.put(one.get("name").textValue(), one.path(what).asText());
            }
        }
        return all;
    }

    private static void collect(String prefix, Class<?> type, List<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + dashed(component.getName());
            if (component.getType().isRecord()) {
                collect(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static String dashed(String name) {
        return Stream.of(name.split("(?=[A-Z])"))
                .map(String::toLowerCase)
                .reduce((a, b) -> a + "-" + b)
                .orElseThrow();
    }
}
