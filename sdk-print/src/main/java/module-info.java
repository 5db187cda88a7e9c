/**
 * Client for the print jobs of Microsoft Universal Print.
 */
module io.cloudjobs.print {
    requires transitive io.cloudjobs.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.cloudjobs.print;
    exports io.cloudjobs.print.auth;
    exports io.cloudjobs.print.notification;
    exports io.cloudjobs.print.printer;
    exports io.cloudjobs.print.report;

    opens io.cloudjobs.print to
            com.fasterxml.jackson.databind;
    opens io.cloudjobs.print.auth to
            com.fasterxml.jackson.databind;
    opens io.cloudjobs.print.notification to
            com.fasterxml.jackson.databind;
    opens io.cloudjobs.print.printer to
            com.fasterxml.jackson.databind;
    opens io.cloudjobs.print.report to
            com.fasterxml.jackson.databind;
}
