/**
 * Client for the print jobs of Microsoft Universal Print.
 */
module io.cloudjobs.print {
    requires transitive io.cloudjobs.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.cloudjobs.print;

    opens io.cloudjobs.print to
            com.fasterxml.jackson.databind;
}
