package io.cloudjobs.samples.spring;

import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.PrintWorkerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/** Receives the notifications of a subscription. The worker stores them, and one of its threads decides about the jobs. */
@RestController
class NotificationController {
    private static final int MAX_BODY = 1024 * 1024;

    private final PrintTaskWorker worker;

    NotificationController(PrintTaskWorker worker) {
        this.worker = worker;
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
        try {
            worker.accept(json);
            return ResponseEntity.accepted().build();
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().build(); // not a notification: the service never sends this
        } catch (PrintWorkerException e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build(); // the service retries
        }
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
