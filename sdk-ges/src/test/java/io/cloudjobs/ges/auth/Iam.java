package io.cloudjobs.ges.auth;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.ges.Fixture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/** A login as the fixtures have it, at a server of the test. */
final class Iam {
    static final String PASSWORD = "IAMPassword";
    static final String PROJECT_ID = "aa2d97d7e62c4b7da3ffdfc11551f010";

    private Iam() {}

    /** Of everything but the project. By chance a token is renewed as late as can be. */
    static IamTokenProvider.Builder login(MockWebServer server, Time time) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0L;
        return IamTokenProvider.builder(settings)
                .endpoint(server.url("/").toString())
                .domainName("IAMDomain")
                .userName("IAMUser")
                .password(PASSWORD);
    }

    /** A login that went well, with a token that is valid for 24 hours. */
    static MockResponse token(String token) {
        return Fixture.answer("iam-token-by-project-id")
                .newBuilder()
                .setHeader("X-Subject-Token", token)
                .build();
    }

    static MockResponse refusal(int status, String code, String message) {
        return answer(status, "{\"error_msg\":\"" + message + "\",\"error_code\":\"" + code + "\"}");
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }
}
