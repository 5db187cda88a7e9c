package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintMargin;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import io.cloudjobs.print.PrinterFeedOrientation;
import io.cloudjobs.testkit.OneLine;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    /** Every setting of a configuration, by its method. */
    private static Map<String, UnaryOperator<PrintJobConfiguration.Builder>> settings() {
        Map<String, UnaryOperator<PrintJobConfiguration.Builder>> settings = new TreeMap<>();
        settings.put("collate", builder -> builder.collate(false));
        settings.put("colorMode", builder -> builder.colorMode(new PrintColorMode("sepia")));
        settings.put("copies", builder -> builder.copies(Integer.MAX_VALUE));
        settings.put("dpi", builder -> builder.dpi(600));
        settings.put("duplexMode", builder -> builder.duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE));
        settings.put("feedOrientation", builder -> builder.feedOrientation(PrinterFeedOrientation.LONG_EDGE_FIRST));
        settings.put(
                "finishings", builder -> builder.finishings(PrintFinishing.STAPLE, new PrintFinishing("foldTwice")));
        settings.put("fitPdfToPage", builder -> builder.fitPdfToPage(true));
        settings.put("inputBin", builder -> builder.inputBin(OneLine.FORGED));
        settings.put("outputBin", builder -> builder.outputBin("Fach \"2\" \\ \u20AC \uD83D\uDDA8"));
        settings.put(
                "margin",
                builder -> builder.margin(PrintMargin.builder().top(1).left(0).build()));
        settings.put("mediaSize", builder -> builder.mediaSize("North America Letter"));
        settings.put("mediaType", builder -> builder.mediaType("stationery"));
        settings.put(
                "multipageLayout",
                builder -> builder.multipageLayout(PrintMultipageLayout.COUNTERCLOCKWISE_FROM_TOP_LEFT));
        settings.put("orientation", builder -> builder.orientation(PrintOrientation.REVERSE_LANDSCAPE));
        settings.put("pageRanges", builder -> builder.pageRanges(IntegerRange.of(1, 2), IntegerRange.of(5, 9)));
        settings.put("pagesPerSheet", builder -> builder.pagesPerSheet(4));
        settings.put("quality", builder -> builder.quality(PrintQuality.HIGH));
        settings.put("scaling", builder -> builder.scaling(PrintScaling.SHRINK_TO_FIT));
        return settings;
    }

    @Test
    void theTableHasEverySetting() {
        assertThat(Arrays.stream(PrintJobConfiguration.Builder.class.getMethods())
                        .filter(method -> method.getReturnType() == PrintJobConfiguration.Builder.class)
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(settings().keySet());
    }

    static Stream<Decision> decisions() {
        PrintJobConfiguration.Builder all = PrintJobConfiguration.builder();
        settings().values().forEach(setting -> setting.apply(all));
        Stream<PrintJobConfiguration> each = settings().values().stream()
                .map(setting -> setting.apply(PrintJobConfiguration.builder()).build());
        Stream<PrintJobConfiguration> configurations = Stream.concat(
                each, Stream.of(all.build(), PrintJobConfiguration.builder().build()));
        return Stream.concat(
                configurations.flatMap(configuration ->
                        Stream.of(Decision.release(configuration), Decision.redirect("p", configuration))),
                Stream.of(
                        Decision.release(),
                        Decision.redirect("c05f3726-8f2b-4c2e-9d7a-b9d7a1f0c4e1"),
                        Decision.abort(OneLine.FORGED),
                        Decision.abort("\"}, \u0000"),
                        Decision.hold(),
                        Decision.hold(Duration.ofNanos(1)),
                        Decision.hold(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                        Decision.hold(Instant.MIN),
                        Decision.hold(Instant.EPOCH),
                        Decision.hold(Instant.MAX)));
    }

    /** The database keeps each decision as it is. */
    @ParameterizedTest
    @MethodSource("decisions")
    void aDecisionIsStored(Decision decision) {
        Decision read = StoredJson.JSON.deserialize(Decision.class, StoredJson.JSON.serialize(decision));
        assertThat(read).isEqualTo(decision).hasSameHashCodeAs(decision).hasToString(decision.toString());
        assertThat(read.kind()).isEqualTo(decision.kind());
        assertThat(read.configuration()).isEqualTo(decision.configuration());
        assertThat(read.until()).isEqualTo(decision.until());
        Instant now = Instant.parse("2026-11-30T08:00:00Z");
        assertThat(read.madeAt(now)).isEqualTo(decision.madeAt(now));
        OneLine.check(decision.toString());
    }

    /** The configuration of a job may have a value that the library never sends. */
    @Test
    void aConfigurationThatCannotBeSentIsRefused() {
        PrintJobConfiguration configuration = PrintJob.fromJson(
                        "{\"id\":\"7\",\"status\":{\"state\":\"paused\"},\"configuration\":{\"quality\":\"unknownFutureValue\"}}")
                .configuration();
        assertThatThrownBy(() -> Decision.release(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quality must not be unknownFutureValue: set another value");
        assertThatThrownBy(() -> Decision.redirect("p", configuration)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../x", "a/b", "%2e%2e"})
    void anIdThatCouldChangeAPathIsRefused(String id) {
        assertThatThrownBy(() -> Decision.redirect(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Decision.redirect(id, PrintJobConfiguration.builder().build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments((Runnable) () -> Decision.abort(" "), "reason must not be blank"),
                arguments(
                        (Runnable) () -> Decision.hold(Duration.ZERO), "duration must be more than zero, but is PT0S"),
                arguments(
                        (Runnable) () -> Decision.hold(Duration.ofSeconds(-1)),
                        "duration must be more than zero, but is PT-1S"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongValueIsRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(Decision.release(), "Decision[release]"),
                arguments(Decision.redirect("c05f3726"), "Decision[redirect, printerId=c05f3726]"),
                arguments(Decision.abort("too\nlarge"), "Decision[abort, reason=too\\nlarge]"),
                arguments(Decision.hold(Duration.ofHours(4)), "Decision[hold, duration=PT4H]"),
                arguments(Decision.hold(Instant.EPOCH), "Decision[hold, until=1970-01-01T00:00:00Z]"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aDecisionHasAShortText(Decision decision, String text) {
        assertThat(decision).hasToString(text);
    }

    /** A newer version may store kinds, members and settings that this one does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"DEFER\"}",
                "{\"kind\":\"RELEASE\",\"copies\":2}",
                "{\"kind\":\"RELEASE\",\"configuration\":{\"stapling\":3}}",
                "{\"kind\":\"HOLD\",\"until\":\"tomorrow\"}",
                "{\"kind\":7}",
                "{}",
                "[]",
                "\"release\""
            })
    void anUnknownDecisionIsKept(String stored) {
        Decision read = StoredJson.JSON.deserialize(Decision.class, stored.getBytes());
        assertThat(read.kind()).isEqualTo(Decision.Kind.UNKNOWN);
        assertThat(read).hasToString("Decision[unknown]");
        assertThat(new String(StoredJson.JSON.serialize(read))).isEqualTo(stored);
        assertThat(read).isEqualTo(StoredJson.JSON.deserialize(Decision.class, stored.getBytes()));
    }

    @Test
    void decisionsDiffer() {
        assertThat(decisions().distinct()).hasSameSizeAs(decisions().toList());
        assertThat(Decision.release()).isNotEqualTo("release").isNotEqualTo(null);
    }
}
