package io.cloudjobs.core.internal;

import java.util.List;
import okhttp3.Request;

/** A service that gives tokens, and wants none. */
public interface TokenService extends Service {
    @Override
    default boolean wantsToken() {
        return false;
    }

    @Override
    default List<String> secretMembers() {
        return List.of("access_token", "refresh_token", "id_token");
    }

    @Override
    default void authorize(Request.Builder request, String token) {
        throw new UnsupportedOperationException(product());
    }
}
