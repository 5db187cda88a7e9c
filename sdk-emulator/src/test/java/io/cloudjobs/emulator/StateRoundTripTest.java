package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state that was dumped is the same in another emulator. */
class StateRoundTripTest {
    private enum Way {
        STREAM,
        DIRECTORY
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Way.class)
    void aLoadedStateGivesTheSameAnswers(Way way) throws Exception {
        Map<String, String> before;
        byte[] dump;
        CloudJobsEmulator.Builder builder = CloudJobsEmulator.builder().wellKnownIds();
        try (CloudJobsEmulator emulator = builder.start()) {
            for (EmulatedService service : EmulatedService.values()) {
                builder.port(service, port(emulator, service));
            }
            var rich = new RichState(emulator);
            rich.make();
            dump = dump(emulator);
            try (OutputStream out = Files.newOutputStream(directory.resolve("state.json"))) {
                emulator.dump(out, directory.resolve("documents"));
            }
            before = rich.answers();
        }
        assertThat(before).hasSizeGreaterThan(300);
        try (CloudJobsEmulator emulator = builder.start()) {
            if (way == Way.STREAM) {
                emulator.load(new ByteArrayInputStream(dump));
            } else {
                try (InputStream in = Files.newInputStream(directory.resolve("state.json"))) {
                    emulator.load(in, directory.resolve("documents"));
                }
            }

            assertThat(members(dump(emulator))).containsExactlyElementsOf(members(dump));
            Map<String, String> after = new RichState(emulator).answers();
            assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
            before.forEach((request, answer) ->
                    assertThat(after.get(request)).as(request).isEqualTo(answer));
        }
    }

    /** Returns a line for each member, which a failure can show. */
    private static List<String> members(byte[] dump) {
        return new String(dump, StandardCharsets.UTF_8)
                .replace(",\"", ",\n\"")
                .lines()
                .toList();
    }

    private static int port(CloudJobsEmulator emulator, EmulatedService service) {
        return switch (service) {
            case PRINT -> URI.create(emulator.print().endpoint()).getPort();
            case GES -> URI.create(emulator.ges().endpoint()).getPort();
            default -> 0;
        };
    }

    static byte[] dump(CloudJobsEmulator emulator) throws Exception {
        var out = new ByteArrayOutputStream();
        emulator.dump(out);
        return out.toByteArray();
    }

    /** The new emulator has other ports. */
    @Test
    void linksBetweenJobsFollowTheEndpoint() throws Exception {
        try (CloudJobsEmulator from = CloudJobsEmulator.builder().wellKnownIds().start();
                CloudJobsEmulator to =
                        CloudJobsEmulator.builder().wellKnownIds().start()) {
            HeldJob held = from.print().holdJob();
            String path = "/print/printers/" + held.printerId() + "/jobs/";
            Reply.toPrint(
                    from.print(),
                    "POST",
                    path + held.jobId() + "/redirect",
                    "{\"destinationPrinterId\": \"" + held.printerId() + "\"}");

            to.load(new ByteArrayInputStream(dump(from)));

            JsonNode job =
                    Reply.toPrint(to.print(), "GET", path + held.jobId(), "").json();
            assertThat(job.path("redirectedTo").textValue())
                    .isEqualTo(to.print().endpoint() + path + "2");
            JsonNode next = Reply.toPrintAsUser(to.print(), "POST", "/print/shares/" + held.shareId() + "/jobs", "{}")
                    .json();
            assertThat(next.path("id").textValue()).isEqualTo("3");
        }
    }

    @Test
    void aClockThatIsAheadStaysAhead() throws Exception {
        try (CloudJobsEmulator from = CloudJobsEmulator.start();
                CloudJobsEmulator to = CloudJobsEmulator.start()) {
            from.clock().advance(java.time.Duration.ofDays(30));
            ObjectNode state = JsonTrees.parse(new String(dump(from), StandardCharsets.UTF_8));
            assertThat(state.path("clock").path("ahead").textValue()).isEqualTo("PT720H");

            to.load(new ByteArrayInputStream(dump(from)));

            assertThat(to.clock().ahead()).isEqualTo(from.clock().ahead());
            assertThat(to.clock().isFrozen()).isFalse();
        }
    }

    @Test
    void aJobHasTheDisplayNameOfItsUser() throws Exception {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            String jobId = emulator.print().submitJob("ada@contoso.com");

            emulator.load(new ByteArrayInputStream("""
                    {"print": {"users": [{"userPrincipalName": "ada@contoso.com", "displayName": "Ada Lovelace"}]}}
                    """.getBytes(StandardCharsets.UTF_8)));

            JsonNode job = Reply.toPrint(
                            emulator.print(),
                            "GET",
                            "/print/printers/" + emulator.print().printerId() + "/jobs/" + jobId,
                            "")
                    .json();
            assertThat(job.at("/createdBy/displayName").textValue()).isEqualTo("Ada Lovelace");
        }
    }
}
