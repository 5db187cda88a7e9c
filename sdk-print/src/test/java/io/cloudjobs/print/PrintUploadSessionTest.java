package io.cloudjobs.print;

import static io.cloudjobs.print.PrintDocumentUpload.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upload sessions: creation, read, resumption and deletion. */
@Timeout(60)
class PrintUploadSessionTest {
    private static final String CREATE = "POST /v1.0/print/printers/p/jobs/5182/documents/d/createUploadSession";
    private static final String LOOK = "GET /v1.0/print/printers/p/jobs/5182?$expand=documents";
    private static final int SIZE = PART + 10;
    private static final byte[] BYTES = Bytes.of(SIZE);
    private static final String UPLOADED =
            "{\"id\":\"5182\",\"status\":{\"state\":\"paused\",\"details\":[]},\"documents\":[{\"id\":\"d\",\"size\":"
                    + SIZE + "}]}";

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private GraphServer graph;
    private UploadHost host;
    private PrinterDocumentResource document;

    @BeforeEach
    void servers() {
        graph = new GraphServer(api);
        host = new UploadHost(transfers, SIZE);
        document = graph.client().printer("p").job("5182").document("d");
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private static DocumentContent content() {
        return DocumentContent.of("TestFile.pdf", "application/pdf", BYTES);
    }

    private PrintUploadSessionResource session() {
        return document.uploadSession(host.url());
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                arguments("printdocument-createuploadsession.json", """
                        expirationDateTime: 2020-10-25T02:19:38.169420700Z
                        nextExpectedRanges[0]: 0-4533321
                        uploadUrl: https://print.print.microsoft.com/uploadSessions/5400be13-5a4e-4c20-be70-90c85bfe5d6e?tempauthtoken=REDACTED
                        """),
                arguments("uploadsession-get-gaps.json", """
                        expirationDateTime: 2020-10-25T02:19:38.169420700Z
                        nextExpectedRanges[0]: 72797-72897
                        nextExpectedRanges[1]: 78929-4533322
                        """),
                arguments("uploadsession-put-partial.json", """
                        expirationDateTime: 2020-10-25T02:19:38.169420700Z
                        nextExpectedRanges[0]: 72797-4533321
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyMemberOfASessionIsRead(String file, String members) {
        String text = Fixture.text(file);

        PrintUploadSession session = PrintUploadSession.fromJson(text);

        assertThat(Members.of(session))
                .containsExactlyElementsOf(members.lines().toList());
        assertThat(session.json()).isEqualTo(text);
        assertThat(session.toString())
                .startsWith(
                        "PrintUploadSession[expirationDateTime=2020-10-25T02:19:38.169420700Z, nextExpectedRanges=[")
                .doesNotContain("tempauthtoken");
    }

    /** After the last part, the response is the document, with another member for its name. */
    @Test
    void theEndOfAnUploadIsReadAsADocument() {
        PrintDocument document = Json.read(
                        Fixture.text("uploadsession-put-complete.json"),
                        PrintUploadSessionRecord.class,
                        PrintUploadSessionRecord.class)
                .document(4533322);

        assertThat(Members.of(document)).containsExactly("""
                contentType: application/pdf
                displayName: TestFile.pdf
                id: 9001bcd9-e36a-4f51-bfc6-140c3ad7f9f7
                size: 4533322""".split("\n"));
    }

    @ParameterizedTest
    @CsvSource({"printers/p", "shares/s"})
    void aSessionIsCreated(String owner) throws Exception {
        PrintJobClient print = graph.client();
        DocumentContent content = DocumentContent.of("TestFile.pdf", "application/pdf", 4533322, () -> {
            throw new AssertionError("nothing is read yet");
        });
        graph.answer(
                200,
                Fixture.text("printdocument-createuploadsession.json")
                        .replace(
                                "https://print.print.microsoft.com",
                                transfers.url("").toString().replaceFirst("/$", "")));

        PrintUploadSession session = owner.equals("printers/p")
                ? print.printer("p").job("5182").document("d").createUploadSession(content)
                : print.share("s").job("5182").document("d").createUploadSession(content);

        assertThat(session.nextExpectedRanges()).containsExactly("0-4533321");
        assertThat(session.uploadUrl()).endsWith("?tempauthtoken=REDACTED");
        var request = api.takeRequest();
        assertThat(request.getRequestLine())
                .isEqualTo("POST /v1.0/print/" + owner + "/jobs/5182/documents/d/createUploadSession HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertThat(new ObjectMapper().readTree(request.getBody().utf8())).isEqualTo(new ObjectMapper().readTree("""
                        {"properties": {"documentName": "TestFile.pdf", "contentType": "application/pdf", "size": 4533322}}
                        """));
        assertThat(api.getRequestCount()).isEqualTo(1);
        assertThat(host.requests()).isEmpty();
    }

    /** URLs to which no document may be sent, for a client whose endpoint is {@code http}. */
    static Stream<Arguments> badUrls() {
        return Stream.of(
                argumentSet(
                        "of another machine without TLS", "http://print.print.microsoft.com/u?tempauthtoken=secret-1"),
                argumentSet("of a look-alike of this machine", "http://127.0.0.1.example.com/u?tempauthtoken=secret-1"),
                argumentSet("of another look-alike", "http://localhost.example.com/u?tempauthtoken=secret-1"),
                argumentSet("with a user", "https://user@example.com/u?tempauthtoken=secret-1"),
                argumentSet("with a user and a password", "http://user:secret-1@127.0.0.1/u"),
                argumentSet("that hides its host", "https://print.print.microsoft.com:443@example.com/u?secret-1"),
                argumentSet("of another scheme", "ftp://print.print.microsoft.com/u?tempauthtoken=secret-1"),
                argumentSet("of a file", "file:///etc/passwd?secret-1"),
                argumentSet("of a script", "javascript:alert('secret-1')"),
                argumentSet("without a scheme", "//print.print.microsoft.com/u?tempauthtoken=secret-1"),
                argumentSet("without a host", "/uploadSessions/5400be13?tempauthtoken=secret-1"),
                argumentSet("of nothing", "https://"),
                argumentSet("that is empty", ""));
    }

    @ParameterizedTest
    @MethodSource("badUrls")
    void aDocumentIsNotSentToABadUrl(String url) throws Exception {
        graph.session(url).session(url);

        for (int i = 0; i < 2; i++) {
            boolean uploads = i == 1;
            InvalidResponseException failure = catchThrowableOfType(InvalidResponseException.class, () -> {
                if (uploads) {
                    document.upload(content());
                } else {
                    document.createUploadSession(content());
                }
            });
            assertThat(failure)
                    .hasMessage(
                            "printDocument.createUploadSession of /print/printers/p/jobs/5182/documents/d failed: the response has no valid uploadUrl")
                    .hasNoCause();
            assertThat(failure.mayHaveReachedService()).isTrue();
        }

        assertThat(graph.requests()).containsExactly(CREATE, CREATE);
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badUrls")
    void aBadUrlIsNoSession(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> document.uploadSession(url))
                .withMessage("uploadUrl must be the https URL of an upload session");

        assertThat(api.getRequestCount()).isZero();
    }

    /** The endpoint is {@code https}, so the URL must be {@code https}. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/u", "http://localhost:8080/u", "http://print.print.microsoft.com/u"})
    void aDocumentGoesOnlyWhereTheTokenMayGoAsWell(String url) {
        PrintJobClient print = PrintJobClient.builder()
                .tokenProvider(TokenProvider.of("token"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.share("s").job("1").document("d").uploadSession(url));
        print.share("s").job("1").document("d").uploadSession(url.replace("http:", "https:"));
        print.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"uploadUrl\":null}", "{\"uploadUrl\":\"\"}", "[]", "", "<html>"})
    void anAnswerWithoutAUrlIsNoSession(String answer) throws Exception {
        graph.answer(200, answer);

        assertThat(catchThrowableOfType(InvalidResponseException.class, () -> document.createUploadSession(content())))
                .hasMessageStartingWith(
                        "printDocument.createUploadSession of /print/printers/p/jobs/5182/documents/d failed: ");

        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void aSessionSaysWhatItStillExpects() {
        host.next(UploadHost.said(200, Fixture.text("uploadsession-get-gaps.json")));

        PrintUploadSession session = session().get();

        assertThat(session.nextExpectedRanges()).containsExactly("72797-72897", "78929-4533322");
        assertThat(session.uploadUrl()).isNull();
        assertThat(host.requests()).containsExactly("GET");
        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void aQuestionIsRepeated() {
        host.next(UploadHost.refused(503), UploadHost.lost());

        assertThat(session().get().nextExpectedRanges()).containsExactly("0-" + (SIZE - 1));

        assertThat(host.requests()).containsExactly("GET", "GET", "GET");
    }

    @Test
    void aSessionThatHasEndedIsNotFound() {
        host.next(UploadHost.gone());

        SdkException failure =
                catchThrowableOfType(NotFoundException.class, () -> session().get());

        assertThat(failure.operation()).isEqualTo("printDocument.getUploadSession");
        assertThat(host.requests()).containsExactly("GET");
    }

    /** As after the restart of a program that has stored the URL. */
    @Test
    void onlyWhatIsMissingIsSentWhenAnUploadIsTakenUpAgain() throws Exception {
        List<Long> progress = new ArrayList<>();
        graph.session(host.url());
        String url = document.createUploadSession(content()).uploadUrl();
        host.next(UploadHost.right(), UploadHost.cutAfter(1000), UploadHost.refused(401));
        SdkException failure = catchThrowableOfType(
                UnauthorizedException.class, () -> document.uploadSession(url).upload(content()));
        assertThat(failure.operation()).isEqualTo("printDocument.upload");

        PrintDocument uploaded =
                document.uploadSession(url).upload(content(), options -> options.onProgress(progress::add));

        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(BYTES));
        assertThat(host.requests())
                .containsExactly(
                        "GET", UploadHost.put(0, SIZE), UploadHost.put(0, SIZE), "GET", "PUT 1000-4915209/4915210");
        assertThat(progress).containsExactly((long) SIZE);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void anUploadThatIsTakenUpAgainMayLoseItsLastAnswerAsWell() throws Exception {
        host.next(UploadHost.right(), UploadHost.right(), UploadHost.lost());
        graph.answer(200, UPLOADED);

        PrintDocument uploaded = session().upload(content());

        assertThat(uploaded.id()).isEqualTo("d");
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(BYTES));
        assertThat(host.requests())
                .containsExactly(
                        "GET", UploadHost.put(0, SIZE), UploadHost.put(1, SIZE), UploadHost.put(1, SIZE), "GET");
        assertThat(graph.requests()).containsExactly(LOOK);
    }

    /** A document of this size may be the old one, so the client does not read the job. */
    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aSessionThatHasEndedIsNotTakenUpAgain(int status) throws Exception {
        host.next(UploadHost.refused(status));
        graph.answer(200, UPLOADED);
        List<Long> progress = new ArrayList<>();

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> session().upload(content(), options -> options.onProgress(progress::add)));

        assertThat(failure.operation()).isEqualTo("printDocument.getUploadSession");
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure).isExactlyInstanceOf(NotFoundException.class);
        assertThat(failure).hasNoSuppressedExceptions();
        assertThat(progress).isEmpty();
        assertThat(host.requests()).containsExactly("GET");
        assertThat(api.getRequestCount()).isZero();
    }

    /** The session has all bytes and has not ended, so the client reads the job. */
    @Test
    void aSessionThatLacksNothingIsLookedUp() throws Exception {
        host.next(UploadHost.missing(), UploadHost.missing());
        graph.answer(200, UPLOADED);
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = session().upload(content(), options -> options.onProgress(progress::add));

        assertThat(uploaded.id()).isEqualTo("d");
        assertThat(progress).containsExactly((long) SIZE);
        assertThat(host.requests()).containsExactly("GET", "GET");
        assertThat(graph.requests()).containsExactly(LOOK);
    }

    /** The host of a link does not use permissions, so the message names none. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                        argumentSet("get", "printDocument.getUploadSession", (Consumer<PrintUploadSessionResource>)
                                PrintUploadSessionResource::get),
                        argumentSet(
                                "delete", "printDocument.deleteUploadSession", (Consumer<PrintUploadSessionResource>)
                                        PrintUploadSessionResource::delete),
                        argumentSet("go on", "printDocument.getUploadSession", (Consumer<PrintUploadSessionResource>)
                                session -> session.upload(content())))
                .flatMap(call -> Stream.of("401 Unauthorized", "403 Forbidden", "404 Not Found")
                        .map(status -> arguments(status, call.get()[0], call.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalOfTheHostNamesNoPermission(
            String status, String operation, Consumer<PrintUploadSessionResource> call) {
        host.next(UploadHost.refused(Integer.parseInt(status.substring(0, 3))));

        ApiException failure = catchThrowableOfType(ApiException.class, () -> call.accept(session()));

        assertThat(failure)
                .hasMessage(operation + " of /print/printers/p/jobs/5182/documents/d failed: HTTP " + status
                        + ", generalException: No. (attempt 1)");
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalOfAPartNamesNoPermission(int status) {
        graph.session(host.url());
        host.next(UploadHost.refused(status));

        ApiException failure = catchThrowableOfType(ApiException.class, () -> document.upload(content()));

        assertThat(failure)
                .hasMessageMatching("printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: HTTP "
                        + status + " \\w+, generalException: No. \\(attempt 1\\)");
        assertThat(host.requests()).containsExactly(UploadHost.put(0, SIZE));
    }

    @Test
    void aSessionIsDeleted() {
        session().delete();

        assertThat(host.requests()).containsExactly("DELETE");
        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void aDeletionWhoseAnswerIsLostIsDone() {
        host.next(UploadHost.lost());

        session().delete();

        assertThat(host.requests()).containsExactly("DELETE", "DELETE");
    }

    @Test
    void aSessionThatWasNeverThereCannotBeDeleted() {
        host.next(UploadHost.gone());

        SdkException failure =
                catchThrowableOfType(NotFoundException.class, () -> session().delete());

        assertThat(failure.operation()).isEqualTo("printDocument.deleteUploadSession");
        assertThat(host.requests()).containsExactly("DELETE");
    }

    @Test
    void theResourceSaysWhereItIsWithoutItsKey() {
        assertThat(session()).hasToString("/print/printers/p/jobs/5182/documents/d/uploadSession");
        assertThat(document).hasToString("/print/printers/p/jobs/5182/documents/d");
        assertThat(graph.client().share("s").job("1").document("d")).hasToString("/print/shares/s/jobs/1/documents/d");
    }
}
