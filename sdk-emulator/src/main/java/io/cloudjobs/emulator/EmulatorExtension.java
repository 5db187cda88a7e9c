package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link CloudJobsEmulator} for the tests of a class, on free ports. Needs JUnit 5 or later, which this library does
 * not add to your class path.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmulatorExtension emulator = new EmulatorExtension();
 * }</pre>
 *
 * <p>In a static field, one emulator runs from its first use to the end of the class, including nested classes. It is
 * {@linkplain CloudJobsEmulator#reset() reset} after each test, so a class can create its clients once. In an instance
 * field, each test has its own emulator. Use this for tests that run at the same time. The emulator starts at its first
 * use, which may be in the initializer of another field.
 */
@SuppressWarnings("exports") // JUnit is optional: without it, no program uses this class
public final class EmulatorExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable CloudJobsEmulator emulator;

    /** The number of classes that use this extension now: a class and its nested classes. */
    private int classes;

    /** Creates an extension. The emulator starts later, at its first use. */
    public EmulatorExtension() {}

    private synchronized CloudJobsEmulator emulator() {
        if (emulator == null) {
            emulator = CloudJobsEmulator.start();
        }
        return emulator;
    }

    /**
     * Returns the emulated Universal Print.
     *
     * @return the print service
     */
    public PrintEmulator print() {
        return emulator().print();
    }

    /**
     * Returns the emulated Graph Engine Service.
     *
     * @return the graph engine
     */
    public GesEmulator ges() {
        return emulator().ges();
    }

    /**
     * Returns the emulated Microsoft Entra ID, which issues the tokens of the print service.
     *
     * @return the token service of {@link #print()}
     */
    public EntraEmulator entra() {
        return emulator().entra();
    }

    /**
     * Returns the emulated Huawei Cloud IAM, which issues the tokens of the graph engine.
     *
     * @return the token service of {@link #ges()}
     */
    public IamEmulator iam() {
        return emulator().iam();
    }

    /**
     * Counts the class. JUnit calls this method.
     *
     * @param context not used
     */
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    /**
     * Resets the emulator if it is in a static field. Stops it if it is in an instance field. JUnit calls this method.
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
     * Stops the emulator after the outermost class. JUnit calls this method.
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
