/**
 * Universal Print and Graph Engine Service in memory, with the services that issue their tokens, on loopback.
 */
module io.cloudjobs.emulator {
    requires io.cloudjobs.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api; // for EmulatorExtension only

    exports io.cloudjobs.emulator;
}
