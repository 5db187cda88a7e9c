package io.cloudjobs.print;

import io.cloudjobs.testkit.ResourceFile;

/** The example bodies. Their README names the sources. */
public final class Fixture {
    private Fixture() {}

    public static String text(String name) {
        return ResourceFile.text("/fixtures/" + name);
    }

    /** The same, as the response about another object. */
    public static String text(String name, String id) {
        return text(name).replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + id + "\"");
    }
}
