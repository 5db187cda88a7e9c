package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.testkit.ResourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.MockResponse;

/** The exchanges that their README describes. */
public final class Fixture {
    private Fixture() {}

    public static MockResponse answer(String name) {
        JsonNode response = read(name).path("response");
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(response.path("status").asInt())
                .body(
                        response.has("body")
                                ? response.path("body").toString()
                                : response.path("bodyText").asText());
        response.path("headers")
                .properties()
                .forEach(header ->
                        answer.setHeader(header.getKey(), header.getValue().asText()));
        return answer.build();
    }

    public static JsonNode request(String name) {
        return read(name).path("request");
    }

    public static JsonNode requestBody(String name) {
        return request(name).path("body");
    }

    public static JsonNode responseBody(String name) {
        return read(name).path("response").path("body");
    }

    public static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String name) {
        return json(ResourceFile.text("/fixtures/" + name + ".json"));
    }
}
