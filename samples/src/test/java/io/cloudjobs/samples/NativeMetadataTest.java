package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The metadata for {@code native-image} permits what the quick start does in a JVM: a debugger notes each class on which it
 * reflects, and each resource that it reads, as GraalVM's agent would. The emulator has no metadata, because it is for tests.
 */
class NativeMetadataTest {
    /** The quick start without the variables of this machine, with which it would change jobs of the real services. */
    static final class OnTheEmulator {
        public static void main(String[] args) {
            new QuickStart(Map.of(), System.out).run();
        }
    }

    private static final List<String> CLIENTS = List.of("sdk-core", "sdk-print", "sdk-ges");

    @Test
    @Timeout(300)
    void theQuickStartNeedsNoMore() throws Exception {
        Set<String> permitted = new TreeSet<>();
        for (String client : CLIENTS) {
            for (JsonNode type : config(client, "reflect-config.json")) {
                type.properties().stream()
                        .filter(member -> member.getKey().startsWith("all"))
                        .forEach(member -> permitted.add(type.get("name").textValue() + " " + member.getKey()));
            }
            for (JsonNode resource :
                    config(client, "resource-config.json").get("resources").get("includes")) {
                permitted.add("/" + resource.get("pattern").textValue().replaceAll("\\\\[QE]", ""));
            }
        }

        VirtualMachine vm = ReflectionLog.launch(OnTheEmulator.class);
        Process program = vm.process();
        Set<String> used;
        try {
            used = ReflectionLog.read(vm);
            assertThat(program.waitFor())
                    .as(() -> text(program.getErrorStream()))
                    .isZero();
        } finally {
            program.destroyForcibly();
        }

        assertThat(used)
                .contains(
                        "io.cloudjobs.print.PrintJobRecord allDeclaredConstructors",
                        "/io/cloudjobs/core/internal/version.properties");
        used.removeAll(permitted);
        assertThat(used).as("missing metadata").isEmpty();
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), Charset.defaultCharset());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static JsonNode config(String client, String file) throws IOException {
        String name = "/META-INF/native-image/io.cloudjobs/" + client + "/" + file;
        try (InputStream in = NativeMetadataTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
