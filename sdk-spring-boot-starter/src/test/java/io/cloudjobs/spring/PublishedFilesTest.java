package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/** What Boot and the editors read. */
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
                        PrintAutoConfiguration.class.getName());
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        List<String> expected = new ArrayList<>(List.of("cloudjobs.emulator.enabled"));
        collect("cloudjobs.print", PrintProperties.class, expected);
        collect("cloudjobs.ges", GesProperties.class, expected);

        Map<String, String> described = new TreeMap<>();
        try (InputStream metadata = getClass().getResourceAsStream(METADATA)) {
            for (JsonNode property : new ObjectMapper().readTree(metadata).get("properties")) {
                described.put(
                        property.get("name").textValue(),
                        property.path("description").asText());
            }
        }

        assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(described.values()).allSatisfy(text -> assertThat(text).isNotBlank());
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
