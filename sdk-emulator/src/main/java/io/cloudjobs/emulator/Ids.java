package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The ids and secrets that exist from the start. */
enum Ids {
    /** New ones for each emulator, so that emulators in tests cannot be mixed up. */
    RANDOM {
        @Override
        String uuid(String name) {
            return UUID.randomUUID().toString();
        }

        @Override
        String secret(String name) {
            return "emulated+/=" + UUID.randomUUID(); // like real secrets, with characters that a form must encode
        }

        @Override
        Token token(String name) {
            return new Token();
        }

        @Override
        List<String> userNames() {
            return List.of();
        }
    },
    /** The same ones for ever, which a user can type: without a character that a shell or a URL must escape. */
    WELL_KNOWN {
        @Override
        String uuid(String name) {
            return UUID.nameUUIDFromBytes(("cloudjobs " + name).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        @Override
        String secret(String name) {
            return "emulated-" + name;
        }

        @Override
        Token token(String name) {
            return new Token("emulated-" + name + "-token");
        }

        @Override
        List<String> userNames() {
            return List.of("ada@contoso.com", "ben@contoso.com");
        }
    };

    abstract String uuid(String name);

    abstract String secret(String name);

    abstract Token token(String name);

    /** Returns the users without a role. */
    abstract List<String> userNames();
}
