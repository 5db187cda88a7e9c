package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The creator of a job. */
record PrintUser(String id, String displayName, String userPrincipalName) {
    /** The user of the documented examples and of the user token. */
    static final PrintUser SIGNED_IN =
            new PrintUser("87d349ed-44d7-43e1-9a83-5f2406dee5bd", "John Smith", "john.smith@contoso.com");

    /** Returns the same user for the same name. */
    static PrintUser named(String userPrincipalName) {
        if (SIGNED_IN.hasName(userPrincipalName)) {
            return SIGNED_IN;
        }
        byte[] name = userPrincipalName.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return new PrintUser(UUID.nameUUIDFromBytes(name).toString(), userPrincipalName, userPrincipalName);
    }

    /** Compares user names and ignores case. */
    boolean hasName(String name) {
        return userPrincipalName.equalsIgnoreCase(name);
    }

    ObjectNode json() {
        return JsonTrees.object()
                .put("id", id)
                .put("displayName", displayName)
                .put("userPrincipalName", userPrincipalName);
    }
}
