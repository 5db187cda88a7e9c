package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Token;

/** The kinds of token of the print service, one of each at a time. */
final class PrintTokens {
    /** The identity behind a request. */
    enum Caller {
        APPLICATION,
        USER,
        ADMINISTRATOR
    }

    private static final String BEARER = "Bearer ";

    private final Token application;
    private final Token user;
    private final Token administrator;

    PrintTokens(Token application, Ids ids) {
        this.application = application;
        user = ids.token("user");
        administrator = ids.token("administrator");
    }

    String application() {
        return application.value();
    }

    String user() {
        return user.value();
    }

    String administrator() {
        return administrator.value();
    }

    void rotate() {
        application.rotate();
        user.rotate();
        administrator.rotate();
    }

    Caller caller(Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("Access token is empty.");
        }
        String token = header.substring(BEARER.length());
        if (application.accepts(token)) {
            return Caller.APPLICATION;
        }
        if (user.accepts(token)) {
            return Caller.USER;
        }
        if (administrator.accepts(token)) {
            return Caller.ADMINISTRATOR;
        }
        throw unauthorized("The access token is not valid.");
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(401, message).with("WWW-Authenticate", "Bearer realm=\"\"");
    }
}
