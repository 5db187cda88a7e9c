package io.cloudjobs.print.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.Members;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.testkit.LogListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of webhooks, Event Hubs and Event Grid. */
class PrintNotificationChannelsTest {
    private static final PrintTaskLink TASK = new PrintTaskLink("d", "t");
    private static final PrintJobLink JOB = new PrintJobLink("p", "1");

    private static final String OF_A_TASK = "{'subscriptionId': 's', 'clientState': 'c', 'changeType': 'created',"
            + " 'resource': 'print/taskDefinitions/d/tasks/t',"
            + " 'resourceData': {'@odata.type': '#microsoft.graph.todoTask', 'id': 't',"
            + " 'parentUrl': 'https://graph.microsoft.com/v1.0/print/printers/p/jobs/1'}}";

    private static String cloudEvent(String members) {
        return "{'id': 'e', 'type': 'Microsoft.Graph.PrintTaskDefinitionCreated', 'source': '/tenants/x/applications/y',"
                + " 'subject': 'Users/1', 'time': '2026-11-30T00:00:00Z', 'datacontenttype': 'application/json',"
                + " 'specversion': '1.0', " + members + "}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(json(text).getBytes(StandardCharsets.UTF_8));
    }

    static Stream<String> channels() {
        String event = cloudEvent("'data': " + OF_A_TASK);
        return Stream.of(
                "{'value': [" + OF_A_TASK + "]}",
                event,
                "[" + event + "]",
                cloudEvent("'data_base64': '" + base64(OF_A_TASK) + "'"),
                "[{'id': 'e', 'topic': 't', 'subject': 's', 'eventType': 'Microsoft.Graph.PrintTaskDefinitionCreated',"
                        + " 'eventTime': '2026-11-30T00:00:00Z', 'dataVersion': '1', 'metadataVersion': '1', 'data': "
                        + OF_A_TASK + "}]",
                "[{'value': [" + OF_A_TASK + "]}]");
    }

    @ParameterizedTest
    @MethodSource("channels")
    void eachChannelBringsTheSameNotification(String body) {
        for (String mark : List.of("", "\uFEFF", " \r\n", "\uFEFF \t\n")) {
            List<PrintNotification> notifications = PrintNotification.parse(mark + json(body));

            assertThat(notifications).hasSize(1).isUnmodifiable();
            assertThat(Members.of(notifications.get(0)))
                    .containsExactly(
                            "changeType: created",
                            "job: " + JOB,
                            "parentUrl: https://graph.microsoft.com/v1.0/print/printers/p/jobs/1",
                            "resource: print/taskDefinitions/d/tasks/t",
                            "resourceDataId: t",
                            "subscriptionId: s",
                            "task: " + TASK);
            assertThat(notifications.get(0).hasClientState("c")).isTrue();
            assertThat(notifications.get(0).isValidation()).isFalse();
        }
    }

    @Test
    void aBatchHasItsNotificationsInOrder() {
        String second = cloudEvent("'data': {'resource': 'print/printers/p/jobs/1', 'changeType': 'updated'}");

        List<PrintNotification> notifications = PrintNotification.parse(
                json("[" + cloudEvent("'data': " + OF_A_TASK) + ", " + second + ", {'value': [{}, {}]}]"));

        assertThat(notifications)
                .extracting(PrintNotification::resource)
                .containsExactly("print/taskDefinitions/d/tasks/t", "print/printers/p/jobs/1", null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
                    'source': 'print/printers/p/jobs/1', 'data': {}                                        | print/printers/p/jobs/1
                    'source': 'print/taskDefinitions/d/tasks/t', 'data': {}                                | print/taskDefinitions/d/tasks/t
                    'source': '/tenants/x/applications/y', 'subject': 'print/printers/p/jobs/1', 'data': {} | print/printers/p/jobs/1
                    'subject': 'print/printers/p/jobs/1', 'data': {'resource': ''}                         | print/printers/p/jobs/1
                    'subject': 'print/printers/p/jobs/1', 'data': {'resource': {}}                         | print/printers/p/jobs/1
                    'source': 'print/printers/p/jobs/1', 'data': {'resource': 'print/printers/q/jobs/2'}   | print/printers/q/jobs/2
                    'source': 'print/printers/p/jobs/1', 'data': {'resource': 'Users/1'}                   | Users/1
                    'source': '/tenants/x', 'subject': 'Users/1', 'data': {}                               | -
                    'source': 7, 'subject': ['print/printers/p/jobs/1'], 'data': {}                        | -
                    'data': {}                                                                             | -
                    """)
    void theEventSaysWhatItsDataDoesNotSay(String event, String resource) {
        PrintNotification notification =
                PrintNotification.parse(json("{" + event + "}")).get(0);

        assertThat(notification.resource()).isEqualTo(resource);
        assertThat(notification.task()).isEqualTo(PrintTaskLink.parse(resource));
        assertThat(notification.job()).isEqualTo(PrintJobLink.parse(resource));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
                    'type': 'microsoft.graph.subscriptionReauthorizationRequired', 'data': {'clientState': 'c'} | reauthorizationRequired
                    'type': 'Microsoft.Graph.SubscriptionReauthorizationRequired', 'data': {'clientState': 'c'} | reauthorizationRequired
                    'eventType': 'Microsoft.Graph.SubscriptionReauthorizationRequired', 'data': {'clientState': 'c'} | reauthorizationRequired
                    'type': 'x', 'data': {'clientState': 'c', 'lifecycleEvent': 'reauthorizationRequired'}      | reauthorizationRequired
                    'type': 'Microsoft.Graph.SubscriptionReauthorizationRequired', 'data': {'clientState': 'c', 'lifecycleEvent': 'missed'} | missed
                    'type': 'microsoft.graph.subscriptionSomethingNew', 'data': {'clientState': 'c'}            | -
                    'type': ['microsoft.graph.subscriptionReauthorizationRequired'], 'data': {'clientState': 'c'} | -
                    """)
    void aLifecycleEventIsTold(String event, String expected) {
        PrintNotification notification =
                PrintNotification.parse(json("{" + event + "}")).get(0);

        assertThat(notification.lifecycleEvent()).isEqualTo(expected == null ? null : new LifecycleEventType(expected));
        assertThat(notification.hasClientState("c")).isTrue();
        assertThat(notification.isValidation()).isFalse();
    }

    @Test
    void theValidationMessageOfEventHubsIsNoNotification() {
        String body = Fixture.text("notification-eventhubs-validation.json");

        PrintNotification validation = PrintNotification.parse(body).get(0);

        assertThat(validation.isValidation()).isTrue();
        assertThat(Members.of(validation))
                .containsExactly(
                        "changeType: Validation: Testing client application reachability for subscription Request-Id:"
                                + " 522a8e7e-096a-494c-aaf1-ac0dcfca45b7",
                        "resource: NA",
                        "resourceDataId: NA",
                        "subscriptionId: NA");
        assertThat(validation.hasClientState("NA")).isFalse();
        assertThat(PrintNotification.validationResponse(body)).isNull();
    }

    /** Even with the members of a real notification. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    'subscriptionId': 'NA'              | true
                    'subscriptionId': 'na'              | true
                    'changeType': 'Validation: Testing' | true
                    'changeType': 'validation:'         | true
                    'subscriptionId': 'NA2'             | false
                    'changeType': 'Validation'          | false
                    'changeType': 'updated'             | false
                    'x': 1                              | false
                    """)
    void aValidationIsNeverTakenForANotification(String mark, boolean isValidation) {
        String members = "'clientState': 'c', 'resource': 'print/taskDefinitions/d/tasks/t',"
                + " 'resourceData': {'parentUrl': 'https://x/print/printers/p/jobs/1'}";

        PrintNotification notification = PrintNotification.parse(json("{'value': [{" + members + ", " + mark + "}]}"))
                .get(0);

        assertThat(notification.isValidation()).isEqualTo(isValidation);
        assertThat(notification.task()).isEqualTo(isValidation ? null : TASK);
        assertThat(notification.job()).isEqualTo(isValidation ? null : JOB);
        assertThat(notification.hasClientState("c")).isEqualTo(!isValidation);
        assertThatIllegalArgumentException().isThrownBy(() -> notification.hasClientState(""));
    }

    @Test
    void theValidationOfEventGridIsAnsweredWithItsCode() {
        String body = Fixture.text("notification-eventgrid-validation.json");

        assertThat(PrintNotification.validationResponse(body))
                .isEqualTo("{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}");
        assertThat(PrintNotification.validationResponse("\uFEFF" + body))
                .isEqualTo(PrintNotification.validationResponse(body));
        PrintNotification validation = PrintNotification.parse(body).get(0);
        assertThat(validation.isValidation()).isTrue();
        assertThat(Members.of(validation))
                .containsExactly("changeType: Microsoft.EventGrid.SubscriptionValidationEvent");
    }

    private static final String VALIDATION = "'eventType': 'Microsoft.EventGrid.SubscriptionValidationEvent'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
                    [{%s, 'data': {'validationCode': 'a'}}]                                    | {'validationResponse':'a'}
                    {%s, 'data': {'validationCode': 'a'}}                                      | {'validationResponse':'a'}
                    [{'eventType': 'x', 'data': {}}, {%s, 'data': {'validationCode': 'a'}}]    | {'validationResponse':'a'}
                    [null, 7, {%s, 'data': {'validationCode': 12}}]                            | {'validationResponse':'12'}
                    [{%s, 'data': {'validationCode': '\\u0022,\\u0022x\\u0022:\\u0022<b>'}}] | {'validationResponse':'\\',\\'x\\':\\'<b>'}
                    [{%s, 'data': {'validationCode': ''}}]                                     | -
                    [{%s, 'data': {'validationCode': {}}}]                                     | -
                    [{%s, 'data': {}}]                                                         | -
                    [{%s}]                                                                     | -
                    [{'eventType': 'Microsoft.Graph.PrinterUpdated', 'data': {'validationCode': 'a'}}] | -
                    {'value': [{'changeType': 'SubscriptionValidationEvent', 'validationCode': 'a'}]} | -
                    [{%s, 'data': {'validationCode': 'a'}}                                     | -
                    SubscriptionValidationEvent                                                | -
                    []                                                                         | -
                    "                                                                         "| -
                    """)
    void anyOtherBodyHasNoValidationResponse(String body, String response) {
        assertThat(PrintNotification.validationResponse(json(body.contains("%s") ? body.formatted(VALIDATION) : body)))
                .isEqualTo(response == null ? null : json(response));
    }

    @Test
    void aBodyIsRequired() {
        assertThatNullPointerException().isThrownBy(() -> PrintNotification.validationResponse(null));
        assertThatNullPointerException().isThrownBy(() -> PrintNotification.parse(null));
    }

    private static List<LogRecord> linesOf(Runnable action) {
        List<LogRecord> lines = new ArrayList<>();
        long thread = Thread.currentThread().getId();
        LogListener listener = new LogListener(
                line -> {
                    if (line.getLongThreadID() == thread) {
                        lines.add(line);
                    }
                },
                "io.cloudjobs.print");
        try {
            action.run();
        } finally {
            listener.close();
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "true",
                "'SECRET'",
                "['SECRET']",
                "[[]]",
                "{}",
                "{'data': 'SECRET'}",
                "{'data': null}",
                "{'data_base64': 'SECRET'}",
                "{'data_base64': '%%%'}",
                "{'data_base64': 'bnVsbA=='}",
                "{'data_base64': {}}",
                "{'value': 'SECRET'}"
            })
    void whatIsUnreadableInABatchIsDroppedAndLogged(String malformed) {
        String good = cloudEvent("'data': " + OF_A_TASK);
        List<PrintNotification> all = new ArrayList<>();

        List<LogRecord> lines = linesOf(
                () -> all.addAll(PrintNotification.parse(json("[" + good + ", " + malformed + ", " + good + "]"))));

        assertThat(all).extracting(PrintNotification::task).containsExactly(TASK, TASK);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getLevel()).isEqualTo(Level.WARNING);
        assertThat(lines.get(0).getMessage())
                .isEqualTo(
                        "Dropped 1 of 3 notifications of one body as unreadable. List the tasks to find the held jobs");
    }

    @Test
    void whatIsUnreadableInAWebhookIsDroppedAndLoggedOnce() {
        List<PrintNotification> all = new ArrayList<>();

        List<LogRecord> lines = linesOf(() -> all.addAll(PrintNotification.parse(
                json("{'value': [null, " + OF_A_TASK + ", 'SECRET', 7, [1], {'resource': {'SECRET': 1}}]}"))));

        assertThat(all).extracting(PrintNotification::task).containsExactly(TASK, null);
        assertThat(lines)
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "Dropped 4 of 6 notifications of one body as unreadable. List the tasks to find the held jobs");
    }

    @Test
    void whatIsReadableIsNotLogged() {
        assertThat(linesOf(() -> {
                    channels().forEach(body -> PrintNotification.parse(json(body)));
                    PrintNotification.parse(Fixture.text("notification-several.json"));
                    PrintNotification.parse("{\"value\": []}");
                }))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void hostileBodiesAreBounded() {
        String deep = "[".repeat(150);
        String shallow =
                json("[{'data': {'resource': 'print/printers/p/jobs/1', 'x': " + deep + "]".repeat(150) + "}}]");
        assertThat(PrintNotification.parse(shallow))
                .extracting(PrintNotification::job)
                .containsExactly(JOB);

        for (String body : List.of(
                "[".repeat(10_000),
                "[".repeat(10_000) + "]".repeat(10_000),
                "[{'data': {'x': " + "[".repeat(10_000) + "]".repeat(10_000) + "}}]",
                "[{'data': {'resource': '" + "x".repeat(10_000_000) + "'}}]",
                "[" + "{},".repeat(5_000_000) + "{}]",
                "{'data_base64': '" + "x".repeat(10_000_000) + "'}",
                "{'data_base64': '" + base64("{'x': " + "[".repeat(10_000)) + "'}",
                "\uFEFF\uFEFF{'value': []}",
                "\uFEFF",
                "[]",
                "[] []")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrintNotification.parse(json(body)))
                    .withMessageStartingWith("PrintNotifications: ")
                    .withMessageNotContaining("xxx");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'value': [{'resource': 'x'}], 'value': [%s]}",
                "{'data': {'resource': 'x'}, 'data': %s}",
                "[{'type': 'y', 'data': null, 'type': 'x', 'data': %s}]"
            })
    void theLastOfTwoMembersOfOneNameCounts(String body) {
        assertThat(PrintNotification.parse(json(body.formatted(OF_A_TASK))))
                .extracting(PrintNotification::task)
                .containsExactly(TASK);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
