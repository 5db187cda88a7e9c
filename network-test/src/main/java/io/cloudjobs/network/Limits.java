package io.cloudjobs.network;

/**
 * The limits of a server.
 *
 * @param idleSeconds after which it closes an idle connection
 * @param streams at a time on a connection with HTTP/2
 * @param requests after which nginx or Apache closes a connection; HAProxy has no such limit
 */
record Limits(int idleSeconds, int streams, int requests) {
    static final Limits USUAL = new Limits(75, 128, 1_000);

    static Limits idle(int seconds) {
        return new Limits(seconds, USUAL.streams, USUAL.requests);
    }
}
