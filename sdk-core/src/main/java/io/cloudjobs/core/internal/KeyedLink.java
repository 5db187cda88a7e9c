package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.secret.Secrets;
import okhttp3.HttpUrl;

/** A link that carries its own key: finds the parts that may be the key. */
final class KeyedLink {
    /**
     * The maximum length of a word such as {@code uploadSessions} in the path of a link; a longer segment may be a key.
     */
    private static final int LONGEST_WORD = 15;

    private KeyedLink() {}

    /**
     * Returns these secrets and all possible keys in the link, encoded and decoded, because a service may show either
     * form.
     */
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
