package io.cloudjobs.core.internal;

import java.util.List;

/** A service that gives tokens, and wants none. */
public interface TokenService extends Service {
    @Override
    default List<String> secretMembers() {
        return List.of("access_token", "refresh_token", "id_token");
    }
}
