package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reset drops the state, and keeps ports, ids and credentials. */
class ResetTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintEmulator print = emulator.print();
    private final GesEmulator ges = emulator.ges();

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply get(String path) {
        return Reply.toPrint(print, "GET", path, "");
    }

    private Reply jobsOf(String graphName) {
        return Reply.toGes(ges, "GET", "/graphs/" + graphName + "/jobs/status");
    }

    @Test
    void whatHasHappenedIsForgotten() {
        HeldJob held = print.holdJob();
        String job = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        assertThat(get(job).status()).isEqualTo(200);
        print.addPrinter("another", "share of another");
        ges.submitJob("movie", GesJobKind.ALGORITHM);
        assertThat(jobsOf("movie").status()).isEqualTo(200);

        emulator.reset();

        assertThat(print.requests()).isZero();
        assertThat(ges.requests()).isZero();
        assertThat(get(job).status()).isEqualTo(404);
        assertThat(get("/print/printers/another").status()).isEqualTo(404);
        assertThat(get("/print/taskDefinitions").json().path("value")).isEmpty();
        assertThat(jobsOf("movie").status()).isEqualTo(400);
        assertThatThrownBy(() -> print.document(held.printerId(), held.jobId()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(print.requests()).isEqualTo(3);
    }

    /** A program that is configured with the id goes on after a reset. */
    @Test
    void theTaskDefinitionIsForgottenAndCreatedAgainWithTheSameId() {
        String definitionId = print.taskDefinitionId();
        String definition = "/print/taskDefinitions/" + definitionId;
        assertThat(get(definition).status()).isEqualTo(200);
        assertThat(print.holdJob().taskDefinitionId()).isEqualTo(definitionId);

        emulator.reset();

        assertThat(get(definition).status()).isEqualTo(404);
        assertThat(print.holdJob().taskDefinitionId()).isEqualTo(definitionId);
        assertThat(print.taskDefinitionId()).isEqualTo(definitionId);
        assertThat(get(definition).status()).isEqualTo(200);
        assertThat(get("/print/taskDefinitions").json().path("value")).hasSize(1);
    }

    @Test
    void whatWasSetIsForgotten() {
        print.pageSize(1);
        print.failNext(5, Fault.closedConnection());
        ges.failNext(5, Fault.closedConnection());
        ges.engine(GesEngine.DATABASE);
        ges.jobsTake(Duration.ofDays(1), Duration.ofDays(1));
        ges.cancelsTake(Duration.ofDays(1));

        emulator.reset();
        print.submitJob("ada@contoso.com");
        print.submitJob("ada@contoso.com");
        ges.submitJob("movie", GesJobKind.ALGORITHM);

        JsonNode jobs = get("/print/printers/" + print.printerId() + "/jobs").json();
        assertThat(jobs.path("value")).hasSize(2);
        assertThat(jobsOf("movie").json().path("jobCount").intValue()).isEqualTo(1);
    }

    @Test
    void anAccountIsNotLockedAnyMore() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("wrong").status()).isEqualTo(401);
        }
        assertThat(login(emulator.iam().password()).status()).isEqualTo(401);

        emulator.reset();

        assertThat(login(emulator.iam().password()).status()).isEqualTo(201);
        assertThat(emulator.iam().requests()).isEqualTo(1);
    }

    private Reply login(String password) {
        IamEmulator iam = emulator.iam();
        return Reply.to("POST", iam.endpoint() + "/v3/auth/tokens", """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {
                  "domain": {"name": "%s"}, "name": "%s", "password": "%s"}}},
                  "scope": {"project": {"name": "%s"}}}}
                """.formatted(
                        iam.domainName(), iam.userName(), password, iam.projectName()));
    }

    @Test
    void whatClientsAreMadeOfStays() {
        print.rotateToken();
        String before = constants();

        emulator.reset();

        assertThat(constants()).isEqualTo(before);
        assertThat(get("/print/printers/" + print.printerId()).status()).isEqualTo(200);
        assertThat(get("/print/shares/" + print.shareId() + "/printer").status())
                .isEqualTo(200);
    }

    private String constants() {
        EntraEmulator entra = emulator.entra();
        IamEmulator iam = emulator.iam();
        return String.join(
                "\n",
                print.endpoint(),
                print.token(),
                print.userToken(),
                print.printerId(),
                print.shareId(),
                ges.endpoint(),
                ges.token(),
                ges.projectId(),
                entra.endpoint(),
                entra.tenantId(),
                entra.clientId(),
                entra.clientSecret(),
                iam.endpoint(),
                iam.userName(),
                iam.password());
    }
}
