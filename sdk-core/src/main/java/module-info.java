/**
 * The shared part of the CloudJobs clients: tokens, retries, errors and the builder.
 */
@SuppressWarnings("module") // the modules below are compiled after this one
module io.cloudjobs.core {
    requires transitive okhttp3;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires static transitive org.jspecify;

    exports io.cloudjobs.core;
    exports io.cloudjobs.core.internal to
            io.cloudjobs.print,
            io.cloudjobs.print.worker,
            io.cloudjobs.ges,
            io.cloudjobs.emulator,
            io.cloudjobs.spring;
    exports io.cloudjobs.core.internal.http to
            io.cloudjobs.spring;
    exports io.cloudjobs.core.internal.json to
            io.cloudjobs.print,
            io.cloudjobs.ges;
    exports io.cloudjobs.core.internal.secret to
            io.cloudjobs.print,
            io.cloudjobs.print.worker,
            io.cloudjobs.ges;
    exports io.cloudjobs.core.internal.time to
            io.cloudjobs.print,
            io.cloudjobs.print.worker,
            io.cloudjobs.print.worker.kafka,
            io.cloudjobs.ges,
            io.cloudjobs.emulator;

    opens io.cloudjobs.core.internal.json to
            com.fasterxml.jackson.databind;
}
