package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.testkit.ResourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A response of a service. {@link #to} sends the request. */
record Reply(int status, HttpResponse<String> response) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Sends a request. Headers are names and values in turn. */
    static Reply to(String method, String url, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Reply toPrint(PrintEmulator print, String method, String path, String body) {
        return to(method, print.endpoint() + path, body, "Authorization", "Bearer " + print.token());
    }

    static Reply toPrintAsUser(PrintEmulator print, String method, String path, String body) {
        return to(method, print.endpoint() + path, body, "Authorization", "Bearer " + print.userToken());
    }

    static Reply toGes(GesEmulator ges, String method, String path) {
        return to(method, ges.endpoint() + "/ges/v1.0/" + ges.projectId() + path, "", "X-Auth-Token", ges.token());
    }

    String text() {
        return response.body();
    }

    JsonNode json() {
        return json(text());
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static JsonNode json(String text) {
        try {
            return JsonTrees.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the body of a documented example. */
    static String documented(String name) {
        return ResourceFile.text("/documented/" + name + ".json");
    }

    /** Returns the members of the documented example that the response lacks. The response can have more members. */
    static JsonNode missing(JsonNode actual, JsonNode example) {
        var missing = JsonTrees.object();
        example.properties().forEach(member -> {
            JsonNode value = actual.get(member.getKey());
            if (value == null) {
                missing.set(member.getKey(), member.getValue());
            } else if (member.getValue().isObject()) {
                JsonNode inner = missing(value, member.getValue());
                if (!inner.isEmpty()) {
                    missing.set(member.getKey(), inner);
                }
            }
        });
        return missing;
    }

    /** Returns the members and their types without the values. A list has the shape of its first element. */
    static JsonNode shape(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var shape = JsonTrees.object();
            object.properties().forEach(member -> shape.set(member.getKey(), shape(member.getValue())));
            return shape;
        }
        if (node.isArray()) {
            var shape = JsonTrees.array();
            JsonNode first = node.path(0);
            return first instanceof MissingNode ? shape : shape.add(shape(first));
        }
        return JsonTrees.array().textNode(node.getNodeType().name());
    }
}
