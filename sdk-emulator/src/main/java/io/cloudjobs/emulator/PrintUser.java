package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A user of the tenant, who can be the creator of a job. */
final class PrintUser {
    static final String PRINTER_ADMINISTRATOR = "Printer Administrator";

    /** The user of the documented examples and of the user token. */
    static final PrintUser SIGNED_IN = new PrintUser(
            "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "John Smith", "john.smith@contoso.com", "", List.of());

    private final String id;
    private final String displayName;
    private final String userPrincipalName;
    private final String password;
    private final List<String> roles;

    private PrintUser(String id, String displayName, String userPrincipalName, String password, List<String> roles) {
        this.id = id;
        this.displayName = displayName;
        this.userPrincipalName = userPrincipalName;
        this.password = password;
        this.roles = roles;
    }

    /** Returns the same id for the same name. The user has no password and no roles. */
    static PrintUser named(String userPrincipalName) {
        if (SIGNED_IN.hasName(userPrincipalName)) {
            return SIGNED_IN;
        }
        byte[] name = userPrincipalName.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return new PrintUser(
                UUID.nameUUIDFromBytes(name).toString(), userPrincipalName, userPrincipalName, "", List.of());
    }

    PrintUser with(String newDisplayName) {
        return new PrintUser(id, newDisplayName, userPrincipalName, password, roles);
    }

    PrintUser with(String newPassword, List<String> newRoles) {
        return new PrintUser(id, displayName, userPrincipalName, newPassword, newRoles);
    }

    String id() {
        return id;
    }

    String displayName() {
        return displayName;
    }

    String userPrincipalName() {
        return userPrincipalName;
    }

    String password() {
        return password;
    }

    List<String> roles() {
        return roles;
    }

    boolean isAdministrator() {
        return roles.contains(PRINTER_ADMINISTRATOR);
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
