package io.cloudjobs.print;

import io.cloudjobs.testkit.ResourceFile;

/** The example bodies; their README says where each comes from. */
final class Fixture {
    private Fixture() {}

    static String text(String name) {
        return ResourceFile.text("/fixtures/" + name);
    }
}
