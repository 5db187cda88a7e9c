package io.cloudjobs.core.internal.http;

import java.io.IOException;

/** More came on a connection than the content of its responses explains: OkHttp would buffer it without end. */
public final class EndlessResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for whoever reads the exception of the call. */
    public static final String PROBLEM =
            "the response has too much beside its content: more than 256 KiB of headers, 64 KiB in a text of"
                    + " its gzip header, more gzip than maxResponseBytes(...) allows unpacked, or 384 KiB of anything else; check the endpoint and the proxies in front of it";

    public EndlessResponseException(String message) {
        super(message);
    }
}
