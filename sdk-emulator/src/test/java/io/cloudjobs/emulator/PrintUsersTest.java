package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.PermissionsTest.isForbidden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs belong to the users of the tokens, and tokens end. */
class PrintUsersTest {
    private static final String ADA = "ada@contoso.com";
    private static final String BEN = "ben@contoso.com";
    private static final String READ_PRINTER = "Printer.Read.All";
    private static final String READ_SHARE = "PrinterShare.ReadBasic.All";

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private EntraEmulator entra;
    private PrintEmulator print;
    private String printer;
    private String share;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        entra = emulator.entra();
        print = emulator.print();
        printer = "/print/printers/" + print.printerId();
        share = "/print/shares/" + print.shareId();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply ask(String token, String method, String path) {
        return ask(token, method, path, "");
    }

    private Reply ask(String token, String method, String path, String body) {
        return Reply.to(method, print.endpoint() + path, body, "Authorization", "Bearer " + token);
    }

    private String token(String user, String... scopes) {
        return entra.userToken(user, scopes);
    }

    private String create(String token) {
        Reply reply = ask(token, "POST", share + "/jobs");
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().get("id").textValue();
    }

    private List<String> creators(String token, String path) {
        Reply reply = ask(token, "GET", path);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().get("value").findValuesAsText("userPrincipalName");
    }

    @Test
    void aJobBelongsToTheUserOfTheToken() {
        Reply reply = ask(token("ADA@contoso.com", ".default"), "POST", share + "/jobs");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/createdBy/userPrincipalName").textValue()).isEqualTo("ADA@contoso.com");
        assertThat(creators(token(ADA, ".default"), share + "/jobs")).containsExactly("ADA@contoso.com");
        assertThat(print.requests()).isEqualTo(2);
    }

    @Test
    void namesOfPermissionsHaveNoCase() {
        String token = token(ADA, "printershare.readbasic.ALL", "Anything.Else");

        assertThat(ask(token, "GET", "/print/shares").status()).isEqualTo(200);
        isForbidden(ask(token, "GET", "/print/taskDefinitions"));
        isForbidden(ask(token(ADA, "Anything.Else"), "GET", "/print/shares"));
    }

    @Test
    void aUserSeesOwnJobsOnly() {
        String ofAda = create(token(ADA, ".default"));
        create(token(BEN, ".default"));
        String ben = token(BEN, ".default");

        assertThat(creators(ben, share + "/jobs")).containsExactly(BEN);
        assertThat(creators(ben, share + "/jobs?$filter=createdBy/userPrincipalName%20eq%20'" + ADA + "'"))
                .isEmpty();
        assertThat(creators(print.token(), share + "/jobs")).containsExactly(ADA, BEN);
        assertThat(creators(print.userToken(), share + "/jobs")).containsExactly(ADA, BEN);
        assertThat(creators(print.userTokenWithoutRole(), share + "/jobs")).containsExactly(ADA, BEN);
        isForbidden(ask(ben, "GET", share + "/jobs/" + ofAda));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET printer/jobs/{job}",
                "GET share/jobs/{job}",
                "POST share/jobs/{job}/start",
                "POST printer/jobs/{job}/cancel",
                "POST printer/jobs/{job}/documents/{document}/createUploadSession",
                "POST share/jobs/{job}/documents/{document}/createUploadSession",
                "GET printer/jobs/{job}/documents/{document}/$value",
            })
    void aJobOfAnotherUserIsRefusedAndNotChanged(String operation) {
        Reply created = ask(token(ADA, ".default"), "POST", share + "/jobs");
        String job = created.json().get("id").textValue();
        print.uploadDocument(print.printerId(), job);
        String document = created.json().at("/documents/0/id").textValue();
        int space = operation.indexOf(' ');
        String path = operation
                .substring(space + 1)
                .replace("printer/", printer + "/")
                .replace("share/", share + "/")
                .replace("{job}", job)
                .replace("{document}", document);
        String method = operation.substring(0, space);
        String body = path.endsWith("Session")
                ? "{\"properties\":{\"documentName\":\"d\",\"contentType\":\"application/pdf\",\"size\":1}}"
                : "";
        String before =
                ask(print.token(), "GET", printer + "/jobs/" + job).json().toString();
        entra.addUser("some.admin@contoso.com", "p", "Printer Administrator");

        isForbidden(ask(token(BEN, ".default"), method, path, body));
        isForbidden(ask(
                token("some.admin@contoso.com", "PrintJob.Create", "PrintJob.ReadWrite", READ_PRINTER, READ_SHARE),
                method,
                path,
                body));

        assertThat(ask(print.token(), "GET", printer + "/jobs/" + job).json()).hasToString(before);
        assertThat(ask(
                                token("some.admin@contoso.com", "PrintJob.ReadWrite.All", READ_PRINTER, READ_SHARE),
                                method,
                                path,
                                body)
                        .status())
                .isIn(200, 204, 302);
    }

    @ParameterizedTest
    @CsvSource({
        "PrintJob.ReadBasic,     false, 1",
        "PrintJob.ReadBasic.All, false, 1",
        "PrintJob.ReadBasic,     true,  1",
        "PrintJob.ReadBasic.All, true,  2",
    })
    void jobsOfOtherUsersNeedTheRoleAndAPermissionForAllJobs(String scope, boolean hasRole, int jobs) {
        create(token(ADA, ".default"));
        create(token(BEN, ".default"));
        if (hasRole) {
            entra.addUser(BEN, "p", "Printer Administrator");
        }

        assertThat(creators(token(BEN, scope, READ_SHARE), share + "/jobs")).hasSize(jobs);
        if (hasRole) {
            assertThat(creators(token(BEN, scope, READ_PRINTER), printer + "/jobs"))
                    .hasSize(jobs);
        }
    }

    /** The pair of scopes that a program needs to print, and no more. */
    @Test
    void twoScopesAreEnoughToPrint() {
        String ada = token(ADA, "PrintJob.Create", "PrintJob.ReadWriteBasic", READ_SHARE);
        String job = create(ada);
        print.uploadDocument(print.printerId(), job);

        assertThat(ask(ada, "POST", share + "/jobs/" + job + "/start").status()).isEqualTo(200);
        isForbidden(ask(ada, "POST", printer + "/jobs/" + job + "/cancel"));
        isForbidden(ask(token(ADA, "PrintJob.Create", READ_SHARE), "POST", share + "/jobs"));
    }

    @Test
    void aPermissiveEmulatorLetsAnApplicationSubmitAndAUserAbort() {
        emulator.permissive(true);
        String application = entra.applicationToken();
        String job = create(application);
        String properties = "{\"properties\":{\"documentName\":\"d\",\"contentType\":\"application/pdf\",\"size\":1}}";
        String document = ask(application, "GET", share + "/jobs/" + job + "?$expand=documents")
                .json()
                .at("/documents/0/id")
                .textValue();
        String session = "/jobs/" + job + "/documents/" + document + "/createUploadSession";

        assertThat(ask(application, "POST", share + session, properties).status())
                .isEqualTo(200);
        HeldJob held = print.holdJob();
        String ben = token(BEN);
        assertThat(ask(ben, "POST", printer + "/jobs/" + held.jobId() + "/abort")
                        .status())
                .isEqualTo(204);
        assertThat(creators(ben, share + "/jobs"))
                .containsExactly(print.userPrincipalName(), print.userPrincipalName());
    }

    @Test
    void anIssuedTokenExpires() {
        String token = token(ADA, ".default");
        String application = entra.applicationToken(".default");
        time.advance(Duration.ofSeconds(3598));
        assertThat(ask(token, "GET", share).status()).isEqualTo(200);
        assertThat(ask(application, "GET", printer).status()).isEqualTo(200);

        time.advance(Duration.ofSeconds(1));

        for (String old : List.of(token, application)) {
            Reply reply = ask(old, "GET", share);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().at("/error/code").textValue()).isEqualTo("InvalidAuthenticationToken");
        }
        assertThat(ask(print.userToken(), "GET", share).status()).isEqualTo(200);
    }

    @Test
    void aRotationEndsTheIssuedTokens() {
        String token = token(ADA, ".default");

        print.rotateToken();

        assertThat(ask(token, "GET", share).status()).isEqualTo(401);
    }

    @Test
    void aResetKeepsTheTokensAndForgetsTheAddedUsers() {
        entra.addUser(ADA, "p", "Printer Administrator");
        String token = token(ADA, ".default");

        emulator.reset();

        assertThat(ask(token, "GET", "/print/printers").status()).isEqualTo(200);
        isForbidden(ask(token(ADA, ".default"), "GET", "/print/printers"));
    }

    @Test
    void theOldestOfTenThousandTokensIsForgotten() {
        String first = token(ADA, ".default");
        String second = token(ADA, ".default");
        for (int i = 2; i < 10_000; i++) {
            token(ADA, ".default");
        }
        assertThat(ask(first, "GET", share).status()).isEqualTo(200);

        String last = token(ADA, ".default");

        assertThat(ask(first, "GET", share).status()).isEqualTo(401);
        assertThat(ask(second, "GET", share).status()).isEqualTo(200);
        assertThat(ask(last, "GET", share).status()).isEqualTo(200);
    }

    /** The route accepts a permission for either resource, the resource of the subscription decides. */
    @Test
    void aSubscriptionNeedsThePermissionForItsResource() {
        String tasks = entra.applicationToken("PrintTaskDefinition.ReadWrite.All");
        String jobs = entra.applicationToken(READ_PRINTER);
        String ofTasks = subscription("print/taskDefinitions/" + print.taskDefinitionId() + "/tasks", "created", "");
        String ofJobs = subscription(
                "print/printers/" + print.printerId() + "/jobs",
                "updated",
                "\"notificationQueryOptions\":\"$filter = isFetchable eq true\",");

        isForbidden(ask(jobs, "POST", "/subscriptions", ofTasks));
        isForbidden(ask(tasks, "POST", "/subscriptions", ofJobs));
        Reply created = ask(tasks, "POST", "/subscriptions", ofTasks);
        assertThat(created.status()).isEqualTo(201);
        assertThat(ask(jobs, "POST", "/subscriptions", ofJobs).status()).isEqualTo(201);
        String path = "/subscriptions/" + created.json().get("id").textValue();
        isForbidden(ask(jobs, "GET", path));
        isForbidden(ask(jobs, "PATCH", path));
        isForbidden(ask(jobs, "POST", path + "/reauthorize"));
        isForbidden(ask(jobs, "DELETE", path));
        assertThat(ask(tasks, "DELETE", path).status()).isEqualTo(204);
    }

    private static String subscription(String resource, String changeType, String options) {
        return "{" + options + "\"resource\":\"" + resource + "\",\"changeType\":\"" + changeType
                + "\",\"notificationUrl\":\"EventHub:https://n.servicebus.windows.net/eventhubname/h?tenantId=t\","
                + "\"expirationDateTime\":\"2026-11-23T12:00:00Z\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankArgumentIsAMistakeOfTheTest(String blank) {
        assertThatThrownBy(() -> entra.applicationToken("PrintJob.Read.All", blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permissions");
        assertThatThrownBy(() -> entra.userToken(ADA, blank)).hasMessageContaining("scopes");
        assertThatThrownBy(() -> entra.userToken(blank)).hasMessageContaining("userPrincipalName");
        assertThatThrownBy(() -> entra.addUser(ADA, "p", blank)).hasMessageContaining("roles");
        assertThatThrownBy(() -> entra.addUser(ADA, blank)).hasMessageContaining("password");
        assertThatThrownBy(() -> entra.addUser(blank, "p")).hasMessageContaining("userPrincipalName");
    }
}
