package io.cloudjobs.emulator;

import java.util.List;

/** A user of the tenant. */
record EntraUser(PrintUser identity, String password, List<String> roles) {
    static final String PRINTER_ADMINISTRATOR = "Printer Administrator";

    boolean isAdministrator() {
        return roles.contains(PRINTER_ADMINISTRATOR);
    }
}
