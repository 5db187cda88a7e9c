package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches permissions off and on, and issues tokens. */
final class AccessApi {
    private static final String[] NONE = {};

    private final CloudJobsEmulator emulator;

    AccessApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /permissions", call -> permissions());
        router.add("PUT /permissions", call -> {
            Members members = call.members();
            boolean permissive = members.required("permissive", members.bool("permissive"));
            members.end();
            emulator.permissive(permissive);
            return permissions();
        });
        router.add("POST /tokens", this::token);
    }

    private Reply permissions() {
        return Reply.json(Json.object().put("permissive", emulator.isPermissive()));
    }

    private Reply token(ControlCall call) throws IOException {
        Members members = call.members();
        String user = members.text("user");
        List<String> scopes = members.texts("scopes");
        List<String> permissions = members.texts("permissions");
        members.end();
        if (user != null && permissions != null) {
            throw members.wrong("permissions", "absent for a user token, which has scopes");
        }
        if (user == null && scopes != null) {
            throw members.wrong("scopes", "absent for an application token, which has permissions");
        }
        if (user == null && permissions == null) {
            throw Problem.member("", "The body must have user with scopes, or permissions.");
        }
        String token = user == null
                ? members.checked("permissions", () -> emulator.entra().applicationToken(array(permissions)))
                : userToken(members, user, scopes);
        return Reply.json(Json.object().put("token", token).put("tokenType", "Bearer"));
    }

    private String userToken(Members members, String user, @Nullable List<String> scopes) {
        if (user.isBlank()) {
            throw members.wrong("user", "the user principal name of a user");
        }
        return members.checked("scopes", () -> emulator.entra().userToken(user, array(scopes)));
    }

    private static String[] array(@Nullable List<String> texts) {
        return texts == null ? NONE : texts.toArray(NONE);
    }
}
