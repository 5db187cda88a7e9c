package io.cloudjobs.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The example bodies; their README says where each comes from. */
final class Fixture {
    private Fixture() {}

    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Fixture.class.getResourceAsStream("/fixtures/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
