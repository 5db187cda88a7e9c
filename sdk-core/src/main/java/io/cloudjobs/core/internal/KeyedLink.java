package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.secret.Secrets;
import okhttp3.HttpUrl;

/** A link to another place that holds a key of its own: which of its parts may be that key. */
final class KeyedLink {
    /** What is longer in a path is hardly a word such as {@code uploadSessions}. */
    private static final int LONGEST_WORD = 15;

    private KeyedLink() {}

    /** These and those of the link, as they are sent and as they are understood: a service may show either. */
    static Secrets secrets(HttpUrl link, Secrets others) {
        Secrets secrets = others;
        String query = link.encodedQuery();
        String[] sent = query == null ? new String[0] : query.split("&", -1);
        for (int i = 0; i < sent.length; i++) {
            String value = link.queryParameterValue(i);
            secrets = secrets.and(sent[i].substring(sent[i].indexOf('=') + 1)).and(value == null ? "" : value);
        }
        for (int i = 0; i < link.pathSize(); i++) {
            if (link.pathSegments().get(i).length() > LONGEST_WORD) {
                secrets = secrets.and(link.encodedPathSegments().get(i))
                        .and(link.pathSegments().get(i));
            }
        }
        return secrets;
    }
}
