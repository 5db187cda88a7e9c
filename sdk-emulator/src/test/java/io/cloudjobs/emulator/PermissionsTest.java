package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation needs the published permissions: exactly these, for each kind of token. */
class PermissionsTest {
    private static final String ADMIN = "admin@contoso.com";
    private static final String USER = "user@contoso.com";

    private static final String READ = "PrintJob.ReadBasic PrintJob.Read PrintJob.ReadWriteBasic PrintJob.ReadWrite"
            + " PrintJob.ReadBasic.All PrintJob.Read.All PrintJob.ReadWriteBasic.All PrintJob.ReadWrite.All";
    private static final String READ_A =
            "PrintJob.ReadBasic.All PrintJob.Read.All PrintJob.ReadWriteBasic.All PrintJob.ReadWrite.All";
    private static final String CHANGE =
            "PrintJob.ReadWriteBasic PrintJob.ReadWrite PrintJob.ReadWriteBasic.All PrintJob.ReadWrite.All";
    private static final String SUBMIT = "PrintJob.Create " + CHANGE;
    private static final String HELD = "PrintJob.ReadWriteBasic.All PrintJob.ReadWrite.All PrintJob.Manage.All";
    private static final String PRINTER = "Printer.Read.All Printer.ReadWrite.All Printer.FullControl.All";
    private static final String PRINTER_A = "Printer.Read.All Printer.ReadWrite.All";
    private static final String SHARE = "PrinterShare.ReadBasic.All PrinterShare.Read.All PrinterShare.ReadWrite.All";
    private static final String TASKS = "PrintTaskDefinition.ReadWrite.All";
    private static final String ANY_RESOURCE = TASKS + " " + PRINTER_A;
    private static final String REPORTS = "Reports.Read.All";

    private static final String P = "/print/printers/{printerId}";
    private static final String S = "/print/shares/{shareId}";
    private static final String DOCUMENT = "/jobs/{jobId}/documents/{documentId}";
    private static final String T = "/print/taskDefinitions/{definitionId}";

    /** One operation: the requirements of a user and of an application, and whether the user needs the role. */
    record Needed(String operation, boolean role, List<List<String>> user, List<List<String>> application) {
        static Needed of(String operation, String user, String application) {
            String[] parts = operation.split(" ", -1);
            return new Needed(
                    parts[0] + " /v1.0" + parts[1],
                    user.startsWith("role"),
                    requirements(user.startsWith("role") ? user.substring(4) : user),
                    requirements(application));
        }

        private static List<List<String>> requirements(String text) {
            return text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split("&", -1))
                            .map(alternatives -> List.of(alternatives.strip().split(" ", -1)))
                            .toList();
        }

        List<List<String>> of(boolean isUser) {
            return isUser ? user : application;
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    /** From the published pages and lists, not from the emulator. */
    static Stream<Needed> operations() {
        return Stream.of(
                Needed.of("GET /print/printers", "role" + PRINTER, ""),
                Needed.of("GET " + P, "role" + PRINTER + " PrinterShare.ReadBasic.All", PRINTER_A),
                Needed.of("GET " + P + "/shares", SHARE, ""),
                Needed.of("GET " + P + "/shares/{shareId}", SHARE, ""),
                Needed.of("GET /print/shares", SHARE, ""),
                Needed.of("GET " + S, SHARE, ""),
                Needed.of("GET " + S + "/printer", "role" + PRINTER, PRINTER_A),
                Needed.of("GET " + P + "/jobs", "role" + READ + "&" + PRINTER, READ_A + "&" + PRINTER_A),
                Needed.of("POST " + P + "/jobs", "role" + SUBMIT + "&" + PRINTER, ""),
                Needed.of("GET " + P + "/jobs/{jobId}", READ + "&" + PRINTER, READ_A + "&" + PRINTER_A),
                Needed.of("PATCH " + P + "/jobs/{jobId}", "", HELD + "&" + PRINTER_A),
                Needed.of("POST " + P + "/jobs/{jobId}/cancel", CHANGE + "&" + PRINTER, ""),
                Needed.of("POST " + P + "/jobs/{jobId}/abort", "", HELD + "&" + PRINTER_A),
                Needed.of("POST " + P + "/jobs/{jobId}/redirect", "", "PrintJob.Manage.All&" + PRINTER_A),
                Needed.of("GET " + S + "/jobs", READ + "&" + SHARE, READ_A),
                Needed.of("POST " + S + "/jobs", CHANGE + "&" + SHARE, ""),
                Needed.of("GET " + S + "/jobs/{jobId}", READ + "&" + SHARE, READ_A),
                Needed.of("POST " + S + "/jobs/{jobId}/start", SUBMIT + "&" + SHARE, ""),
                Needed.of(
                        "POST " + P + DOCUMENT + "/createUploadSession",
                        "PrintJob.Create PrintJob.ReadWrite PrintJob.ReadWrite.All&" + PRINTER,
                        "PrintJob.ReadWrite.All&" + PRINTER_A),
                Needed.of(
                        "POST " + S + DOCUMENT + "/createUploadSession",
                        "PrintJob.Create PrintJob.ReadWrite PrintJob.ReadWrite.All&" + SHARE,
                        "PrintJob.ReadWrite.All"),
                Needed.of(
                        "GET " + P + DOCUMENT + "/$value",
                        "PrintJob.Read PrintJob.ReadWrite PrintJob.Read.All PrintJob.ReadWrite.All&" + PRINTER,
                        "PrintJob.Read.All PrintJob.ReadWrite.All&" + PRINTER_A),
                Needed.of("GET /print/taskDefinitions", "", TASKS),
                Needed.of("POST /print/taskDefinitions", "", TASKS),
                Needed.of("GET " + T, "", TASKS),
                Needed.of("PATCH " + T, "", TASKS),
                Needed.of("DELETE " + T, "", TASKS),
                Needed.of("GET " + T + "/tasks", "", TASKS),
                Needed.of("GET " + T + "/tasks/{taskId}", "", TASKS),
                Needed.of("PATCH " + T + "/tasks/{taskId}", "", TASKS),
                Needed.of("GET " + T + "/tasks/{taskId}/definition", "", TASKS),
                Needed.of("GET " + T + "/tasks/{taskId}/trigger", "", TASKS),
                Needed.of("GET " + P + "/taskTriggers", "role" + PRINTER, ""),
                Needed.of("POST " + P + "/taskTriggers", "rolePrinter.ReadWrite.All Printer.FullControl.All", ""),
                Needed.of("GET " + P + "/taskTriggers/{triggerId}", "role" + PRINTER, ""),
                Needed.of("GET " + P + "/taskTriggers/{triggerId}/definition", "role" + PRINTER, ""),
                Needed.of(
                        "DELETE " + P + "/taskTriggers/{triggerId}",
                        "rolePrinter.ReadWrite.All Printer.FullControl.All",
                        ""),
                Needed.of("GET /subscriptions", "", ANY_RESOURCE),
                Needed.of("POST /subscriptions", "", ANY_RESOURCE),
                Needed.of("GET /subscriptions/{subscriptionId}", "", ANY_RESOURCE),
                Needed.of("PATCH /subscriptions/{subscriptionId}", "", ANY_RESOURCE),
                Needed.of("DELETE /subscriptions/{subscriptionId}", "", ANY_RESOURCE),
                Needed.of("POST /subscriptions/{subscriptionId}/reauthorize", "", ANY_RESOURCE),
                Needed.of("GET /reports/dailyPrintUsageByUser", REPORTS, ""),
                Needed.of("GET /reports/dailyPrintUsageByUser/{usageId}", REPORTS, ""),
                Needed.of("GET /reports/dailyPrintUsageByPrinter", REPORTS, ""),
                Needed.of("GET /reports/dailyPrintUsageByPrinter/{usageId}", REPORTS, ""),
                Needed.of("GET /reports/monthlyPrintUsageByUser", REPORTS, ""),
                Needed.of("GET /reports/monthlyPrintUsageByUser/{usageId}", REPORTS, ""),
                Needed.of("GET /reports/monthlyPrintUsageByPrinter", REPORTS, ""),
                Needed.of("GET /reports/monthlyPrintUsageByPrinter/{usageId}", REPORTS, ""),
                Needed.of("GET /reports/{function}", REPORTS, ""));
    }

    private static CloudJobsEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = CloudJobsEmulator.start();
    }

    @AfterAll
    static void close() {
        emulator.close();
    }

    @BeforeEach
    void reset() {
        emulator.reset();
        emulator.entra().addUser(ADMIN, "p", "Printer Administrator", "Helpdesk Administrator");
        emulator.entra().addUser(USER, "p", "Helpdesk Administrator");
    }

    @Test
    void eachOperationIsInTheTable() {
        assertThat(emulator.operations(EmulatedService.PRINT))
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(Needed::operation).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationTellsItsPermissionsLeastPrivilegedFirst(Needed needed) {
        OperationPermissions told = emulator.print().permissions(needed.operation());

        assertThat(told.delegated()).isEqualTo(needed.user());
        assertThat(told.application()).isEqualTo(needed.application());
        assertThat(told.needsPrinterAdministrator()).isEqualTo(needed.role());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1.0/print", "get /v1.0/print/printers", "x\ny"})
    void anUnknownOperationIsAMistakeOfTheTest(String operation) {
        assertThatThrownBy(() -> emulator.print().permissions(operation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n")
                .hasMessageContaining("operations(PRINT)");
    }

    private static List<String> universe(boolean isUser) {
        Set<String> names = new TreeSet<>();
        operations().forEach(needed -> needed.of(isUser).forEach(names::addAll));
        names.add("PrintJob.Unknown");
        return List.copyOf(names);
    }

    /** Replaces each requirement in turn with each permission that exists. */
    @ParameterizedTest
    @MethodSource("operations")
    void anOperationAcceptsExactlyThePermissionsOfTheTable(Needed needed) {
        int requests = 0;
        for (boolean isUser : new boolean[] {true, false}) {
            List<List<String>> requirements = needed.of(isUser);
            for (String permission : universe(isUser)) {
                for (int i = 0; i < Math.max(1, requirements.size()); i++) {
                    var held = new ArrayList<String>(List.of(permission));
                    for (int other = 0; other < requirements.size(); other++) {
                        if (other != i) {
                            held.add(requirements.get(other).get(0));
                        }
                    }
                    boolean isEnough =
                            !requirements.isEmpty() && requirements.get(i).contains(permission);
                    String[] names = held.toArray(String[]::new);
                    if (isUser) {
                        check(needed, emulator.entra().userToken(ADMIN, names), isEnough);
                        check(needed, emulator.entra().userToken(USER, names), isEnough && !needed.role());
                        requests += 2;
                    } else {
                        check(needed, emulator.entra().applicationToken(names), isEnough);
                        requests++;
                    }
                }
            }
        }
        assertThat(emulator.print().requests()).isEqualTo(requests).isGreaterThan(40);
    }

    /** All permissions of the other kind are worth nothing, none neither, and the default scope is worth all. */
    @ParameterizedTest
    @MethodSource("operations")
    void theKindOfTheTokenCounts(Needed needed) {
        EntraEmulator entra = emulator.entra();
        String[] everything =
                Stream.concat(universe(true).stream(), universe(false).stream()).toArray(String[]::new);
        boolean forUsers = !needed.user().isEmpty();
        boolean forApplications = !needed.application().isEmpty();

        check(needed, entra.applicationToken(everything), forApplications);
        check(needed, entra.applicationToken(".default"), forApplications);
        check(needed, entra.applicationToken(), false);
        check(needed, emulator.print().token(), forApplications);
        check(needed, entra.userToken(ADMIN, everything), forUsers);
        check(needed, entra.userToken(ADMIN, ".default"), forUsers);
        check(needed, entra.userToken(ADMIN), false);
        check(needed, emulator.print().userToken(), forUsers);
        check(needed, entra.userToken("unknown@contoso.com", ".default"), forUsers && !needed.role());
        check(needed, emulator.print().userTokenWithoutRole(), forUsers && !needed.role());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aPermissiveEmulatorAcceptsEachKnownToken(Needed needed) {
        assertThat(emulator.isPermissive()).isFalse();
        emulator.permissive(true);
        assertThat(emulator.isPermissive()).isTrue();
        List<String> tokens = List.of(
                emulator.entra().applicationToken(),
                emulator.entra().userToken(USER),
                emulator.print().token(),
                emulator.print().userTokenWithoutRole());

        tokens.forEach(token -> check(needed, token, true));
        assertThat(ask(needed, "unknown").status()).isEqualTo(401);

        emulator.reset();
        assertThat(emulator.isPermissive()).isFalse();
        check(needed, tokens.get(0), false);
        check(needed, tokens.get(1), false);
    }

    private static Reply ask(Needed needed, String token) {
        int space = needed.operation().indexOf(' ');
        String path = needed.operation()
                .substring(space + "/v1.0".length() + 1)
                .replace("{function}", "getPrinterArchivedPrintJobs()")
                .replaceAll("\\{\\w+}", "x");
        return Reply.to(
                needed.operation().substring(0, space),
                emulator.print().endpoint() + path,
                "",
                "Authorization",
                "Bearer " + token);
    }

    /** No path exists and each body is empty, so that an accepted request can return 400 or 404. */
    private static void check(Needed needed, String token, boolean isAllowed) {
        Reply reply = ask(needed, token);
        if (isAllowed) {
            assertThat(reply.status()).isIn(200, 400, 404);
        } else {
            isForbidden(reply);
        }
    }

    static void isForbidden(Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        JsonNode example = json(documented("print/error-403-missing-scope"));
        assertThat(shape(reply.json())).isEqualTo(shape(example));
        assertThat(reply.json().at("/error/code")).isEqualTo(example.at("/error/code"));
        assertThat(reply.json().at("/error/message")).isEqualTo(example.at("/error/message"));
    }
}
