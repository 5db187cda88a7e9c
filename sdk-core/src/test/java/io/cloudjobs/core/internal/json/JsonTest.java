package io.cloudjobs.core.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class JsonTest {
    /** A model like the models of the services: strings, numbers, dates, other models, a promised member. */
    interface Job {}

    record JobData(
            @Nullable String id,
            @Nullable Long size,
            @Nullable Integer copies,
            @Nullable Double scale,
            @Nullable Boolean isFetchable,
            @Nullable OffsetDateTime date,
            @Nullable JobData parent,
            @Nullable List<JobData> tasks,

            @JsonDeserialize(using = StrictList.class) @Nullable List<String> next)
            implements Job {

        JobData {
            Json.required("id", id);
            tasks = Json.list(tasks);
        }
    }

    private static final JsonFactory PARSERS = Json.parsers(JsonBounds.DEFAULT);
    private static final String OK = "{\"id\":\"5182\"}";
    private static final JobData JOB = new JobData("5182", null, null, null, null, null, null, null, null);

    static Stream<Arguments> readable() {
        return Stream.of(
                argumentSet("plain", OK.getBytes(UTF_8)),
                argumentSet("whitespace around", (" \r\n\t" + OK + " \r\n\t").getBytes(UTF_8)),
                argumentSet("invalid UTF-8 in an unknown string", latin1("{'x':'\u00FF\u00FE','id':'5182'}")),
                argumentSet("Latin-1 in an unknown name", latin1("{'f\u00FCr':1,'id':'5182'}")),
                argumentSet("UTF-8 continuation alone", latin1("{'x':'\u0080','id':'5182'}")),
                argumentSet("duplicate key, the last one counts", bytes("{'id':'1','id':'5182'}")),
                argumentSet("duplicate unknown key", bytes("{'x':1,'x':2,'id':'5182'}")),
                argumentSet("unknown members", bytes("{'a':null,'b':[{}],'id':'5182','c':{'d':1e5}}")),
                argumentSet("type gadgets", bytes("{'@class':'java.net.URL','@odata.type':'#x','id':'5182'}")),
                argumentSet("a number in place of a string", bytes("{'id':5182}")),
                argumentSet("unknown number of 1,000 digits", bytes("{'x':" + "9".repeat(1_000) + ",'id':'5182'}")),
                argumentSet(
                        "unknown number with a huge exponent",
                        bytes("{'x':1e999999999,'y':-1e-999999999,'id':'5182'}")),
                argumentSet(
                        "unknown string of 4 MiB", bytes("{'x':'" + "x".repeat(4 * 1024 * 1024) + "','id':'5182'}")),
                argumentSet("unknown nesting of 199", bytes("{'x':" + nested(199) + ",'id':'5182'}")));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void whatServicesSendIsRead(byte[] body) throws IOException {
        assertThat(read(body)).isEqualTo(JOB);
        assertThat(readStream(body)).isEqualTo(JOB);
        assertThat(Json.readTree(body)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'id':'1','size':'4211','copies':'3','scale':'0.5','isFetchable':'true'} | numbers as texts
            {'id':'1','size':4211,'copies':3,'scale':0.5,'isFetchable':true}         | as documented
            """)
    void numbersMayComeAsTexts(String json, String how) throws IOException {
        assertThat(read(bytes(json)))
                .as(how)
                .isEqualTo(new JobData("1", 4211L, 3, 0.5, true, null, null, List.of(), null));
    }

    @Test
    void aListHasNoNullsAndCannotBeChanged() throws IOException {
        JobData job = read(bytes("{'id':'1','tasks':[null,{'id':'5182'},null]}"));

        assertThat(job.tasks()).containsExactly(JOB).isUnmodifiable();
        assertThat(read(bytes("{'id':'1','tasks':null}")).tasks()).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        String digits = "9".repeat(2_000);
        String longText = "x".repeat(5 * 1024 * 1024);
        return Stream.of(
                argumentSet("empty", bytes("")),
                argumentSet("blank", bytes(" \n ")),
                argumentSet("NUL", new byte[1]),
                argumentSet("4 KiB of NUL", new byte[4096]),
                argumentSet("null", bytes("null")),
                argumentSet("list", bytes("[]")),
                argumentSet("list that contains the object", bytes("[" + OK + "]")),
                argumentSet("empty text", bytes("''")),
                argumentSet("text", bytes("'5182'")),
                argumentSet("number", bytes("5182")),
                argumentSet("true", bytes("true")),
                argumentSet("empty object", bytes("{}")),
                argumentSet("promised member null", bytes("{'id':null}")),
                argumentSet("promised member empty", bytes("{'id':''}")),
                argumentSet("promised member an object", bytes("{'id':{}}")),
                argumentSet("truncated in a string", bytes("{'id':'51")),
                argumentSet("truncated in the object", bytes("{'id':'5182'")),
                argumentSet("truncated in a nested object", bytes("{'id':'5182','tasks':[{'id':'1'")),
                argumentSet("truncated in a character", Arrays.copyOf("{\"id\":\"\u20AC".getBytes(UTF_8), 9)),
                argumentSet("trailing object", bytes(OK + OK)),
                argumentSet("trailing garbage", bytes(OK + "x")),
                argumentSet("trailing brace", bytes(OK + "}")),
                argumentSet("HTML", bytes("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>")),
                argumentSet("comment", bytes("/* hello */" + OK)),
                argumentSet("single quotes", "{'id':'5182'}".getBytes(UTF_8)),
                argumentSet("no quotes", bytes("{id:'5182'}")),
                argumentSet("trailing comma", bytes("{'id':'5182',}")),
                argumentSet("raw line break in a string", bytes("{'id':'51\n82'}")),
                argumentSet("2,000 digits", bytes("{'id':'1','size':" + digits + "}")),
                argumentSet("2,000 digits of a decimal", bytes("{'id':'1','scale':0." + digits + "}")),
                argumentSet("10 million digits", bytes("{'id':" + "9".repeat(10_000_000) + "}")),
                argumentSet("string of 5 MiB", bytes("{'id':'" + longText + "'}")),
                argumentSet(
                        "string of 5 MiB in a nested object", bytes("{'id':'1','tasks':[{'id':'" + longText + "'}]}")),
                argumentSet("unknown nesting of 300", bytes("{'id':'1','x':" + nested(300) + "}")),
                argumentSet("nesting of 10,000", bytes("[".repeat(10_000))),
                argumentSet("nesting of 10,000 objects", bytes("{'parent':".repeat(10_000))),
                argumentSet("nesting of 10,000 models", bytes("{'id':'1','parent':".repeat(10_000))),
                argumentSet("byte order mark, which is not JSON", bytes("\uFEFF" + OK)),
                argumentSet("UTF-16 with a byte order mark", OK.getBytes(UTF_16)),
                argumentSet("UTF-16 without a byte order mark", OK.getBytes(UTF_16LE)),
                argumentSet("half of UTF-16", Arrays.copyOf(OK.getBytes(UTF_16LE), 7)),
                argumentSet("UTF-32", OK.getBytes(Charset.forName("UTF-32BE"))),
                argumentSet("truncated UTF-32", Arrays.copyOf(OK.getBytes(Charset.forName("UTF-32BE")), 10)),
                argumentSet("invalid UTF-32 character", new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F}),
                argumentSet("gzip", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0}));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadIsOneKindOfFailure(byte[] body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> readStream(body)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatIsNoUtf8IsReplaced() throws IOException {
        assertThat(read(latin1("{'id':'f\u00FCr'}")).id()).isEqualTo("f\uFFFDr");
        assertThat(readStream(latin1("{'id':'f\u00FCr'}")).id()).isEqualTo("f\uFFFDr");
        assertThat(Json.readTree(latin1("{'id':'f\u00FCr'}"))).hasToString("{\"id\":\"f\uFFFDr\"}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aTextThatIsNoModelIsAnIllegalArgument(byte[] body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read(new String(body, UTF_8), Job.class, JobData.class))
                .withMessageStartingWith("Job: ")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).matches("\\p{Print}+"));
    }

    @ParameterizedTest
    @MethodSource({"readable", "unreadable"})
    void aBodyOfUnknownShapeIsATreeOrNull(byte[] body) {
        JsonNode tree = Json.readTree(body);

        assertThat(tree == null || tree.size() >= 0).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # what came                                            | what is said of it
            s3cr3t                                                 | not JSON (line 1, column 1)
            {'id':'s3cr3t                                          | not JSON (line 1, column 14)
            {'id':'1','s3cr3t':s3cr3t}                             | not JSON (line 1, column 20)
            <html>s3cr3t</html>                                    | not JSON (line 1, column 1)
            {'id':'1','tasks':[{'id':s3cr3t}]}                     | not JSON (line 1, column 26)
            {'id':'1','tasks':[{'id':'s3cr3t'                      | not JSON (line 1, column 34)
            {'id':'1'} s3cr3t                                      | not JSON (line 1, column 12)
            null                                                   | unexpected structure
            ''                                                     | unexpected structure
            's3cr3t'                                               | unexpected structure
            ['s3cr3t']                                             | unexpected structure
            {'s3cr3t':'s3cr3t'}                                    | id is missing
            {'id':'','x':'s3cr3t'}                                 | id is missing
            {'id':'1','parent':{'x':'s3cr3t'}}                     | parent.id is missing
            {'id':'1','next':{'s3cr3t':1}}                         | unexpected structure at next
            {'id':'1','parent':{'id':'2','next':'s3cr3t'}}       | unexpected structure at parent.next
            """)
    void aProblemIsSaidWithoutQuoting(String json, String problem) {
        String text = new String(bytes(json), UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read(text, Job.class, JobData.class))
                .withMessage("Job: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text    | a limit is exceeded: a string is longer than 4194304 characters
            number  | a limit is exceeded: a number is longer than 1000 characters
            nesting | a limit is exceeded: the JSON is nested deeper than 200 levels
            tokens  | a limit is exceeded: the response has more than
            name    | a limit is exceeded: a member name is longer than 50000 characters
            """)
    void aBoundIsNamed(String what, String problem) {
        String evil = switch (what) {
            case "text" -> "\"" + "s3cr3t".repeat(1_000_000) + "\"";
            case "number" -> "9".repeat(2_000);
            case "tokens" -> "[" + "0,".repeat(2_100_000) + "0]";
            case "name" -> "{\"" + "n".repeat(60_000) + "\":0}";
            default -> nested(300);
        };

        // A list instead of the id exceeds no limit, and an unknown string of any length is skipped.
        String member = evil.startsWith("[") || evil.startsWith("{") ? "x" : "id";
        for (String json : List.of(
                "{\"" + member + "\":" + evil + "}", "{\"id\":\"1\",\"tasks\":[{\"" + member + "\":" + evil + "}]}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Json.read(json, Job.class, JobData.class))
                    .withMessageStartingWith("Job: " + problem)
                    .satisfies(e -> assertThat(e.getMessage())
                            .doesNotContain("s3cr3t", "raise", "()")
                            .hasSizeLessThan(200));
        }
    }

    record Update(
            @Nullable String state,
            @Nullable Integer copies,
            @Nullable List<String> pages) {}

    @ParameterizedTest
    @MethodSource("written")
    void onlyWhatIsSetIsWritten(Update update, String json) {
        assertThat(new String(Json.write(update), UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00Z,              2026-11-22T12:00:00Z",
        "2026-11-22T12:00:30.5+02:00,    2026-11-22T12:00:30.5+02:00"
    })
    void aDateIsWrittenAsText(OffsetDateTime date, String text) {
        assertThat(new String(Json.write(Map.of("date", date)), UTF_8)).isEqualTo("{\"date\":\"" + text + "\"}");
    }

    static Stream<Arguments> written() {
        return Stream.of(
                argumentSet("nothing", new Update(null, null, null), "{}"),
                argumentSet("one", new Update("completed", null, null), "{\"state\":\"completed\"}"),
                argumentSet("all", new Update("", 0, List.of()), "{\"state\":\"\",\"copies\":0,\"pages\":[]}"),
                argumentSet(
                        "hostile",
                        new Update("\"\\\n\u0000\u2028\uD83D\uDDA8", null, null),
                        "{\"state\":\"\\\"\\\\\\n\\u0000\u2028\\uD83D\\uDDA8\"}"));
    }

    private static JobData read(byte[] body) throws IOException {
        return Json.parse(PARSERS, new String(body, UTF_8), Json.type(JobData.class));
    }

    private static JobData readStream(byte[] body) throws IOException {
        return Json.parse(PARSERS, new ByteArrayInputStream(body), Json.type(JobData.class));
    }

    /** Returns one byte for each character. */
    private static byte[] latin1(String json) {
        return json.replace('\'', '"').getBytes(ISO_8859_1);
    }

    /** JSON with single quotes, which is easier to read in Java. */
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
