package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of configurations that users build. */
class PrintJobConfigurationTest {
    /** A member of a configuration: its setter, its reset to null, and its JSON. */
    record Member(
            String name,
            Consumer<PrintJobConfiguration.Builder> set,
            Consumer<PrintJobConfiguration.Builder> unset,
            String json) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Member> members() {
        return Stream.of(
                new Member("collate", b -> b.collate(false), b -> b.collate(null), "false"),
                new Member(
                        "colorMode", b -> b.colorMode(PrintColorMode.GRAYSCALE), b -> b.colorMode(null), "'grayscale'"),
                new Member("copies", b -> b.copies(2), b -> b.copies(null), "2"),
                new Member("dpi", b -> b.dpi(600), b -> b.dpi(null), "600"),
                new Member(
                        "duplexMode",
                        b -> b.duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE),
                        b -> b.duplexMode(null),
                        "'flipOnLongEdge'"),
                new Member(
                        "feedOrientation",
                        b -> b.feedOrientation(PrinterFeedOrientation.SHORT_EDGE_FIRST),
                        b -> b.feedOrientation(null),
                        "'shortEdgeFirst'"),
                new Member(
                        "finishings",
                        b -> b.finishings(PrintFinishing.STAPLE_TOP_LEFT, PrintFinishing.PUNCH_QUAD_LEFT),
                        b -> b.finishings(),
                        "['stapleTopLeft','punchQuadLeft']"),
                new Member("fitPdfToPage", b -> b.fitPdfToPage(true), b -> b.fitPdfToPage(null), "true"),
                new Member("inputBin", b -> b.inputBin("by-pass-tray"), b -> b.inputBin(null), "'by-pass-tray'"),
                new Member("outputBin", b -> b.outputBin("ablage ü"), b -> b.outputBin(null), "'ablage ü'"),
                new Member(
                        "margin",
                        b -> b.margin(PrintMargin.builder()
                                .top(1)
                                .bottom(2)
                                .left(3)
                                .right(4)
                                .build()),
                        b -> b.margin(null),
                        "{'top':1,'bottom':2,'left':3,'right':4}"),
                new Member("mediaSize", b -> b.mediaSize("A4"), b -> b.mediaSize(null), "'A4'"),
                new Member("mediaType", b -> b.mediaType("stationery"), b -> b.mediaType(null), "'stationery'"),
                new Member(
                        "multipageLayout",
                        b -> b.multipageLayout(PrintMultipageLayout.CLOCKWISE_FROM_BOTTOM_LEFT),
                        b -> b.multipageLayout(null),
                        "'clockwiseFromBottomLeft'"),
                new Member(
                        "orientation",
                        b -> b.orientation(PrintOrientation.REVERSE_LANDSCAPE),
                        b -> b.orientation(null),
                        "'reverseLandscape'"),
                new Member(
                        "pageRanges",
                        b -> b.pageRanges(IntegerRange.of(1, 3), IntegerRange.of(7, 7), IntegerRange.from(9)),
                        b -> b.pageRanges(),
                        "[{'start':1,'end':3},{'start':7,'end':7},{'start':9}]"),
                new Member("pagesPerSheet", b -> b.pagesPerSheet(4), b -> b.pagesPerSheet(null), "4"),
                new Member("quality", b -> b.quality(PrintQuality.HIGH), b -> b.quality(null), "'high'"),
                new Member(
                        "scaling", b -> b.scaling(PrintScaling.SHRINK_TO_FIT), b -> b.scaling(null), "'shrinkToFit'"));
    }

    @Test
    void theTableHasAll19Members() {
        assertThat(members().map(Member::name))
                .hasSize(19)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PrintJobConfiguration.class.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .map(Method::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("members")
    void aMemberThatIsSetIsSentAloneAndReadBack(Member member) {
        PrintJobConfiguration.Builder builder = PrintJobConfiguration.builder();
        member.set.accept(builder);

        PrintJobConfiguration configuration = builder.build();

        String json = "{'%s':%s}".formatted(member.name, member.json).replace('\'', '"');
        assertThat(json(configuration)).isEqualTo(json);
        assertThat(read(json)).isEqualTo(configuration).hasSameHashCodeAs(configuration);
        assertThat(Members.of(configuration)).anyMatch(line -> line.startsWith(member.name));
        assertThat(configuration.toBuilder().build()).isEqualTo(configuration);
    }

    @ParameterizedTest
    @MethodSource("members")
    void aMemberCanBeLeftToThePrinterAgain(Member member) {
        PrintJobConfiguration.Builder builder = all().toBuilder();
        member.unset.accept(builder);

        JsonNode sent = tree(json(builder.build()));

        assertThat(sent.has(member.name)).isFalse();
        assertThat(sent.size()).isEqualTo(18);
    }

    @Test
    void ofNothingThatIsSetNothingIsSent() {
        assertThat(json(PrintJobConfiguration.builder().build())).isEqualTo("{}");
    }

    @Test
    void theLastValueCounts() {
        PrintJobConfiguration configuration = PrintJobConfiguration.builder()
                .copies(2)
                .finishings(PrintFinishing.STAPLE)
                .copies(3)
                .finishings(PrintFinishing.NONE)
                .build();

        assertThat(json(configuration)).isEqualTo("{\"copies\":3,\"finishings\":[\"none\"]}");
    }

    @Test
    void aConfigurationDoesNotChangeWithItsBuilder() {
        PrintFinishing[] finishings = {PrintFinishing.STAPLE};
        PrintJobConfiguration.Builder builder = PrintJobConfiguration.builder().finishings(finishings);
        PrintJobConfiguration configuration = builder.build();

        finishings[0] = PrintFinishing.PUNCH;
        builder.copies(9);

        assertThat(json(configuration)).isEqualTo("{\"finishings\":[\"staple\"]}");
    }

    private static PrintJobConfiguration documented() {
        return PrintJobConfiguration.builder()
                .feedOrientation(PrinterFeedOrientation.LONG_EDGE_FIRST)
                .pageRanges(IntegerRange.of(1, 1))
                .quality(PrintQuality.MEDIUM)
                .dpi(600)
                .orientation(PrintOrientation.LANDSCAPE)
                .copies(1)
                .duplexMode(PrintDuplexMode.ONE_SIDED)
                .colorMode(PrintColorMode.BLACK_AND_WHITE)
                .inputBin("by-pass-tray")
                .outputBin("output-tray")
                .mediaSize("A4")
                .margin(PrintMargin.of(0))
                .mediaType("stationery")
                .pagesPerSheet(1)
                .multipageLayout(PrintMultipageLayout.CLOCKWISE_FROM_BOTTOM_LEFT)
                .collate(false)
                .scaling(PrintScaling.SHRINK_TO_FIT)
                .fitPdfToPage(false)
                .build();
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                example("printjob-create-request", documented()),
                example(
                        "printjob-create-request-minimal",
                        PrintJobConfiguration.builder().build()),
                example(
                        "printjob-update-request",
                        PrintJobConfiguration.builder()
                                .colorMode(PrintColorMode.GRAYSCALE)
                                .build()));
    }

    private static Arguments example(String name, PrintJobConfiguration configuration) {
        return argumentSet(name, name, configuration);
    }

    /** Without nulls, and without type names, which the examples for shares do not have. */
    @ParameterizedTest
    @MethodSource("examples")
    void theDocumentedRequestsCanBeBuilt(String name, PrintJobConfiguration configuration) {
        JsonNode example = tree(Fixture.text(name + ".json"));

        assertThat(tree("{\"configuration\":" + json(configuration) + "}")).isEqualTo(withoutNullsAndTypes(example));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatADocumentedAnswerHoldsIsWhatWasSent(String fixture) {
        PrintJob job = PrintJob.fromJson(Fixture.text(fixture));

        assertThat(job.configuration()).isEqualTo(documented());
        assertThat(job.configuration().toBuilder().build()).isEqualTo(documented());
    }

    static Stream<String> answers() {
        return Stream.of("printjob-create.json", "printjob-update.json");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(b -> b.copies(0), "copies must be at least 1, but is 0"),
                refused(b -> b.copies(-1), "copies must be at least 1, but is -1"),
                refused(b -> b.dpi(0), "dpi must be at least 1, but is 0"),
                refused(b -> b.pagesPerSheet(0), "pagesPerSheet must be at least 1, but is 0"),
                refused(
                        b -> b.pageRanges(IntegerRange.of(1, 2), IntegerRange.of(0, 2)),
                        "start of a page range must be at least 1, but is 0"),
                refused(
                        b -> b.pageRanges(new PrintJobConfigurationRecord.Range(null, 0L)),
                        "end of a page range must be at least 1, but is 0"),
                refused(b -> b.pageRanges(IntegerRange.of(3, 2)), "end must be at least 3, but is 2"),
                refused(b -> b.inputBin(""), "inputBin must not be blank"),
                refused(b -> b.outputBin(" "), "outputBin must not be blank"),
                refused(b -> b.mediaSize("\t"), "mediaSize must not be blank"),
                refused(b -> b.mediaType(""), "mediaType must not be blank"),
                refused(b -> b.margin(PrintMargin.of(-1)), "top must not be negative, but is -1"),
                refused(
                        b -> b.margin(PrintMargin.builder().bottom(-2).build()),
                        "bottom must not be negative, but is -2"),
                refused(b -> b.margin(PrintMargin.builder().left(-3).build()), "left must not be negative, but is -3"),
                refused(
                        b -> b.margin(PrintMargin.builder().right(-4).build()),
                        "right must not be negative, but is -4"));
    }

    private static Arguments refused(Consumer<PrintJobConfiguration.Builder> set, String message) {
        return argumentSet(message, set, message);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCanNeverBeRightIsRefusedByName(Consumer<PrintJobConfiguration.Builder> set, String message) {
        PrintJobConfiguration.Builder builder = all().toBuilder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.accept(builder))
                .withMessage(message);
        assertThat(builder.build()).isEqualTo(all());
    }

    @Test
    void listsHaveNoNulls() {
        PrintJobConfiguration.Builder builder = PrintJobConfiguration.builder();

        assertThatNullPointerException().isThrownBy(() -> builder.finishings((PrintFinishing) null));
        assertThatNullPointerException().isThrownBy(() -> builder.pageRanges((IntegerRange) null));
    }

    static Stream<Arguments> sentinels() {
        return Stream.of(
                sentinel("colorMode", b -> b.colorMode(new PrintColorMode("unknownFutureValue"))),
                sentinel("duplexMode", b -> b.duplexMode(new PrintDuplexMode("unknownFutureValue"))),
                sentinel("feedOrientation", b -> b.feedOrientation(new PrinterFeedOrientation("unknownFutureValue"))),
                sentinel(
                        "finishings",
                        b -> b.finishings(PrintFinishing.STAPLE, new PrintFinishing("unknownFutureValue"))),
                sentinel("multipageLayout", b -> b.multipageLayout(new PrintMultipageLayout("unknownFutureValue"))),
                sentinel("orientation", b -> b.orientation(new PrintOrientation("unknownFutureValue"))),
                sentinel("quality", b -> b.quality(new PrintQuality("unknownFutureValue"))),
                sentinel("scaling", b -> b.scaling(new PrintScaling("unknownFutureValue"))));
    }

    private static Arguments sentinel(String name, Consumer<PrintJobConfiguration.Builder> set) {
        return argumentSet(name, name, set);
    }

    @ParameterizedTest
    @MethodSource("sentinels")
    void theValueThatMustNeverBeSentIsNotBuilt(String name, Consumer<PrintJobConfiguration.Builder> set) {
        PrintJobConfiguration.Builder builder = PrintJobConfiguration.builder();
        set.accept(builder);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(name + " must not be unknownFutureValue: set another value");
    }

    /** The service may send values that the builder refuses. The only value that cannot be sent back can be replaced. */
    @Test
    void whatWasReadIsTakenAsItIs() {
        PrintJobConfiguration read = read("""
                {"copies": 0, "dpi": -1, "inputBin": "", "colorMode": "unknownFutureValue", "scaling": "brandNew",
                "margin": {"left": -5}, "pageRanges": [{}, {"start": 0}, {"start": 5, "end": 2}]}
                """);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.toBuilder().build())
                .withMessage("colorMode must not be unknownFutureValue: set another value");
        assertThat(json(read.toBuilder().colorMode(PrintColorMode.AUTO).build()))
                .isEqualTo("{\"colorMode\":\"auto\",\"copies\":0,\"dpi\":-1,\"inputBin\":\"\",\"margin\":{\"left\":-5},"
                        + "\"pageRanges\":[{},{\"start\":0},{\"start\":5,\"end\":2}],\"scaling\":\"brandNew\"}");
    }

    /** The service must not send this, but the client must not lose pages. */
    @Test
    void rangesAndMarginsOfOthersAreSent() {
        PrintJobConfiguration configuration = PrintJobConfiguration.builder()
                .pageRanges(new IntegerRange() {
                    @Override
                    public Long start() {
                        return 2L;
                    }

                    @Override
                    public @Nullable Long end() {
                        return null;
                    }
                })
                .build();

        assertThat(json(configuration)).isEqualTo("{\"pageRanges\":[{\"start\":2}]}");
    }

    @Test
    void rangesAndMarginsAreValues() {
        assertThat(IntegerRange.of(1, 3)).isEqualTo(IntegerRange.of(1, 3)).isNotEqualTo(IntegerRange.from(1));
        assertThat(IntegerRange.of(-3, Long.MAX_VALUE).end()).isEqualTo(Long.MAX_VALUE);
        assertThat(PrintMargin.of(5)).isEqualTo(new PrintJobConfigurationRecord.Margin(5, 5, 5, 5));
        assertThat(PrintMargin.builder().top(25_400).build())
                .isEqualTo(new PrintJobConfigurationRecord.Margin(25_400, null, null, null));
        assertThat(Members.of(PrintMargin.builder().build())).isEmpty();
    }

    @Test
    void listsCannotBeChanged() {
        for (List<?> list : List.of(all().finishings(), all().pageRanges())) {
            assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static PrintJobConfiguration all() {
        PrintJobConfiguration.Builder builder = PrintJobConfiguration.builder();
        members().forEach(member -> member.set.accept(builder));
        return builder.build();
    }

    private static String json(PrintJobConfiguration configuration) {
        return new String(Json.write(configuration), StandardCharsets.UTF_8);
    }

    private static PrintJobConfiguration read(String json) {
        return PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},\"configuration\":" + json + "}")
                .configuration();
    }

    private static JsonNode tree(String json) {
        return Json.tree(json);
    }

    private static JsonNode withoutNullsAndTypes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .removeIf(member ->
                            member.getValue().isNull() || member.getKey().equals("@odata.type"));
        }
        node.forEach(PrintJobConfigurationTest::withoutNullsAndTypes);
        return node;
    }
}
