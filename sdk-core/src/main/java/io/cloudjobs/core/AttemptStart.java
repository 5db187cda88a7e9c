package io.cloudjobs.core;

/** The start of an attempt, before its request is sent. Not for implementation by users: methods are added in minor releases. */
public interface AttemptStart {
    /**
     * Returns the number of this request within the operation.
     *
     * @return the number, starting at 1
     */
    int attempt();

    /**
     * Returns the URL of the request without secrets, like {@link AttemptEvent#url()}.
     *
     * @return the URL
     */
    String url();

    /**
     * Adds a header to this request only, to propagate the context of a trace, for example {@code traceparent}. It
     * replaces a header of the same name that a listener added before. The request may go to another host than the
     * endpoint: to the storage of a document, or to a login. Unlike a header of {@link ClientOptions#header}, the value
     * is no secret.
     *
     * @param name the name, in any case
     * @param value the value, in printable ASCII
     * @throws IllegalArgumentException if you cannot set this header, as in {@link ClientOptions#header}; if the name or
     *     the value is invalid; or if the request already has this header
     */
    void header(String name, String value);
}
