package io.cloudjobs.emulator.internal;

import java.util.Map;

/** The HTTP side of one service: authorization, paths, and the format of its errors. */
public interface Api {
    /** Returns the operations of the service, with their handlers. */
    Router router();

    /** Throws a {@link Refusal} if the request does not have the token that the service accepts. A login needs none. */
    default void authorize(Request request) {}

    /** Returns the response for a refusal, in the error format of the service. */
    Response refuse(Request request, Refusal refusal);

    /** Returns the headers that every response of the service has. */
    Map<String, String> headers(Request request);
}
