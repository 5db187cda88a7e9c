package io.cloudjobs.core.internal;

import java.util.List;

/** A service that issues tokens and needs none. */
public interface TokenService extends Service {
    @Override
    default List<String> secretMembers() {
        return List.of("access_token", "refresh_token", "id_token");
    }
}
