/**
 * Universal Print and Graph Engine Service in memory, on loopback.
 */
module io.cloudjobs.emulator {
    requires io.cloudjobs.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.cloudjobs.emulator;
}
