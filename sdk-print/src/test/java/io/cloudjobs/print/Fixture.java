package io.cloudjobs.print;

import io.cloudjobs.testkit.ResourceFile;

/** The example bodies; their README says where each comes from. */
final class Fixture {
    private Fixture() {}

    static String text(String name) {
        return ResourceFile.text("/fixtures/" + name);
    }

    /** The same, as the answer about another object. */
    static String text(String name, String id) {
        return text(name).replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + id + "\"");
    }
}
