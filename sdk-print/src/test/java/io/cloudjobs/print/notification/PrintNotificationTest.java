package io.cloudjobs.print.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.Members;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to a notification URL, to which anyone can post. */
class PrintNotificationTest {
    private static final String SECRET = "a-secret-that-nobody-may-see";

    @Test
    void allNotificationsOfABodyAreReadAlsoOfDifferentSubscriptions() {
        List<PrintNotification> notifications = PrintNotification.parse(Fixture.text("notification-several.json"));

        assertThat(notifications).hasSize(3);
        assertThat(Members.of(notifications.get(0)))
                .containsExactlyElementsOf("""
                        changeType: created
                        job: PrintJobLink[printerId=d5ef6ec4-07ca-4212-baf9-d45be126bfbb, jobId=44353]
                        parentUrl: https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4-07ca-4212-baf9-d45be126bfbb/jobs/44353
                        resource: print/taskDefinitions/fab143fd-ee61-4358-8558-2c7dee953982/tasks/d036638b-1272-4bba-9227-732463823ed3
                        resourceDataId: d036638b-1272-4bba-9227-732463823ed3
                        subscriptionExpirationDateTime: 2022-05-24T23:21:19.355440300Z
                        subscriptionId: 7f105c7d-2dc5-4530-97cd-4e7ae6534c07
                        task: PrintTaskLink[definitionId=fab143fd-ee61-4358-8558-2c7dee953982, taskId=d036638b-1272-4bba-9227-732463823ed3]
                        tenantId: 138cb46e-4adc-4018-8263-d5b18cdd054e
                        """.lines().toList());
        assertThat(Members.of(notifications.get(1)))
                .containsExactlyElementsOf("""
                        changeType: updated
                        job: PrintJobLink[printerId=2f3453b7-4686-4b5b-9575-4f1e5b909ba7, jobId=103]
                        resource: print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103
                        resourceDataId: 103
                        subscriptionExpirationDateTime: 2022-05-24T23:21:19.355440300Z
                        subscriptionId: b3c1c7a5-0f0e-4d5b-9f0a-5d2f3f1f8c11
                        tenantId: 138cb46e-4adc-4018-8263-d5b18cdd054e
                        """.lines().toList());
        assertThat(Members.of(notifications.get(2)))
                .containsExactlyElementsOf("""
                        lifecycleEvent: reauthorizationRequired
                        subscriptionExpirationDateTime: 2022-05-24T23:21:19.355440300Z
                        subscriptionId: 7f105c7d-2dc5-4530-97cd-4e7ae6534c07
                        tenantId: 138cb46e-4adc-4018-8263-d5b18cdd054e
                        """.lines().toList());
        assertThat(notifications)
                .extracting(notification -> notification.hasClientState("secret"))
                .containsExactly(true, false, true);
        assertThatThrownBy(notifications::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anEventOfEventGridIsOneNotification() {
        String body = Fixture.text("notification-job-fetchable-eventgrid.json");

        PrintNotification notification = PrintNotification.parse(body).get(0);

        assertThat(PrintNotification.parse(body)).hasSize(1).isUnmodifiable();
        assertThat(Members.of(notification))
                .containsExactlyElementsOf("""
                        changeType: updated
                        job: PrintJobLink[printerId=2f3453b7-4686-4b5b-9575-4f1e5b909ba7, jobId=103]
                        resource: print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103
                        resourceDataId: 103
                        subscriptionExpirationDateTime: 2022-05-24T23:21:19.355440300Z
                        subscriptionId: 7f105c7d-2dc5-4530-97cd-4e7ae6534c07
                        tenantId: 138cb46e-4adc-4018-8263-d5b18cdd054e
                        """.lines().toList());
        assertThat(notification.hasClientState("mysecret")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
                    {}                                                                     | -     | -
                    {'resource': null, 'resourceData': null}                               | -     | -
                    {'resource': 'print/taskDefinitions/d/tasks/t'}                        | d t   | -
                    {'resource': '/print/printtaskdefinition/d/tasks/t'}                   | d t   | -
                    {'resource': 'print/taskDefinitions/d/tasks'}                          | -     | -
                    {'resource': 'print/taskDefinitions/d/tasks/..'}                       | -     | -
                    {'resource': 'Print/Printers/p/Jobs/1'}                                | -     | p 1
                    {'resource': 'print/printers/p/jobs'}                                  | -     | -
                    {'resource': 'print/printers/p/jobs/a%2Fb'}                            | -     | -
                    {'resource': 'users/u/messages/m', 'resourceData': {'id': 'm'}}        | -     | -
                    {'resource': 'print/printers/p/jobs/1', 'resourceData': {'parentUrl': 'https://graph.microsoft.com/v1.0/print/printers/q/jobs/2'}} | - | p 1
                    {'resource': 'print/taskDefinitions/d/tasks/t', 'resourceData': {'parentUrl': 'https://evil/print/printers/p/jobs/1'}} | d t | p 1
                    {'resource': 'print/taskDefinitions/d/tasks/t', 'resourceData': {'parentUrl': 'https://evil/print/shares/p/jobs/1'}}   | d t | -
                    {'resource': 'print/taskDefinitions/d/tasks/t', 'resourceData': {'parentUrl': '//evil/print/printers/p/jobs/1'}}       | d t | -
                    {'resource': 'print/taskDefinitions/d/tasks/t', 'resourceData': {'parentUrl': ''}}                                     | d t | -
                    """)
    void whatItIsAboutIsNullWhenTheLinksDoNotSayIt(String notification, String task, String job) {
        PrintNotification read = one(notification);

        assertThat(read.task()).isEqualTo(task == null ? null : new PrintTaskLink(first(task), second(task)));
        assertThat(read.job()).isEqualTo(job == null ? null : new PrintJobLink(first(job), second(job)));
    }

    private static String first(String pair) {
        return pair.split(" ")[0];
    }

    private static String second(String pair) {
        return pair.split(" ")[1];
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", quoteCharacter = '"', textBlock = """
                    'a',           a,     true
                    'geheim-ä€',   geheim-ä€, true
                    'a',           b,     false
                    'a',           A,     false
                    'a',           aa,    false
                    'aa',          a,     false
                    '',            a,     false
                    null,          null,  false
                    -,             a,     false
                    """)
    void theClientStateIsTheSameOrNot(String json, String expected, boolean same) {
        PrintNotification notification = one(json == null ? "{}" : "{'clientState': %s}".formatted(json));

        assertThat(notification.hasClientState(expected)).isEqualTo(same);
    }

    @Test
    void anEmptySecretIsNone() {
        PrintNotification notification = one("{'clientState': ''}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> notification.hasClientState(""))
                .withMessage("expected must not be empty: pass the client state");
        assertThatNullPointerException().isThrownBy(() -> notification.hasClientState(null));
    }

    /** A test cannot reliably measure the time of a comparison, so this one checks the method that is used. */
    @Test
    void theClientStateIsComparedInConstantTime() throws Exception {
        try (InputStream in = PrintNotificationRecord.class.getResourceAsStream("PrintNotificationRecord.class")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("java/security/MessageDigest", "isEqual", "([B[B)Z");
        }
    }

    @Test
    void whatIsPrintedIsOneLineWithoutTheClientState() {
        assertThat(PrintNotification.parse(Fixture.text("notification-several.json"))
                        .toString())
                .isEqualTo("[PrintNotification[subscriptionId=7f105c7d-2dc5-4530-97cd-4e7ae6534c07, changeType=created,"
                        + " resource=print/taskDefinitions/fab143fd-ee61-4358-8558-2c7dee953982/tasks/"
                        + "d036638b-1272-4bba-9227-732463823ed3], "
                        + "PrintNotification[subscriptionId=b3c1c7a5-0f0e-4d5b-9f0a-5d2f3f1f8c11, changeType=updated,"
                        + " resource=print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103], "
                        + "PrintNotification[subscriptionId=7f105c7d-2dc5-4530-97cd-4e7ae6534c07,"
                        + " lifecycleEvent=reauthorizationRequired]]");
        assertThat(one("{'clientState': '%s', 'subscriptionId': 'a\\nb', 'changeType': 'c\\r\\nd', 'resource': '%s'}"
                                .formatted(SECRET, "x".repeat(10_000)))
                        .toString())
                .doesNotContain(SECRET, "\n", "\r")
                .hasSizeLessThan(400);
        assertThat(one("{}")).hasToString("PrintNotification[subscriptionId=null]");
    }

    static Stream<String> lenient() {
        return Stream.of(
                "{'value': [{'subscriptionId': 's'}]}",
                "{'value': [null, {'subscriptionId': 's'}, null]}",
                "{'validationTokens': ['x'], 'value': [{'subscriptionId': 's', 'encryptedContent': {'data': [1, {}]}}]}",
                "{'value': [{'subscriptionId': 's', 'subscriptionExpirationDateTime': 'tomorrow'}]}",
                "{'value': [{'subscriptionId': 's', 'resourceData': {'@odata.type': '#x', '@odata.id': {}, 'y': [1]}}]}",
                "{'value': [{'subscriptionId': 's', 'changeType': '', 'lifecycleEvent': ''}]}",
                "{'value': [{'subscriptionId': 's', 'json': 'x', 'task': 'x', 'job': {}}], 'all': []}",
                "{'data': {}, 'value': [{'subscriptionId': 's'}]}",
                "{'data': {'subscriptionId': 's'}}");
    }

    @ParameterizedTest
    @MethodSource("lenient")
    void whatIsUnknownNullOrUnreadableIsPassedOver(String body) {
        List<PrintNotification> notifications = PrintNotification.parse(json(body));

        assertThat(notifications).hasSize(1).isUnmodifiable();
        assertThat(Members.of(notifications.get(0))).containsExactly("subscriptionId: s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'value': []}", "{'value': [null]}", "\uFEFF{'value': []}", "[null]"})
    void aBodyMayHoldNothing(String body) {
        assertThat(PrintNotification.parse(json(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['SECRET']",
                "'SECRET'",
                "{'resource': {'SECRET': 1}}",
                "{'resourceData': 'SECRET'}",
                "{'clientState': ['s3cret']}",
                "{'changeType': {'SECRET': 1}, 'SECRET': NaN}"
            })
    void whatCannotBeReadDoesNotCostTheOthers(String notification) {
        List<PrintNotification> all =
                PrintNotification.parse(json("{'value': [" + notification + ", {'clientState': 's3cret'}]}"));

        assertThat(all.get(all.size() - 1).hasClientState("s3cret")).isTrue();
        assertThat(all.subList(0, all.size() - 1)).noneMatch(unreadable -> unreadable.hasClientState("s3cret"));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "{}",
                "'SECRET'",
                "\uFEFF\uFEFF{'value': []}",
                "\u0000\u0001SECRET",
                "<html>SECRET</html>",
                "{'value': null}",
                "{'value': 'SECRET'}",
                "{'value': {'SECRET': 1}}",
                "{'value': [{'clientState': 'SECRET'}]",
                "{'value': [{'clientState': 'SECRET'}]} SECRET",
                "{'value': [{'subscriptionId': 1e999999999SECRET}]}",
                "{'value': [{'x': %s}]}".formatted("1".repeat(10_000_000)),
                "{'value': [{'x': %s}]}".formatted("[".repeat(10_000)),
                "{'value': [{'subscriptionId': '%s'}]}".formatted("x".repeat(10_000_000)),
                "{'value': [%s{}]}".formatted("{},".repeat(1_100_000)),
                "{'data': 'SECRET'}",
                "{'data': null}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(60)
    void aHostileBodyIsRefusedAndNotQuoted(String body) {
        Throwable refusal =
                catchThrowable(() -> PrintNotification.parse(json(body).replace("SECRET", SECRET)));

        assertThat(refusal).isExactlyInstanceOf(IllegalArgumentException.class).hasNoCause();
        assertThat(refusal.getMessage())
                .startsWith("PrintNotifications: ")
                .doesNotContain(SECRET)
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', nullValues = "-", textBlock = """
                    validationToken=abc,                                    abc
                    validationToken=Validation%3a+Testing%20it%2C+again,    "Validation: Testing it, again"
                    validationToken=%3Cscript%3E%26amp%3B,                  <script>&amp;
                    validationToken=%25%32%35,                              %25
                    validationToken=a=b%3D,                                 a=b=
                    x=1&validationToken=abc&y=2,                            abc
                    validationToken=abc&validationToken=def,                abc
                    validationToken=%E2%82%AC,                              €
                    -,                                                      -
                    "",                                                     -
                    &&,                                                     -
                    x=1,                                                    -
                    validationToken,                                        -
                    validationToken=,                                       -
                    validationtoken=abc,                                    -
                    xvalidationToken=abc,                                   -
                    x=validationToken=abc,                                  -
                    validationToken=%zz,                                    -
                    validationToken=%,                                      -
                    """)
    void theTokenOfAValidationIsFoundAndDecodedOnce(String query, String token) {
        assertThat(PrintNotification.validationToken(query)).isEqualTo(token);
    }

    private static PrintNotification one(String notification) {
        return PrintNotification.parse(json("{'value': [%s]}".formatted(notification)))
                .get(0);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
