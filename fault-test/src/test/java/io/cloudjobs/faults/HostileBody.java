package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudjobs.testkit.Canary;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body that no sane service sends, and the expected outcomes.
 *
 * @param get the outcome of {@code printJob.get} with status 200
 * @param abort the outcome of {@code printJob.abort} with status 200
 * @param cancel the outcome of {@code job.cancel} with status 200
 * @param graphCode the expected code in an error of Graph; null if there is none
 * @param gesCode the expected code in an error of GES; null if there is none
 */
record HostileBody(
        String name,
        Supplier<byte[]> bytes,
        String get,
        String abort,
        String cancel,
        @Nullable String graphCode,
        @Nullable String gesCode) {
    static final String SUCCESS = "success";
    static final String INVALID = "InvalidResponseException";

    /** An error in a 200. */
    static final String ERROR = "ApiException 200";

    private static final String JOB = "\"id\":\"5182\",\"status\":{\"state\":\"paused\"}";
    private static final String GRAPH = "{\"error\":{\"code\":\"itemNotFound\",\"message\":\"%s\"}}";
    private static final String GES = "{\"errorCode\":\"GES.9999\",\"errorMessage\":\"%s\"}";
    private static final int MILLION = 1_000_000;

    static Stream<HostileBody> all() {
        return Stream.concat(small(), sizes());
    }

    /** All bodies except the large ones. */
    static Stream<HostileBody> small() {
        return Stream.of(encodings(), depths(), numbers(), members(), noObjects(), errors(), texts())
                .flatMap(bodies -> bodies);
    }

    private static Stream<HostileBody> encodings() {
        return Stream.of(
                job("BOM", "\uFEFF{" + JOB + "}"),
                of("UTF-16, big-endian", () -> ("{" + JOB + "}").getBytes(UTF_16BE), INVALID, SUCCESS),
                of("UTF-16, little-endian", () -> ("{" + JOB + "}").getBytes(UTF_16LE), INVALID, SUCCESS),
                of("UTF-16 with BOM", () -> ("\uFEFF{" + JOB + "}").getBytes(UTF_16BE), INVALID, SUCCESS),
                raw("a byte that is not UTF-8", "{" + JOB + ",\"x\":\"\u00FF\"}", SUCCESS, SUCCESS),
                raw("a name that is not UTF-8", "{" + JOB + ",\"\u00FF\":1}", SUCCESS, SUCCESS),
                raw("an overlong NUL", "{" + JOB + ",\"x\":\"\u00C0\u0080\"}", SUCCESS, SUCCESS),
                raw("a surrogate in UTF-8", "{" + JOB + ",\"x\":\"\u00ED\u00A0\u0080\"}", SUCCESS, SUCCESS),
                raw("a truncated character", "{" + JOB + ",\"x\":\"\u00E2\u0082\"}", SUCCESS, SUCCESS),
                job("a lone surrogate, escaped", "{" + JOB + ",\"x\":\"\\ud800\"}"),
                raw("a NUL between members", "{" + JOB + ",\u0000\"x\":1}", INVALID, INVALID),
                error("an error of GES in GBK", "", SUCCESS, ERROR, null, "GES.9999")
                        .sentAs(GES.formatted("\u00B4\u00ED\u00CE\u00F3").getBytes(ISO_8859_1)),
                error("an error of Graph in Latin-1", "", ERROR, ERROR, "itemNotFound", "itemNotFound")
                        .sentAs(GRAPH.formatted("\u00E9t\u00E9").getBytes(ISO_8859_1)),
                error("an error of GES in UTF-16", "", SUCCESS, ERROR, null, "GES.9999")
                        .sentAs(GES.formatted("no").getBytes(UTF_16LE)));
    }

    private static Stream<HostileBody> depths() {
        return Stream.of(
                deep("10,000 arrays", "", "[", "]", ""),
                deep("10,000 objects", "", "{\"a\":", "}", ""),
                deep("10,000 arrays that never end", "", "[", "", ""),
                deep("10,000 arrays in an unknown member", "{" + JOB + ",\"x\":", "[", "]", "}"),
                deep("10,000 objects in an unknown member", "{" + JOB + ",\"x\":", "{\"a\":", "}", "}"),
                deep("10,000 arrays in a list of the model", "{\"status\":{\"details\":", "[", "]", "}}"),
                deep(
                        "10,000 inner errors",
                        "{\"error\":{\"code\":\"a\",\"innerError\":",
                        "{\"innererror\":",
                        "}",
                        "}}"),
                error(
                        "100 inner errors",
                        "{\"error\":{\"code\":\"outermost\",\"innerError\":"
                                + "{\"code\":\"UnknownError\",\"innererror\":".repeat(100) + "{}" + "}".repeat(102),
                        ERROR,
                        ERROR,
                        "outermost",
                        "outermost"));
    }

    private static Stream<HostileBody> sizes() {
        return Stream.of(
                large("a string of 10 MB in the model", "{" + JOB + ",\"redirectedTo\":\"", "y", "\"}"),
                large("a string of 10 MB in an unknown member", "{" + JOB + ",\"x\":\"", "y", "\"}")
                        .ofJob(SUCCESS),
                large("an id of 10 MB", "{\"id\":\"", "y", "\"," + JOB.substring(JOB.indexOf(',') + 1) + "}"),
                large("a name of 10 MB", "{" + JOB + ",\"", "y", "\":1}"),
                large("10 MB of blanks, then nothing", "", " ", ""),
                large("10 MB of garbage", "", "x", ""),
                large("a number of ten million digits", "{" + JOB + ",\"x\":", "1", "}"),
                large(
                        "a number of the model with ten million digits",
                        "{" + JOB + ",\"configuration\":{\"copies\":",
                        "1",
                        "}}"),
                large("a fraction of ten million digits", "{" + JOB + ",\"configuration\":{\"copies\":0.", "1", "}}"),
                large("an error message of 10 MB", "{\"error\":{\"code\":\"a\",\"message\":\"", "y", "\"}}"),
                of("1,100,000 unknown members", HostileBody::tooManyMembers, INVALID, INVALID));
    }

    private static Stream<HostileBody> numbers() {
        return Stream.of(
                job("1e999999999 in an unknown member", "{" + JOB + ",\"x\":1e999999999}"),
                copies("1e999999999"),
                job("1e999999999 in a long", "{" + JOB + ",\"documents\":[{\"id\":\"1\",\"size\":1e999999999}]}"),
                copies("-1e-999999999"),
                copies("\"1e999999999\""),
                copies("NaN"),
                copies("\"NaN\""),
                job("Infinity in an unknown member", "{" + JOB + ",\"x\":Infinity}"),
                copies("-Infinity"),
                copies("99999999999"),
                job("a number instead of a boolean", "{" + JOB + ",\"isFetchable\":1e999999999}"));
    }

    private static HostileBody copies(String number) {
        return job(number + " in an int", "{" + JOB + ",\"configuration\":{\"copies\":" + number + "}}");
    }

    private static Stream<HostileBody> members() {
        String gadget =
                "\"com.sun.rowset.JdbcRowSetImpl\",\"dataSourceName\":\"ldap://169.254.169.254/x\",\"autoCommit\":true";
        return Stream.of(
                job("each member twice", "{" + JOB + "," + JOB + "}"),
                job("@class", "{\"@class\":" + gadget + "," + JOB + "}"),
                job("@type in a value of the model", "{" + JOB + ",\"createdBy\":{\"@type\":" + gadget + "}}"),
                job(
                        "@odata.type of another kind",
                        "{\"@odata.type\":\"#microsoft.graph.deviceManagement\"," + JOB + "}"),
                text(
                        "a type in an array",
                        "[\"javax.script.ScriptEngineManager\",[[\"http://169.254.169.254/\"]]]",
                        INVALID,
                        INVALID),
                text(
                        "a type instead of an id",
                        "{\"id\":[\"java.net.URL\",\"http://169.254.169.254/\"]}",
                        INVALID,
                        SUCCESS),
                job("a name without letters", "{\"\":1," + JOB + "}"),
                job("__proto__", "{\"__proto__\":{\"status\":\"error\"}," + JOB + "}"),
                job("a list that is an object", "{" + JOB + ",\"documents\":{}}"),
                job("a value that is a text", "{" + JOB + ",\"createdBy\":\"John Smith\"}"),
                text("an id that is null", "{\"id\":null,\"status\":{}}", INVALID, SUCCESS));
    }

    private static Stream<HostileBody> noObjects() {
        return Stream.of(
                text("empty", "", INVALID, SUCCESS),
                text("a space", " ", INVALID, SUCCESS),
                text("null", "null", INVALID, INVALID),
                text("[]", "[]", INVALID, INVALID),
                text("an empty string", "\"\"", INVALID, INVALID),
                text("a number", "0", INVALID, INVALID),
                text("true", "true", INVALID, INVALID),
                text("{}", "{}", INVALID, SUCCESS),
                text("HTML", "<html><head><title>Sign in</title></head><body>Sign in</body></html>", INVALID, INVALID),
                text("XML", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", INVALID, INVALID),
                text("two jobs", "{" + JOB + "}{" + JOB + "}", INVALID, INVALID),
                text("a job and garbage", "{" + JOB + "}<!-- from cache -->", INVALID, INVALID),
                text("single quotes", ("{" + JOB + "}").replace('"', '\''), INVALID, INVALID),
                text("a comment", "/**/{" + JOB + "}", INVALID, INVALID),
                text("a prefix against script inclusion", ")]}',\n{" + JOB + "}", INVALID, INVALID),
                text("truncated in a name", "{" + JOB + ",\"er", INVALID, INVALID),
                text("truncated in a string", "{" + JOB + ",\"x\":\"y", INVALID, INVALID),
                text("truncated in an escape", "{" + JOB + ",\"x\":\"\\u00", INVALID, INVALID),
                text("truncated in a number", "{" + JOB + ",\"x\":1.", INVALID, INVALID),
                text("truncated in a word", "{" + JOB + ",\"x\":tr", INVALID, INVALID),
                text("truncated before the end", "{" + JOB, INVALID, INVALID));
    }

    private static Stream<HostileBody> errors() {
        return Stream.of(
                error("an error that is a text", "{'error':'invalid_token'}", ERROR, SUCCESS, "invalid_token", null),
                error("an error that is an empty text", "{'error':''}", ERROR, SUCCESS, null, null),
                error("an error that is an array", "{'error':[{'code':'a'}]}", SUCCESS, SUCCESS, null, null),
                error("an error that is a number", "{'error':404}", SUCCESS, SUCCESS, null, null),
                error("an error that is null", "{'error':null}", SUCCESS, SUCCESS, null, null),
                error("an error that is true", "{'error':true}", SUCCESS, SUCCESS, null, null),
                error("an error that is empty", "{'error':{}}", ERROR, SUCCESS, null, null),
                error("a code that is a number", "{'error':{'code':7001}}", ERROR, ERROR, "7001", "7001"),
                error(
                        "a code that is too large a number",
                        "{'error':{'code':1e999999999}}",
                        ERROR,
                        ERROR,
                        "Infinity",
                        "Infinity"),
                error("a code that is an object", "{'error':{'code':{'value':'a'}}}", ERROR, SUCCESS, null, null),
                error("a code that is an array", "{'error':{'code':['a']}}", ERROR, SUCCESS, null, null),
                error("a code that is null", "{'error':{'code':null,'message':'no'}}", ERROR, SUCCESS, null, null),
                error("a code that is blank", "{'error':{'code':' ','message':'no'}}", ERROR, SUCCESS, null, null),
                error(
                        "a message that is an object",
                        "{'error':{'code':'a','message':{'lang':'en','value':'no'}}}",
                        ERROR,
                        ERROR,
                        "a",
                        "a"),
                error(
                        "an inner error that is a text",
                        "{'error':{'code':'a','innerError':'b'}}",
                        ERROR,
                        ERROR,
                        "a",
                        "a"),
                error(
                        "an inner error that is null",
                        "{'error':{'code':'a','innerError':null}}",
                        ERROR,
                        ERROR,
                        "a",
                        "a"),
                error("two errors", "{'error':{'code':'a'},'error':{'code':'b'}}", ERROR, ERROR, "b", "b"),
                error("errors in an array", "[{'error':{'code':'a'}}]", INVALID, INVALID, null, null),
                error("a GES code that is a number", "{'errorCode':8303}", SUCCESS, ERROR, null, "8303"),
                error(
                        "a GES code that is an object",
                        "{'errorCode':{},'errorMessage':[]}",
                        SUCCESS,
                        SUCCESS,
                        null,
                        null),
                error(
                        "a GES code that is null",
                        "{'errorCode':null,'errorMessage':null}",
                        SUCCESS,
                        SUCCESS,
                        null,
                        null),
                error(
                        "a GES code in every envelope",
                        "{'errorCode':'a','error_code':'b','code':'c','errors':[{'code':'d'}]}",
                        SUCCESS,
                        ERROR,
                        null,
                        "a"),
                error("errors that are an empty array", "{'errors':[]}", SUCCESS, SUCCESS, null, null),
                error("errors that are a text", "{'errors':'a'}", SUCCESS, SUCCESS, null, null),
                error("errors of texts", "{'errors':['a']}", SUCCESS, ERROR, null, null),
                error("a result that failed", "{'result':'failed'}", SUCCESS, ERROR, null, null),
                error(
                        "a code of 60 kB",
                        GRAPH.replace("itemNotFound", "c".repeat(60_000)),
                        ERROR,
                        ERROR,
                        "c".repeat(60_000),
                        "c".repeat(60_000)),
                error(
                        "a request id of 60 kB",
                        "{'error':{'code':'a','innerError':{'request-id':'" + "r".repeat(60_000) + "'}}}",
                        ERROR,
                        ERROR,
                        "a",
                        "a"));
    }

    private static Stream<HostileBody> texts() {
        return Stream.of(
                message("a message of 60 kB", "y".repeat(60_000)),
                message("a message of 15,000 emoji", "\uD83D\uDDA8".repeat(15_000)),
                message("line breaks", "no\\r\\nHTTP/1.1 200 OK\\r\\n\\u0085\\u2028\\u2029x"),
                message("control characters", "\\u0000\\u0007\\b\\u001b[31mred\\u001b[0m\\u007f\\u009b"),
                message("bidirectional controls", "\\u202Egnp.exe\\u202C \\u2066x\\u2069 \\u200f\\u061c"),
                message("bidirectional controls as they are", "\u202Egnp.exe\u202C"),
                message("invisible characters", "\\ufeff\\u200b\\u2060\\udb40\\udc41\\u00ad"),
                message("lone surrogates", "\\ud800 x \\udc00"),
                message("the name of a lookup", "${jndi:ldap://169.254.169.254/x} {0} %s %n"),
                message("the token", Canary.SECRET),
                message("the token at the end of the kept body", "x".repeat(8_100) + Canary.SECRET.repeat(4)),
                error(
                        "the token in code and id",
                        "{\"error\":{\"code\":\"" + Canary.SECRET + "\",\"innerError\":{\"request-id\":\""
                                + Canary.SECRET + "\"}}}",
                        ERROR,
                        ERROR,
                        "[secret]",
                        "[secret]"),
                text("the token instead of a job", Canary.SECRET, INVALID, INVALID),
                text(
                        "the token instead of a boolean",
                        "{" + JOB + ",\"isFetchable\":\"" + Canary.SECRET + "\"}",
                        SUCCESS,
                        SUCCESS),
                text("the token as a name", "{\"" + Canary.SECRET + "\":1,\"id\":[]}", INVALID, SUCCESS));
    }

    private static HostileBody job(String name, String text) {
        return text(name, text, SUCCESS, SUCCESS);
    }

    private static HostileBody message(String name, String message) {
        return error(name, GRAPH.formatted(message), ERROR, ERROR, "itemNotFound", "itemNotFound");
    }

    /** An error, which is never a valid job, in JSON with single quotes. */
    private static HostileBody error(
            String name,
            String text,
            String abort,
            String cancel,
            @Nullable String graphCode,
            @Nullable String gesCode) {
        String get = abort.equals(ERROR) ? ERROR : INVALID;
        byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
        return new HostileBody(name, () -> bytes, get, abort, cancel, graphCode, gesCode);
    }

    private static HostileBody text(String name, String text, String get, String nothing) {
        return of(name, () -> text.getBytes(UTF_8), get, nothing);
    }

    /** Each character is one byte. */
    private static HostileBody raw(String name, String bytes, String get, String nothing) {
        return of(name, () -> bytes.getBytes(ISO_8859_1), get, nothing);
    }

    private static HostileBody deep(String name, String before, String open, String close, String after) {
        String text = before + open.repeat(10_000) + "1" + close.repeat(10_000) + after;
        return text(name, text, INVALID, INVALID);
    }

    private static HostileBody large(String name, String before, String repeated, String after) {
        Supplier<byte[]> bytes = () -> (before + repeated.repeat(10 * MILLION) + after).getBytes(UTF_8);
        return of(name, bytes, INVALID, INVALID);
    }

    /** More than 2,097,152 JSON tokens: each member is two. */
    private static byte[] tooManyMembers() {
        StringBuilder text = new StringBuilder("{" + JOB);
        IntStream.range(0, 1_100_000)
                .forEach(i -> text.append(",\"x").append(i).append("\":").append(i));
        return text.append('}').toString().getBytes(UTF_8);
    }

    private static HostileBody of(String name, Supplier<byte[]> bytes, String get, String nothing) {
        return new HostileBody(name, bytes, get, nothing, nothing, null, null);
    }

    private HostileBody ofJob(String get) {
        return new HostileBody(name, bytes, get, abort, cancel, graphCode, gesCode);
    }

    private HostileBody sentAs(byte[] bytes) {
        return new HostileBody(name, () -> bytes, get, abort, cancel, graphCode, gesCode);
    }

    @Override
    public String toString() {
        return name;
    }
}
