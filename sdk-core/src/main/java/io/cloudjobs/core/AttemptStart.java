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
     * Adds a header to this request only, to propagate the context of a trace, for example {@code traceparent}. The
     * request may go to another host than the endpoint: to the storage of a document, or to a login.
     *
     * @param name the name
     * @param value the value, printable ASCII. Unlike a token, it can appear in logs
     * @throws IllegalArgumentException if the name or the value is invalid, or if the client sets this header itself
     */
    void header(String name, String value);
}
