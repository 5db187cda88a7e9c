package io.cloudjobs.emulator;

import java.io.IOException;
import java.util.Map;

/** How one service speaks HTTP: who may call, which paths there are, how a refusal reads. */
interface Api {
    /** Throws the {@link Refusal} of a request without the token that the service accepts. */
    void authorize(Request request);

    /** Answers, or throws a {@link Refusal}. */
    Answer answer(Request request) throws IOException;

    /** The refusal in the service's own envelope. */
    Answer refuse(Request request, Refusal refusal);

    /** The headers that are on every answer of the service. */
    Map<String, String> headers(Request request);
}
