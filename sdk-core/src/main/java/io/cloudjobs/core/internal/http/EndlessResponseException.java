package io.cloudjobs.core.internal.http;

import java.io.IOException;

/**
 * More data arrived on a connection than the content of its responses explains: OkHttp would buffer it without a limit.
 */
public final class EndlessResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The problem, for the message of the call's exception. */
    public static final String PROBLEM =
            "the response has too much data outside its content: more than 256 KiB of headers, 64 KiB in a field of"
                    + " its gzip header, more gzip data than maxResponseBytes(...), or 384 KiB of anything else; check the endpoint and the proxies in front of it";

    public EndlessResponseException(String message) {
        super(message);
    }
}
