package io.cloudjobs.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The users of the tenant, by the user principal name, without case. */
final class EntraUsers {
    /** A user of the tenant. */
    record EntraUser(PrintUser identity, String password, List<String> roles) {
        static final String PRINTER_ADMINISTRATOR = "Printer Administrator";

        boolean isAdministrator() {
            return roles.contains(PRINTER_ADMINISTRATOR);
        }
    }

    private final String password;
    private final List<String> names;
    private final Map<String, EntraUser> users = new LinkedHashMap<>();

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
        add(new EntraUser(PrintUser.SIGNED_IN, password, List.of(EntraUser.PRINTER_ADMINISTRATOR)));
        names.forEach(name -> add(new EntraUser(PrintUser.named(name), password, List.of())));
    }

    /** Adds a user, or replaces the user of the same name. */
    synchronized void add(EntraUser user) {
        users.put(key(user.identity().userPrincipalName()), user);
    }

    synchronized List<EntraUser> all() {
        return new ArrayList<>(users.values());
    }

    /** Returns the user of that name. A user who was never added has no roles and no password. */
    synchronized EntraUser named(String userPrincipalName) {
        EntraUser user = users.get(key(userPrincipalName));
        return user == null ? new EntraUser(PrintUser.named(userPrincipalName), "", List.of()) : user;
    }

    private static String key(String userPrincipalName) {
        return userPrincipalName.toLowerCase(Locale.ROOT);
    }
}
