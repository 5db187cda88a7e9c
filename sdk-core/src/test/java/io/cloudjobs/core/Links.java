package io.cloudjobs.core;

import io.cloudjobs.core.internal.CursorFormat;

/** The format of links that are their own text. */
public record Links(String list) implements CursorFormat<String> {
    @Override
    public String format(String link) {
        return link;
    }

    @Override
    public String parse(String text) {
        return text;
    }
}
