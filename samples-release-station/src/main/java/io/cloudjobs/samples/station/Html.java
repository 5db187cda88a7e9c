package io.cloudjobs.samples.station;

/** Escapes text. Names of documents come from anybody. */
final class Html {
    private Html() {}

    /** Returns text for an element or a quoted attribute. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    /** Returns text that cannot change the direction of the text around it. */
    static String isolated(String text) {
        return "<bdi>" + text(text) + "</bdi>";
    }
}
