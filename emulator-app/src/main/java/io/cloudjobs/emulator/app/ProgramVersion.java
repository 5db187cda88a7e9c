package io.cloudjobs.emulator.app;

import picocli.CommandLine.IVersionProvider;

/** The version from the manifest of the executable jar. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"cloudjobs-emulator " + text()};
    }

    /** Returns the version. Classes outside the jar have none. */
    static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(built from source)" : version;
    }
}
