package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintDocumentsTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final byte[] LETTERS = "abcdefghij".getBytes(StandardCharsets.US_ASCII);

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String printer;
    private String share;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        print = emulator.print();
        printer = "/print/printers/" + print.printerId();
        share = "/print/shares/" + print.shareId();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply user(String method, String path, String body) {
        return Reply.toPrintAsUser(print, method, path, body);
    }

    private Reply app(String method, String path, String body) {
        return Reply.toPrint(print, method, path, body);
    }

    private static HttpResponse<byte[]> send(String method, String url, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        return json(new String(response.body(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> put(String url, byte[] document, int from, int to) {
        String range = "bytes " + from + "-" + (to - 1) + "/" + document.length;
        return send("PUT", url, Arrays.copyOfRange(document, from, to), "Content-Range", range);
    }

    private static HttpResponse<byte[]> get(String url) {
        return send("GET", url, new byte[0]);
    }

    private static String expected(String uploadUrl) {
        return body(get(uploadUrl)).get("nextExpectedRanges").toString();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String properties(String name, String type, long size) {
        return "{\"properties\":{\"documentName\":\"" + name + "\",\"contentType\":\"" + type + "\",\"size\":" + size
                + "}}";
    }

    /** Creates a job that waits for its document. */
    private String created() {
        return user("POST", share + "/jobs", "{\"configuration\":{}}")
                .json()
                .get("id")
                .textValue();
    }

    private String documentOf(String job) {
        JsonNode documents = app("GET", job + "?$expand=documents", "").json().get("documents");
        assertThat(documents).hasSize(1);
        return job + "/documents/" + documents.at("/0/id").textValue();
    }

    private String createUploadSession(String jobId) {
        return documentOf(printer + "/jobs/" + jobId) + "/createUploadSession";
    }

    private static String uploadUrl(Reply session) {
        assertThat(session.status()).isEqualTo(200);
        return session.json().get("uploadUrl").textValue();
    }

    private String open(String jobId, int size) {
        return uploadUrl(user("POST", createUploadSession(jobId), properties("a.txt", "text/plain", size)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"printers", "shares"})
    void aSessionIsOnAnotherHostForAnHourAndExpectsEverything(String where) {
        String id = where.equals("printers") ? print.printerId() : print.shareId();
        String path = documentOf("/print/" + where + "/" + id + "/jobs/" + created()) + "/createUploadSession";
        var body = (ObjectNode) json(properties("TestFile.pdf", "application/pdf", 4533322));
        ((ObjectNode) body.get("properties")).put("@odata.type", "microsoft.graph.printDocumentUploadProperties");

        Reply reply = user("POST", path, body.toString());

        assertThat(reply.status()).isEqualTo(200);
        JsonNode session = reply.json();
        JsonNode example = json(documented("print/printdocument-createuploadsession"));
        assertThat(shape(session)).isEqualTo(shape(example));
        assertThat(session.get("nextExpectedRanges")).isEqualTo(example.get("nextExpectedRanges"));
        assertThat(session.get("@odata.context").textValue()).endsWith("/v1.0/$metadata#microsoft.graph.uploadSession");
        assertThat(session.get("expirationDateTime").textValue()).isEqualTo("2026-11-22T13:00:00.0000000Z");
        assertThat(session.get("uploadUrl").textValue())
                .matches("http://127\\.0\\.0\\.1:\\d+/uploadSessions/[^/?]+\\?tempauthtoken=[^&]+")
                .doesNotContain(URI.create(print.endpoint()).getAuthority());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                               | 400
                    {"properties":null}                                                              | 400
                    {"properties":{"contentType":"a/b","size":1}}                                    | 400
                    {"properties":{"documentName":"a","size":1}}                                     | 400
                    {"properties":{"documentName":"a","contentType":"a/b"}}                          | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":null}}              | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":"1"}}               | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":1.5}}               | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":0}}                 | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":-1}}                | 400
                    {"properties":{"documentName":"a","contentType":"b","size":1}}                   | 400
                    {"properties":{"documentName":"a","contentType":"a/b\\n","size":1}}              | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":1,"displayName":7}} | 400
                    {"properties":{"documentName":"a","contentType":"a/b","size":1073741825}}        | 413
                    {"properties":{"documentName":"a","contentType":"a/b","size":1073741824}}        | 200
                    """)
    void aDocumentIsDescribedCompletely(String body, int status) {
        String jobId = created();

        Reply reply = user("POST", createUploadSession(jobId), body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(print.transferRequests()).isZero();
        assertThat(print.document(print.printerId(), jobId)).isEmpty();
    }

    @Test
    void partsComeInAnyOrderAndTheLastOneMakesTheDocument() {
        String jobId = created();
        String job = printer + "/jobs/" + jobId;
        String url = open(jobId, 10);

        HttpResponse<byte[]> middle = put(url, LETTERS, 3, 5);
        HttpResponse<byte[]> late = put(url, LETTERS, 8, 9);

        assertThat(middle.statusCode()).isEqualTo(202);
        assertThat(shape(body(middle))).isEqualTo(shape(json(documented("print/uploadsession-put-partial"))));
        assertThat(body(middle).get("nextExpectedRanges")).isEqualTo(json("[\"0-2\",\"5-9\"]"));
        assertThat(body(middle).get("expirationDateTime").textValue()).isEqualTo("2026-11-22T13:00:00.0000000Z");
        assertThat(body(late).get("nextExpectedRanges")).isEqualTo(json("[\"0-2\",\"5-7\",\"9-9\"]"));
        HttpResponse<byte[]> status = get(url);
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(shape(body(status))).isEqualTo(shape(json(documented("print/uploadsession-get-gaps"))));
        assertThat(body(status)).isEqualTo(body(late));
        assertThat(user("POST", share + "/jobs/" + jobId + "/start", "").status())
                .isEqualTo(409);
        assertThat(app("GET", job, "").json().at("/status/details")).isEqualTo(json("[\"uploadPending\"]"));
        assertThat(print.document(print.printerId(), jobId)).isEmpty();

        put(url, LETTERS, 0, 3);
        put(url, LETTERS, 9, 10);
        HttpResponse<byte[]> last = put(url, LETTERS, 5, 8);

        assertThat(last.statusCode()).isEqualTo(201);
        JsonNode document = app("GET", job + "?$expand=documents", "").json().at("/documents/0");
        assertThat(shape(body(last))).isEqualTo(shape(json(documented("print/uploadsession-put-complete"))));
        assertThat(body(last))
                .isEqualTo(json("{\"id\":" + document.get("id")
                        + ",\"documentName\":\"a.txt\",\"contentType\":\"text/plain\",\"size\":10}"));
        assertThat(document)
                .isEqualTo(json("{\"id\":" + document.get("id")
                        + ",\"displayName\":\"a.txt\",\"contentType\":\"text/plain\",\"size\":10}"));
        assertThat(print.document(print.printerId(), jobId)).isEqualTo(LETTERS);
        assertThat(app("GET", job, "").json().at("/status/details")).isEmpty();
        assertThat(get(url).statusCode()).isEqualTo(404);
        assertThat(user("POST", share + "/jobs/" + jobId + "/start", "").status())
                .isEqualTo(200);
        assertThat(print.transferRequests()).isEqualTo(7);
    }

    @Test
    void partsComeInParallel() throws Exception {
        byte[] document = random(1_000_003);
        String jobId = created();
        String url = open(jobId, document.length);
        var parts = new ArrayList<Callable<Integer>>();
        for (int from = 0; from < document.length; from += 50_000) {
            int first = from;
            int end = Math.min(document.length, from + 50_000);
            parts.add(() -> put(url, document, first, end).statusCode());
        }
        Collections.shuffle(parts, new Random(1));

        var threads = Executors.newFixedThreadPool(4);
        var statuses = new ArrayList<Integer>();
        for (var part : threads.invokeAll(parts)) {
            statuses.add(part.get());
        }
        threads.shutdown();

        assertThat(statuses).containsOnly(201, 202).containsOnlyOnce(201).hasSize(21);
        assertThat(print.document(print.printerId(), jobId)).isEqualTo(document);
    }

    @Test
    void aTestReadsADocumentAndItsTypeAsAStream() throws Exception {
        String waiting = user("POST", printer + "/jobs", "").json().get("id").textValue();
        print.document(print.printerId(), waiting, OutputStream.nullOutputStream());
        assertThat(print.documentType(print.printerId(), waiting)).isEmpty();
        String job = print.submitJob("ann@contoso.com");
        var out = new ByteArrayOutputStream();

        print.document(print.printerId(), job, out);

        assertThat(out.size()).isEqualTo(276_604);
        assertThat(out.toByteArray()).isEqualTo(print.document(print.printerId(), job));
        assertThat(print.documentType(print.printerId(), job)).isEqualTo("application/pdf");
        var failure = new IOException("full");
        assertThatThrownBy(() -> print.document(print.printerId(), job, new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
    }

    @ParameterizedTest
    @CsvSource({"3,7", "3,4", "6,7", "4,6", "0,4", "6,10", "0,10"})
    void aRangeIsReceivedOnce(int from, int to) {
        String url = open(created(), 10);
        put(url, LETTERS, 3, 7);

        HttpResponse<byte[]> again = put(url, LETTERS, from, to);

        assertThat(again.statusCode()).isEqualTo(416);
        assertThat(body(again).at("/error/code").textValue()).isEqualTo("invalidRange");
        assertThat(shape(body(again).at("/error/innerError")))
                .isEqualTo(
                        shape(json(documented("print/error-403-missing-scope")).at("/error/innerError")));
        assertThat(expected(url)).isEqualTo("[\"0-2\",\"7-9\"]");
        assertThat(put(url, LETTERS, 0, 3).statusCode()).isEqualTo(202);
        assertThat(put(url, LETTERS, 7, 10).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                           | 5
                    bytes=0-4/10           | 5
                    bytes 0-4              | 5
                    bytes 0-4/*            | 5
                    bytes 0-3/10           | 5
                    bytes 0-5/10           | 5
                    bytes 4-0/10           | 5
                    bytes 0--1/10          | 0
                    bytes 6-10/10          | 5
                    bytes 0-4/11           | 5
                    bytes 0-4/9            | 5
                    bytes 0-99999999999999999999/10 | 5
                    """)
    void aRangeThatDoesNotFitIs400(String range, int length) {
        String url = open(created(), 10);
        String[] headers = range == null ? new String[0] : new String[] {"Content-Range", range};

        HttpResponse<byte[]> response = send("PUT", url, Arrays.copyOf(LETTERS, length), headers);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body(response).at("/error/code").textValue()).isEqualTo("invalidRequest");
        assertThat(expected(url)).isEqualTo("[\"0-9\"]");
    }

    @Test
    void aPartSaysHowLongItIsAndIsShorterThan10Megabytes() throws Exception {
        byte[] document = random(10_000_000);
        String url = open(created(), document.length);
        URI uri = URI.create(url);
        try (var connection = new RawConnection(url)) {
            connection.send("PUT " + uri.getRawPath() + "?" + uri.getRawQuery()
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Range: bytes 0-0/10000000\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\na\r\n0\r\n\r\n");
            assertThat(connection.readUntil("\r\n")).startsWith("HTTP/1.1 411 ");
        }

        assertThat(put(url, document, 0, 10_000_000).statusCode()).isEqualTo(413);
        assertThat(expected(url)).isEqualTo("[\"0-9999999\"]");
        assertThat(put(url, document, 0, 9_999_999).statusCode()).isEqualTo(202);
        assertThat(expected(url)).isEqualTo("[\"9999999-9999999\"]");
    }

    @Test
    void aPartThatBreaksOffIsNotReceived() throws Exception {
        String url = open(created(), 10);
        URI uri = URI.create(url);
        try (var connection = new RawConnection(url)) {
            connection.send("PUT " + uri.getRawPath() + "?" + uri.getRawQuery()
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 10\r\n\r\nabc");
        }

        assertThat(put(url, LETTERS, 0, 10).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE"})
    void theUrlIsTheOnlyCredential(String method) {
        String url = open(created(), 10);
        byte[] part = method.equals("PUT") ? LETTERS : new byte[0];
        String[] range = {"Content-Range", "bytes 0-9/10"};

        var withHeader = send(
                method, url, part, "Content-Range", "bytes 0-9/10", "Authorization", "Bearer " + print.userToken());
        var wrongToken = send(method, url + "0", part, range);
        var noToken = send(method, url.substring(0, url.indexOf('?')), part, range);
        var unknown = send(method, url.replace("uploadSessions/", "uploadSessions/0"), part, range);

        for (var response : List.of(withHeader, wrongToken, noToken)) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("emulated-");
        }
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(body(unknown).at("/error/code").textValue()).isEqualTo("itemNotFound");
        assertThat(expected(url)).isEqualTo("[\"0-9\"]");
    }

    private void assertEnded(String url) {
        assertThat(put(url, LETTERS, 0, 10).statusCode()).isEqualTo(404);
        assertThat(get(url).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", url, new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void aSessionIsCanceled() {
        String jobId = created();
        String url = open(jobId, 10);

        HttpResponse<byte[]> response = send("DELETE", url, new byte[0]);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertEnded(url);
        assertThat(put(open(jobId, 10), LETTERS, 0, 10).statusCode()).isEqualTo(201);
    }

    @Test
    void aSessionExpiresAfterAnHourWhateverWasSent() {
        String url = open(created(), 10);
        time.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(put(url, LETTERS, 0, 5).statusCode()).isEqualTo(202);

        time.advance(Duration.ofMillis(1));

        assertEnded(url);
    }

    @Test
    void aNewSessionEndsTheOlderOneOfTheDocumentAndNoOther() {
        String jobId = created();
        String other = open(created(), 10);
        String older = open(jobId, 10);
        put(older, LETTERS, 0, 5);

        String newer = open(jobId, 10);

        assertEnded(older);
        assertThat(expected(newer)).isEqualTo("[\"0-9\"]");
        assertThat(expected(other)).isEqualTo("[\"0-9\"]");
    }

    @Test
    void aSessionEndsWhenTheJobGoesOnWithoutIt() {
        String canceled = created();
        String uploaded = created();
        print.uploadDocument(print.printerId(), uploaded);
        List<String> urls = List.of(open(canceled, 10), open(uploaded, 10));

        user("POST", printer + "/jobs/" + canceled + "/cancel", "");
        user("POST", share + "/jobs/" + uploaded + "/start", "");

        urls.forEach(this::assertEnded);
        assertThat(print.document(print.printerId(), canceled)).isEmpty();
    }

    @Test
    void theUserUploadsBeforeTheStartTheApplicationWhileItHoldsTheJob() {
        String created = createUploadSession(created());
        HeldJob held = print.holdJob();
        String ofHeld = createUploadSession(held.jobId());
        String body = properties("b.txt", "text/plain", 10);

        Reply early = app("POST", created, body);
        Reply late = user("POST", ofHeld, body);

        for (Reply refused : List.of(early, late)) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        }
        assertThat(user("POST", created, body).status()).isEqualTo(200);
        assertThat(user("POST", printer + "/jobs/1/documents/none/createUploadSession", body)
                        .status())
                .isEqualTo(404);

        String onShare = ofHeld.replace(printer, share);
        assertThat(app("POST", onShare, body).status()).isEqualTo(200);
        assertThat(user("POST", onShare, body).status()).isEqualTo(409);

        String url = uploadUrl(app("POST", ofHeld, body));
        byte[] before = print.document(print.printerId(), held.jobId());
        put(url, LETTERS, 0, 5);
        assertThat(print.document(print.printerId(), held.jobId())).isEqualTo(before);
        assertThat(put(url, LETTERS, 5, 10).statusCode()).isEqualTo(201);
        assertThat(print.document(print.printerId(), held.jobId())).isEqualTo(LETTERS);
        String job = printer + "/jobs/" + held.jobId();
        assertThat(app("GET", job, "").json().at("/status/state").textValue()).isEqualTo("paused");

        String open = uploadUrl(app("POST", ofHeld, body));
        assertThat(app("POST", job + "/abort", "").status()).isEqualTo(204);
        assertEnded(open);
        assertThat(app("POST", ofHeld, body).status()).isEqualTo(409);
    }

    private String location(Reply value) {
        assertThat(value.status()).isEqualTo(302);
        assertThat(value.text()).isEmpty();
        return value.header("Location");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDocumentIsFetchedFromTheOtherHostWithoutAToken(boolean asUser) {
        byte[] document = random(300_001);
        String jobId = created();
        String upload = open(jobId, document.length);
        put(upload, document, 100, document.length);
        put(upload, document, 0, 100);
        String value = documentOf(printer + "/jobs/" + jobId) + "/$value";

        String link = location(asUser ? user("GET", value, "") : app("GET", value, ""));

        assertThat(link)
                .startsWith(upload.substring(0, upload.indexOf("/uploadSessions")) + "/downloads/")
                .contains("?tempauthtoken=");
        HttpResponse<byte[]> response = get(link);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(response.headers().firstValue("Content-Length")).contains("300001");
        assertThat(response.body()).isEqualTo(document);
        assertThat(get(link).body()).isEqualTo(document);
        assertThat(send("GET", link, new byte[0], "Authorization", "Bearer " + print.token())
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(link + "0").statusCode()).isEqualTo(401);
        assertThat(get(link.replace("/downloads/", "/downloads/0")).statusCode())
                .isEqualTo(404);
        assertThat(send("PUT", link, document).statusCode()).isEqualTo(405);
        time.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(get(link).statusCode()).isEqualTo(200);
        time.advance(Duration.ofMillis(1));
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(get(location(app("GET", value, ""))).body()).isEqualTo(document);
    }

    @Test
    void aLinkGivesTheWholeDocumentAsItWasWhenTheLinkWasMade() {
        HeldJob held = print.holdJob();
        String value = documentOf(printer + "/jobs/" + held.jobId()) + "/$value";
        byte[] before = print.document(print.printerId(), held.jobId());
        String link = location(app("GET", value, ""));
        String body = properties("b.txt", "text/plain", 10);
        put(uploadUrl(app("POST", createUploadSession(held.jobId()), body)), LETTERS, 0, 10);

        HttpResponse<byte[]> response = send("GET", link, new byte[0], "Range", "bytes=0-3");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(before);
        assertThat(get(location(app("GET", value, ""))).body()).isEqualTo(LETTERS);
    }

    @Test
    void whatIsNotUploadedCannotBeFetched() {
        String jobId = created();
        put(open(jobId, 10), LETTERS, 0, 9);

        assertThat(app("GET", documentOf(printer + "/jobs/" + jobId) + "/$value", "")
                        .status())
                .isEqualTo(404);
        assertThat(app("GET", printer + "/jobs/" + jobId + "/documents/none/$value", "")
                        .status())
                .isEqualTo(404);
        assertThatThrownBy(() -> print.document(print.printerId(), "99")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRedirectedJobHasTheSameBytes() {
        print.addPrinter("device", "s");
        HeldJob held = print.holdJob();
        put(
                uploadUrl(app("POST", createUploadSession(held.jobId()), properties("b.txt", "text/plain", 10))),
                LETTERS,
                0,
                10);

        Reply reply =
                app("POST", printer + "/jobs/" + held.jobId() + "/redirect", "{\"destinationPrinterId\":\"device\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(print.document("device", "1")).isEqualTo(LETTERS);
        String successor = documentOf("/print/printers/device/jobs/1");
        assertThat(get(location(app("GET", successor + "/$value", ""))).body()).isEqualTo(LETTERS);
        assertThat(successor).doesNotContain(held.documentId());
    }

    @Test
    void jobsThatWereMadeWithoutTheApiHaveAPdfFile() {
        String created = created();
        print.uploadDocument(print.printerId(), created);
        String submitted = print.submitJob("ann@contoso.com");
        String held = print.holdJob().jobId();

        for (String jobId : List.of(created, submitted, held)) {
            String document = documentOf(printer + "/jobs/" + jobId);
            HttpResponse<byte[]> response = get(location(app("GET", document + "/$value", "")));
            assertThat(response.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(response.headers().firstValue("Content-Length")).contains("276604");
            assertThat(response.body()).isEqualTo(print.document(print.printerId(), jobId));
        }
        assertIsPdf(new String(print.document(print.printerId(), held), StandardCharsets.US_ASCII));
    }

    /** Reads the file like a PDF reader: from the end to the table, and from there to the objects. */
    private static void assertIsPdf(String pdf) {
        assertThat(pdf).hasSize(276_604).startsWith("%PDF-1.4\n").endsWith("%%EOF\n");
        assertThat(pdf.lines()).allMatch(line -> line.length() < 256);
        var start = Pattern.compile("\nstartxref\n(\\d+)\n%%EOF\n$").matcher(pdf);
        assertThat(start.find()).isTrue();
        int table = Integer.parseInt(start.group(1));
        assertThat(pdf.substring(table)).startsWith("xref\n0 4\n0000000000 65535 f \n");
        List<Integer> offsets = Pattern.compile("(\\d{10}) 00000 n \n")
                .matcher(pdf)
                .results()
                .map((MatchResult entry) -> Integer.parseInt(entry.group(1)))
                .toList();
        assertThat(offsets).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(pdf.substring(offsets.get(i))).startsWith((i + 1) + " 0 obj ");
        }
    }

    @Test
    void theOtherHostHasFaultsAndACountOfItsOwn() {
        String jobId = created();
        String url = open(jobId, 10);
        int before = print.requests();
        print.failNextTransfer(1, Fault.throttled(Duration.ofSeconds(2)));
        print.failNextTransfer(1, Fault.closedConnection());
        print.failNextTransfer(1, Fault.lostResponse());
        print.failNext(1, Fault.unavailable());

        HttpResponse<byte[]> throttled = put(url, LETTERS, 0, 5);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("2");
        assertThat(body(throttled).at("/error/code").textValue()).isEqualTo("TooManyRequests");
        assertThatThrownBy(() -> put(url, LETTERS, 0, 5)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> put(url, LETTERS, 0, 5)).isInstanceOf(UncheckedIOException.class);
        assertThat(expected(url)).isEqualTo("[\"5-9\"]");
        assertThat(put(url, LETTERS, 0, 5).statusCode()).isEqualTo(416);
        assertThat(put(url, LETTERS, 5, 10).statusCode()).isEqualTo(201);

        assertThat(print.transferRequests()).isEqualTo(6);
        assertThat(print.requests()).isEqualTo(before);
        assertThat(app("GET", printer, "").status()).isEqualTo(503);
        assertThat(app("GET", printer, "").status()).isEqualTo(200);
        assertThat(print.document(print.printerId(), jobId)).isEqualTo(LETTERS);
    }

    @Test
    void closeEndsTheOtherHostToo() {
        String url = open(created(), 10);

        emulator.close();

        assertThatThrownBy(() -> new RawConnection(url)).isInstanceOf(IOException.class);
    }
}
