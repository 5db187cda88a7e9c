package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The started services with the page. */
final class RunningEmulator implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private final CloudJobsEmulator emulator;
    private final ControlServer control;
    private final @Nullable SelfSignedCertificate certificate;

    /**
     * Starts everything, or nothing.
     *
     * @throws StartFailure with the reason
     */
    RunningEmulator(ProgramOptions options) {
        var builder =
                CloudJobsEmulator.builder().wellKnownIds().address(options.bind).host(options.host);
        options.ports().forEach(builder::port);
        try {
            certificate = options.tls ? open(SelfSignedCertificate.open(null, options.host)) : null;
            if (certificate != null) {
                builder.tls(certificate.context());
            }
            emulator = open(builder.start());
            emulator.ges().addGraph(CurlCommands.GRAPH);
            if (options.limits) {
                emulator.print().enforceLimits();
            }
            control = open(new ControlServer(options.port, emulator));
        } catch (UncheckedIOException e) {
            close();
            throw new StartFailure(e.getMessage() + "; stop the program that uses the port, or set --port", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        parts.push(part);
        return part;
    }

    CloudJobsEmulator emulator() {
        return emulator;
    }

    /** Returns the URL of the page, without a slash at the end. */
    String page() {
        return control.origin();
    }

    /** Returns the file with the certificate, or null without TLS. */
    @Nullable Path certificate() {
        return certificate == null ? null : certificate.file();
    }

    /** Closes the parts, the last one first. One that fails does not keep the others open. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("the emulator did not stop cleanly: " + e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
