package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation accepts the application token, each user token, only the token of an administrator, or several. */
class PrintTokenKindTest {
    private CloudJobsEmulator emulator;
    private PrintEmulator print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /print/printers,                            administrator",
        "GET,    /print/printers/p,                          application administrator",
        "GET,    /print/printers/p/shares,                   user",
        "GET,    /print/printers/p/shares/s,                 user",
        "GET,    /print/shares,                              user",
        "GET,    /print/printers/p/jobs,                     application administrator",
        "POST,   /print/printers/p/jobs,                     administrator",
        "GET,    /print/printers/p/jobs/1,                   application user",
        "PATCH,  /print/printers/p/jobs/1,                   application",
        "POST,   /print/printers/p/jobs/1/cancel,            user",
        "POST,   /print/printers/p/jobs/1/abort,             application",
        "POST,   /print/printers/p/jobs/1/redirect,          application",
        "POST,   /print/printers/p/jobs/1/documents/d/createUploadSession, application user",
        "POST,   /print/shares/s/jobs/1/documents/d/createUploadSession,   application user",
        "GET,    /print/printers/p/jobs/1/documents/d/$value,              application user",
        "GET,    /print/shares/s,                            user",
        "GET,    /print/shares/s/printer,                    application administrator",
        "GET,    /print/shares/s/jobs,                       application user",
        "POST,   /print/shares/s/jobs,                       user",
        "GET,    /print/shares/s/jobs/1,                     application user",
        "POST,   /print/shares/s/jobs/1/start,               user",
        "GET,    /print/taskDefinitions,                     application",
        "POST,   /print/taskDefinitions,                     application",
        "GET,    /print/taskDefinitions/d,                   application",
        "PATCH,  /print/taskDefinitions/d,                   application",
        "DELETE, /print/taskDefinitions/d,                   application",
        "GET,    /print/taskDefinitions/d/tasks,             application",
        "GET,    /print/taskDefinitions/d/tasks/t,           application",
        "PATCH,  /print/taskDefinitions/d/tasks/t,           application",
        "GET,    /print/taskDefinitions/d/tasks/t/definition, application",
        "GET,    /print/taskDefinitions/d/tasks/t/trigger,   application",
        "GET,    /print/printers/p/taskTriggers,             administrator",
        "POST,   /print/printers/p/taskTriggers,             administrator",
        "GET,    /print/printers/p/taskTriggers/t,           administrator",
        "GET,    /print/printers/p/taskTriggers/t/definition, administrator",
        "DELETE, /print/printers/p/taskTriggers/t,           administrator",
        "GET,    /subscriptions,                             application",
        "GET,    /reports/dailyPrintUsageByUser,             user",
        "GET,    /reports/dailyPrintUsageByPrinter,          user",
        "GET,    /reports/monthlyPrintUsageByUser,           user",
        "GET,    /reports/monthlyPrintUsageByPrinter,        user",
        "GET,    /reports/monthlyPrintUsageByPrinter/u,      user",
        "GET,    /reports/getPrinterArchivedPrintJobs(),     user",
        "POST,   /subscriptions,                             application",
        "GET,    /subscriptions/s,                           application",
        "POST,   /subscriptions/s/reauthorize,               application",
        "PATCH,  /subscriptions/s,                           application",
        "DELETE, /subscriptions/s,                           application",
    })
    void anOperationRefusesTheOtherKindOfToken(String method, String path, String allowed) {
        check(Reply.toPrint(print, method, path, ""), allowed.contains("application"));
        check(
                Reply.toPrintAsUser(print, method, path, ""),
                allowed.contains("user") || allowed.contains("administrator"));
        String withoutRole = "Bearer " + print.userTokenWithoutRole();
        check(Reply.to(method, print.endpoint() + path, "", "Authorization", withoutRole), allowed.contains("user"));
    }

    /** The tenant is empty and the body too, so an accepted request can return 400 or 404. */
    private static void check(Reply reply, boolean allowed) {
        if (allowed) {
            assertThat(reply.status()).isIn(200, 400, 404);
        } else {
            assertThat(reply.status()).isEqualTo(403);
            JsonNode example = json(documented("print/error-403-missing-scope"));
            assertThat(shape(reply.json())).isEqualTo(shape(example));
            assertThat(reply.json().at("/error/code")).isEqualTo(example.at("/error/code"));
            assertThat(reply.json().at("/error/message")).isEqualTo(example.at("/error/message"));
        }
    }

    /** The body is always invalid. */
    @ParameterizedTest
    @CsvSource({
        "wrong,       none, 401",
        "application, none, 404",
        "application, jobs, 403",
        "user,        jobs, 400",
    })
    void theTokenIsCheckedThenThePathThenTheKindOfTheTokenThenTheBody(String token, String path, int status) {
        String value =
                Map.of("application", print.token(), "user", print.userToken()).getOrDefault(token, token);
        String url = print.endpoint() + "/print/printers/" + print.printerId() + "/" + path;

        assertThat(Reply.to("POST", url, "{", "Authorization", "Bearer " + value)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void allTokensAreRotatedTogether() {
        String oldUser = print.userToken();
        String oldApplication = print.token();
        String oldWithoutRole = print.userTokenWithoutRole();
        assertThat(oldUser).isNotEqualTo(oldApplication);

        print.rotateToken();

        String url = print.endpoint() + "/print/printers/" + print.printerId();
        for (String old : new String[] {oldUser, oldApplication, oldWithoutRole}) {
            assertThat(Reply.to("GET", url, "", "Authorization", "Bearer " + old)
                            .status())
                    .isEqualTo(401);
        }
        for (String token : new String[] {print.userToken(), print.token()}) {
            assertThat(Reply.to("GET", url, "", "Authorization", "Bearer " + token)
                            .status())
                    .isEqualTo(200);
        }
    }
}
