package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.print.notification.ChangeType;
import io.cloudjobs.print.notification.LifecycleEventType;
import io.cloudjobs.print.printer.PrinterProcessingState;
import io.cloudjobs.print.printer.PrinterProcessingStateDetail;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenEnumerationTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The members of the service's metadata, without the sentinel {@code unknownFutureValue}, which is never sent. */
    static Stream<Arguments> documented() {
        return Stream.of(
                arguments(
                        PrintJobProcessingState.class,
                        "unknown pending processing paused stopped completed canceled aborted"),
                arguments(
                        PrintJobStateDetail.class,
                        "uploadPending transforming completedSuccessfully completedWithWarnings completedWithErrors"
                                + " releaseWait interpreting"),
                arguments(PrintTaskProcessingState.class, "pending processing completed aborted"),
                arguments(ChangeType.class, "created updated deleted"),
                arguments(LifecycleEventType.class, "missed subscriptionRemoved reauthorizationRequired"),
                arguments(PrintEvent.class, "jobStarted"),
                arguments(PrinterProcessingState.class, "unknown idle processing stopped"),
                // the usual ones of 826, and "disconnected" of the examples
                arguments(
                        PrinterProcessingStateDetail.class,
                        "none paused disconnected mediaJam mediaNeeded mediaLow mediaEmpty coverOpen doorOpen"
                                + " outputAreaFull markerSupplyLow markerSupplyEmpty tonerLow tonerEmpty shutdown"
                                + " timedOut other"),
                arguments(PrintColorMode.class, "blackAndWhite grayscale color auto"),
                arguments(PrintDuplexMode.class, "flipOnLongEdge flipOnShortEdge oneSided"),
                arguments(PrintOrientation.class, "portrait landscape reverseLandscape reversePortrait"),
                arguments(PrintQuality.class, "low medium high"),
                arguments(PrintScaling.class, "auto shrinkToFit fill fit none"),
                arguments(PrinterFeedOrientation.class, "longEdgeFirst shortEdgeFirst"),
                arguments(
                        PrintMultipageLayout.class,
                        "clockwiseFromTopLeft counterclockwiseFromTopLeft counterclockwiseFromTopRight"
                                + " clockwiseFromTopRight counterclockwiseFromBottomLeft clockwiseFromBottomLeft"
                                + " counterclockwiseFromBottomRight clockwiseFromBottomRight"),
                arguments(
                        PrintFinishing.class,
                        "none staple punch cover bind saddleStitch stitchEdge stapleTopLeft stapleBottomLeft"
                                + " stapleTopRight stapleBottomRight stitchLeftEdge stitchTopEdge stitchRightEdge"
                                + " stitchBottomEdge stapleDualLeft stapleDualTop stapleDualRight stapleDualBottom"
                                // after the sentinel
                                + " stapleTripleLeft stapleTripleTop stapleTripleRight stapleTripleBottom"
                                + " bindLeft bindTop bindRight bindBottom"
                                + " foldAccordion foldDoubleGate foldGate foldHalf foldHalfZ foldLeftGate foldLetter"
                                + " foldParallel foldPoster foldRightGate foldZ foldEngineeringZ"
                                + " punchTopLeft punchBottomLeft punchTopRight punchBottomRight"
                                + " punchDualLeft punchDualTop punchDualRight punchDualBottom"
                                + " punchTripleLeft punchTripleTop punchTripleRight punchTripleBottom"
                                + " punchQuadLeft punchQuadTop punchQuadRight punchQuadBottom"
                                + " fold trim bale bookletMaker coat laminate"
                                + " trimAfterPages trimAfterDocuments trimAfterCopies trimAfterJob"));
    }

    static Stream<Class<?>> types() {
        return documented().map(row -> (Class<?>) row.get()[0]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documented")
    void everyDocumentedMemberIsAConstantNamedAfterIt(Class<?> type, String members) {
        Map<String, String> expected = Arrays.stream(members.split(" "))
                .collect(Collectors.toMap(OpenEnumerationTest::constant, member -> member));

        assertThat(constants(type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyValueSurvivesARoundTrip(Class<?> type) throws Exception {
        for (String value :
                List.of(constants(type).values().iterator().next(), "brandNew", "unknownFutureValue", "ä")) {
            String json = '"' + value + '"';

            Object read = MAPPER.readValue(json, type);

            assertThat(read).isInstanceOf(type).isEqualTo(make(type, value)).hasToString(value);
            assertThat(read).hasSameHashCodeAs(make(type, value)).isNotEqualTo(make(type, value + "2"));
            assertThat(MAPPER.writeValueAsString(read)).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void blankIsReadAsNull(Class<?> type) throws Exception {
        assertThat(MAPPER.readValue("\"\"", type)).isNull();
        assertThat(MAPPER.readValue("\" \"", type)).isNull();
        assertThat(MAPPER.readValue("null", type)).isNull();
    }

    @ParameterizedTest
    @MethodSource("types")
    void blankOrNullCannotBeMade(Class<?> type) {
        assertThatIllegalArgumentException().isThrownBy(() -> make(type, "")).withMessage("value must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> make(type, " ")).withMessage("value must not be blank");
        assertThatNullPointerException().isThrownBy(() -> make(type, null)).withMessage("value");
    }

    @Test
    void onlyTheLastStatesAreTerminal() {
        assertThat(constants(PrintJobProcessingState.class).values().stream()
                        .filter(state -> new PrintJobProcessingState(state).isTerminal()))
                .containsExactlyInAnyOrder("completed", "canceled", "aborted");
        assertThat(constants(PrintTaskProcessingState.class).values().stream()
                        .filter(state -> new PrintTaskProcessingState(state).isTerminal()))
                .containsExactlyInAnyOrder("completed", "aborted");
        assertThat(new PrintJobProcessingState("brandNew").isTerminal()).isFalse();
        assertThat(new PrintTaskProcessingState("brandNew").isTerminal()).isFalse();
    }

    private static String constant(String member) {
        return member.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** The values of the public constants, by name. */
    private static Map<String, String> constants(Class<?> type) {
        return Arrays.stream(type.getFields()).collect(Collectors.toMap(Field::getName, OpenEnumerationTest::value));
    }

    private static String value(Field constant) {
        try {
            assertThat(constant.getType()).isEqualTo(constant.getDeclaringClass());
            return constant.get(null).toString();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Object make(Class<?> type, String value) throws Exception {
        try {
            return type.getConstructor(String.class).newInstance(value);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
