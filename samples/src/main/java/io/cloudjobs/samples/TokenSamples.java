package io.cloudjobs.samples;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;

/** Where tokens come from. */
final class TokenSamples {
    private TokenSamples() {}

    /** Stands for your own code, which gets tokens and keeps them while they are valid. */
    interface TokenCache {
        String currentToken();

        void drop(String token);
    }

    static PrintJobClient fixed() {
        PrintJobClient print = PrintJobClient.builder()
                .tokenProvider(TokenProvider.of("eyJ0eXAi"))
                .build();
        return print;
    }

    static PrintJobClient fromCache(TokenCache cache) {
        PrintJobClient print = PrintJobClient.builder()
                .tokenProvider(() -> cache.currentToken())
                .build();
        return print;
    }

    static TokenProvider thatForgets(TokenCache cache) {
        TokenProvider tokens = new TokenProvider() {
            @Override
            public String token() {
                return cache.currentToken();
            }

            @Override
            public void invalidate(String refused) {
                cache.drop(refused);
            }
        };
        return tokens;
    }
}
