package io.cloudjobs.print;

import io.cloudjobs.testkit.ResourceFile;

/** The example bodies; their README says where each comes from. */
public final class Fixture {
    private Fixture() {}

    public static String text(String name) {
        return ResourceFile.text("/fixtures/" + name);
    }

    /** The same, as the answer about another object. */
    public static String text(String name, String id) {
        return text(name).replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + id + "\"");
    }
}
