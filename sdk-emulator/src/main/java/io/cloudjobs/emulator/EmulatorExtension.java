package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link CloudJobsEmulator} for the tests of a class, on free ports. Needs JUnit 5 or later, which this library does not
 * bring.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmulatorExtension emulator = new EmulatorExtension();
 * }</pre>
 *
 * <p>In a static field it runs from its first use to the end of the class, nested classes included, and is
 * {@linkplain CloudJobsEmulator#reset() reset} after each test; so clients may be made once. In a field that is not static
 * each test has its own, which is what tests need that run at the same time. It starts with its first use, for which no
 * test need have begun: it may be used to initialize fields.
 */
@SuppressWarnings("exports") // only who has JUnit sees this class
public final class EmulatorExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable CloudJobsEmulator emulator;

    /** How many classes use this now, one in another. */
    private int classes;

    /** Makes an extension, which starts nothing yet. */
    public EmulatorExtension() {}

    private synchronized CloudJobsEmulator emulator() {
        if (emulator == null) {
            emulator = CloudJobsEmulator.start();
        }
        return emulator;
    }

    /**
     * The print service.
     *
     * @return the emulated Universal Print
     */
    public PrintEmulator print() {
        return emulator().print();
    }

    /**
     * The graph engine.
     *
     * @return the emulated Graph Engine Service
     */
    public GesEmulator ges() {
        return emulator().ges();
    }

    /**
     * Where the print service's tokens come from.
     *
     * @return the emulated Microsoft Entra ID
     */
    public EntraEmulator entra() {
        return emulator().entra();
    }

    /**
     * Where the graph engine's tokens come from.
     *
     * @return the emulated Huawei Cloud IAM
     */
    public IamEmulator iam() {
        return emulator().iam();
    }

    /**
     * For JUnit.
     *
     * @param context not used
     */
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    /**
     * For JUnit.
     *
     * @param context not used
     */
    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (classes == 0) {
            stop();
        } else if (emulator != null) {
            emulator.reset();
        }
    }

    /**
     * For JUnit.
     *
     * @param context not used
     */
    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            stop();
        }
    }

    private void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
