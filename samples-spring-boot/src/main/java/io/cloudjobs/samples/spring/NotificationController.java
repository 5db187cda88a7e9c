package io.cloudjobs.samples.spring;

import io.cloudjobs.print.notification.PrintNotification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Receives the notifications of one subscription. Another thread takes them from the queue and does the work. */
@RestController
@ConditionalOnProperty("notifications.client-state")
class NotificationController {
    private static final int MAX_BODY = 1024 * 1024;

    private final String clientState;
    private final BlockingQueue<PrintNotification> queue;

    NotificationController(
            @Value("${notifications.client-state}") String clientState, BlockingQueue<PrintNotification> queue) {
        this.clientState = clientState;
        this.queue = queue;
    }

    @PostMapping("/notifications")
    ResponseEntity<byte[]> receive(
            @RequestParam(name = "validationToken", required = false) String validationToken, InputStream body)
            throws IOException {
        if (validationToken != null) {
            return ResponseEntity.ok()
                    .contentType(MediaType.TEXT_PLAIN)
                    .header("X-Content-Type-Options", "nosniff") // browsers show it as text
                    .body(validationToken.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            return ResponseEntity.status(413).build();
        }
        String json = new String(bytes, StandardCharsets.UTF_8);
        String validation = PrintNotification.validationResponse(json); // of Event Grid
        if (validation != null) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(validation.getBytes(StandardCharsets.UTF_8));
        }
        List<PrintNotification> notifications;
        try {
            notifications = PrintNotification.parse(json);
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().build(); // not a notification: the service never sends this
        }
        for (PrintNotification notification : notifications) {
            if (notification.hasClientState(clientState) && !queue.offer(notification)) {
                return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build(); // the service retries
            }
        }
        return ResponseEntity.accepted().build();
    }

    /** An Event Grid topic in the CloudEvents schema asks before it delivers. The client state protects the webhook. */
    @RequestMapping(path = "/notifications", method = RequestMethod.OPTIONS)
    ResponseEntity<Void> allow(@RequestHeader("WebHook-Request-Origin") String origin) {
        return ResponseEntity.ok()
                .allow(HttpMethod.OPTIONS, HttpMethod.POST)
                .header("WebHook-Allowed-Origin", origin)
                .header("WebHook-Allowed-Rate", "*")
                .build();
    }
}
