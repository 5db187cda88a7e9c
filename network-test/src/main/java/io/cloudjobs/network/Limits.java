package io.cloudjobs.network;

/**
 * The limits of a server.
 *
 * @param idleSeconds the idle time after which it closes a connection
 * @param streams the maximum number of concurrent streams on an HTTP/2 connection
 * @param requests the number of requests after which nginx or Apache closes a connection; HAProxy has no such limit
 */
record Limits(int idleSeconds, int streams, int requests) {
    static final Limits USUAL = new Limits(75, 128, 1_000);

    static Limits idle(int seconds) {
        return new Limits(seconds, USUAL.streams, USUAL.requests);
    }
}
