package io.cloudjobs.core.internal;

import okhttp3.Request;

/** A service whose operations need a token. */
public interface ProtectedService extends Service {
    /** Puts the token where this service wants it. */
    void authorize(Request.Builder request, String token);
}
