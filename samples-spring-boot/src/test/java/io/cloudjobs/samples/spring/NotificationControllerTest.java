package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@Timeout(300)
class NotificationControllerTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .build();
    private final JdbcConnectionPool database = WorkerTable.create();
    private final PrintTaskWorker worker = PrintTaskWorker.builder(print, database)
            .taskDefinition(emulator.print().taskDefinitionId())
            .handler(held -> Decision.hold())
            .clientState("mysecret")
            .start();
    private final MockMvc web =
            MockMvcBuilders.standaloneSetup(new NotificationController(worker)).build();

    /** The first poll would find the jobs that these tests create, and the next one is a minute later. */
    @BeforeEach
    void waitForTheFirstPoll() {
        while (worker.status().lastPollAt() == null) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() {
        worker.close();
        database.dispose();
        print.close();
        emulator.close();
    }

    @Test
    void theValidationTokenComesBackAsText() throws Exception {
        web.perform(post("/notifications").param("validationToken", "Validation: <b>& €"))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.TEXT_PLAIN))
                .andExpect(content().bytes("Validation: <b>& €".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNotificationWithTheSecretIsStored() throws Exception {
        HeldJob held = emulator.print().holdJob();

        send(notification("guessed", held)).andExpect(status().isAccepted());
        assertEquals(List.of(), worker.entries());

        send(notification("mysecret", held)).andExpect(status().isAccepted());
        assertEquals(
                new PrintTaskLink(held.taskDefinitionId(), held.taskId()),
                worker.entries().get(0).task());
    }

    @Test
    void theCodeOfEventGridComesBackAsJson() throws Exception {
        send("[{\"eventType\": \"Microsoft.EventGrid.SubscriptionValidationEvent\", \"data\": {\"validationCode\": \"a\"}}]")
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().bytes("{\"validationResponse\":\"a\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theHandshakeOfCloudEventsIsAnswered() throws Exception {
        MockHttpServletResponse response = web.perform(
                        options("/notifications").header("WebHook-Request-Origin", "eventgrid.azure.net"))
                .andReturn()
                .getResponse();

        assertEquals(200, response.getStatus());
        assertEquals("OPTIONS,POST", response.getHeader("Allow"));
        assertEquals("eventgrid.azure.net", response.getHeader("WebHook-Allowed-Origin"));
        assertEquals("*", response.getHeader("WebHook-Allowed-Rate"));
    }

    @Test
    void aBatchOfEventGridIsStored() throws Exception {
        HeldJob held = emulator.print().holdJob();
        String event = notification("mysecret", held);
        String data = event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));

        send("[{\"specversion\": \"1.0\", \"data\": " + data + "}, null]").andExpect(status().isAccepted());

        assertEquals(held.taskId(), worker.entries().get(0).task().taskId());
    }

    @Test
    void aDatabaseThatFailsIs503() throws Exception {
        WorkerTable.drop(database);

        send(notification("mysecret", emulator.print().holdJob())).andExpect(status().isServiceUnavailable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"value\":[{\"clientState\":\"mysecret\"}"})
    void garbageIs400(String body) throws Exception {
        send(body).andExpect(status().isBadRequest());
    }

    @Test
    void aBodyThatIsTooLongIs413() throws Exception {
        ResultActions response = send(" ".repeat(1024 * 1024 + 1));

        assertEquals(413, response.andReturn().getResponse().getStatus());
    }

    private ResultActions send(String body) throws Exception {
        return web.perform(
                post("/notifications").contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static String notification(String clientState, HeldJob held) {
        return """
                {"value": [{
                  "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
                  "clientState": "%s",
                  "changeType": "created",
                  "resource": "print/taskDefinitions/%s/tasks/%s",
                  "resourceData": {
                    "@odata.type": "#Microsoft.Graph.PrintTask",
                    "id": "%3$s",
                    "parentUrl": "https://graph.microsoft.com/v1.0/print/printers/%s/jobs/%s"
                  }
                }]}""".formatted(clientState, held.taskDefinitionId(), held.taskId(), held.printerId(), held.jobId());
    }
}
