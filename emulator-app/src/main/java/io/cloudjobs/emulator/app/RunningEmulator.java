package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
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
     * @param warning gets a line for the user when a part cannot do its work
     * @throws StartFailure with the reason
     */
    RunningEmulator(ProgramOptions options, Consumer<String> warning) {
        String host = options.host();
        var builder =
                CloudJobsEmulator.builder().wellKnownIds().address(options.bind).host(host);
        var page = new ControlOptions(options.port).address(options.bind).host(host);
        options.ports().forEach(builder::port);
        for (String origin : options.allowedOrigins) {
            builder.allowOrigin(origin);
            page.allowOrigin(origin);
        }
        if (options.notifyAnyHost) {
            builder.notifyAnyHost();
        }
        try {
            certificate = options.tls ? open(SelfSignedCertificate.open(options.state, host)) : null;
            if (certificate != null) {
                builder.tls(certificate.context());
                page.tls(certificate.context());
            }
            emulator = open(builder.start());
            SignIn.addTo(emulator);
            StateDirectory state =
                    options.state == null ? null : open(StateDirectory.open(options.state, emulator, warning));
            if (state == null || !state.hadState()) {
                seed(options);
            }
            emulator.permissive(options.permissive || emulator.isPermissive());
            if (options.limits) {
                emulator.print().enforceLimits();
            }
            if (options.kafka != null) {
                open(KafkaTopics.open(options.kafka, emulator, warning));
            }
            control = open(new ControlServer(page, emulator));
            if (state != null) {
                state.keep();
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            close();
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void seed(ProgramOptions options) {
        if (options.seed != null) {
            Seed.load(emulator, options.seed);
        } else if (!options.empty) {
            Seed.loadDemonstration(emulator);
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
