package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.notification.PrintNotification;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class NotificationControllerTest {
    private final BlockingQueue<PrintNotification> queue = new ArrayBlockingQueue<>(1);
    private final MockMvc web = MockMvcBuilders.standaloneSetup(new NotificationController("mysecret", queue))
            .build();

    @Test
    void theValidationTokenComesBackAsText() throws Exception {
        web.perform(post("/notifications").param("validationToken", "Validation: <b>& €"))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.TEXT_PLAIN))
                .andExpect(content().bytes("Validation: <b>& €".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNotificationWithTheSecretIsQueued() throws Exception {
        send(notification("guessed", "t-1")).andExpect(status().isAccepted());
        assertTrue(queue.isEmpty());

        send(notification("mysecret", "t-2")).andExpect(status().isAccepted());
        assertEquals(new PrintTaskLink("fab143fd", "t-2"), queue.element().task());
    }

    @Test
    void theCodeOfEventGridComesBackAsJson() throws Exception {
        send("[{\"eventType\": \"Microsoft.EventGrid.SubscriptionValidationEvent\", \"data\": {\"validationCode\": \"a\"}}]")
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().bytes("{\"validationResponse\":\"a\"}".getBytes(StandardCharsets.UTF_8)));

        assertTrue(queue.isEmpty());
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
    void aBatchOfEventGridIsQueued() throws Exception {
        String event = notification("mysecret", "t-3");
        String data = event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));

        send("[{\"specversion\": \"1.0\", \"data\": " + data + "}, null]").andExpect(status().isAccepted());

        assertEquals(new PrintTaskLink("fab143fd", "t-3"), queue.element().task());
    }

    @Test
    void aFullQueueIs503() throws Exception {
        send(notification("mysecret", "t-1")).andExpect(status().isAccepted());

        send(notification("mysecret", "t-2")).andExpect(status().isServiceUnavailable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"value\":[{\"clientState\":\"mysecret\"}"})
    void garbageIs400(String body) throws Exception {
        send(body).andExpect(status().isBadRequest());

        assertTrue(queue.isEmpty());
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

    private static String notification(String clientState, String taskId) {
        return """
                {"value": [{
                  "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
                  "clientState": "%s",
                  "changeType": "created",
                  "resource": "print/taskDefinitions/fab143fd/tasks/%s",
                  "resourceData": {
                    "@odata.type": "#Microsoft.Graph.PrintTask",
                    "id": "%2$s",
                    "parentUrl": "https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4/jobs/1"
                  }
                }]}""".formatted(clientState, taskId);
    }
}
