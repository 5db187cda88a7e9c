package io.cloudjobs.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.StringJoiner;

/** The bodies of the responses: the examples of the services, without whitespace, and larger ones of the same kind. */
final class Bodies {
    static final String EMPTY_OBJECT = "{}";
    static final String LATIN = "Sarah";
    static final String CHINESE = "莎拉";

    /** The start of the name of a job with this number of bytes, most of them in its documents. */
    static final String JOB_OF = "job of ";

    private Bodies() {}

    static byte[] of(String name) {
        if (name == null) {
            return new byte[0];
        }
        String text = name.equals(EMPTY_OBJECT)
                ? name
                : name.startsWith(JOB_OF)
                        ? job(Integer.parseInt(name.substring(JOB_OF.length())))
                        : compact("/fixtures/" + name);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String compact(String resource) {
        try (InputStream in = Objects.requireNonNull(Bodies.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String job(int bytes) {
        String job = "{\"id\":\"5182\",\"status\":{\"state\":\"processing\",\"details\":[]},\"documents\":";
        StringJoiner documents = new StringJoiner(",", job + "[", "]}");
        for (int i = 0; documents.length() < bytes; i++) {
            documents.add("{\"id\":\"ca96c367-c3ad-478a-bbce-" + String.format("%012d", i)
                    + "\",\"displayName\":\"The plan of the week, with all that has changed since the last one was printed and handed out, "
                    + i
                    + ".pdf\",\"contentType\":\"application/pdf\",\"size\":" + (4_533_322 + i)
                    + ",\"uploadedDateTime\":\"2020-02-04T00:00:00.0000000Z\",\"downloadedDateTime\":null}");
        }
        return documents.toString();
    }

    /** Returns a part of the result of a graph query, whose rows have a name in these letters. */
    static byte[] vertices(String name, long offset, int limit, long total) {
        StringJoiner rows = new StringJoiner(",", "{\"data\":{\"outputs\":{\"vertices\":[", "]");
        long end = Math.min(offset + limit, total);
        for (long i = offset; i < end; i++) {
            rows.add("{\"id\":\"user-" + i + "\",\"label\":\"user\",\"properties\":{"
                    + "\"Occupation\":[\"other or not specified\"],\"Name\":[\"" + name
                    + "\"],\"Zip-code\":[\"55105\"],"
                    + "\"Gender\":[\"F\"],\"Age\":[" + i % 90 + "],\"Score\":[" + i % 100 / 7.0 + "]}}");
        }
        String text = rows + ",\"data_return_size\":" + (end - offset) + ",\"data_offset\":" + offset
                + ",\"data_total_size\":" + total + "}},\"status\":\"success\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
