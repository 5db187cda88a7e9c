package io.cloudjobs.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The users of the tenant, by the user principal name, without case. */
final class EntraUsers {
    private final String password;
    private final List<String> names;
    private final Map<String, PrintUser> users = new LinkedHashMap<>();

    EntraUsers(Ids ids) {
        password = ids.secret("user-password");
        names = ids.userNames();
        reset();
    }

    /** Returns the password of the users that exist from the start. */
    String password() {
        return password;
    }

    synchronized void reset() {
        users.clear();
        add(PrintUser.SIGNED_IN, password, List.of(PrintUser.PRINTER_ADMINISTRATOR));
        names.forEach(name -> add(PrintUser.named(name), password, List.of()));
    }

    /** Adds a user with a password and roles, or replaces the user of the same name. */
    synchronized void add(PrintUser user, String password, List<String> roles) {
        users.put(key(user.userPrincipalName()), user.with(password, roles));
    }

    synchronized List<PrintUser> all() {
        return new ArrayList<>(users.values());
    }

    /** Returns the user of that name. A user who was never added has no roles and no password. */
    synchronized PrintUser named(String userPrincipalName) {
        return users.getOrDefault(key(userPrincipalName), PrintUser.named(userPrincipalName));
    }

    private static String key(String userPrincipalName) {
        return userPrincipalName.toLowerCase(Locale.ROOT);
    }
}
