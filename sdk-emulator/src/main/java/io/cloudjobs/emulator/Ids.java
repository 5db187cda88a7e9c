package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The ids and secrets that exist from the start: new ones for each emulator, so that emulators in tests cannot be mixed up, or
 * the same ones for ever, which a user can type: without a character that a shell or a URL must escape.
 */
final class Ids {
    private final boolean areWellKnown;

    Ids(boolean areWellKnown) {
        this.areWellKnown = areWellKnown;
    }

    String uuid(String name) {
        return (areWellKnown
                        ? UUID.nameUUIDFromBytes(("cloudjobs " + name).getBytes(StandardCharsets.UTF_8))
                        : UUID.randomUUID())
                .toString();
    }

    String secret(String name) {
        // A random one is like real secrets, with characters that a form must encode.
        return areWellKnown ? "emulated-" + name : "emulated+/=" + UUID.randomUUID();
    }

    Token token(String name) {
        return areWellKnown ? new Token("emulated-" + name + "-token") : new Token();
    }

    /** Returns the users without a role. */
    List<String> userNames() {
        return areWellKnown ? List.of("ada@contoso.com", "ben@contoso.com") : List.of();
    }
}
