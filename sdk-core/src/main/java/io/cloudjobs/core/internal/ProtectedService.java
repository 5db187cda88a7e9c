package io.cloudjobs.core.internal;

import okhttp3.Request;

/** A service whose operations need a token. */
public interface ProtectedService extends Service {
    /** Sets the token in the header that this service expects. */
    void authorize(Request.Builder request, String token);
}
