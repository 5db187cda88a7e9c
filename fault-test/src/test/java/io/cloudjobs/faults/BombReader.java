package io.cloudjobs.faults;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import java.time.Duration;

/** A program with little memory: it runs operations at endpoints, and prints the outcome of each. */
final class BombReader {
    private BombReader() {}

    /** Takes alternating operations and endpoints as arguments. */
    public static void main(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            System.out.println(args[i] + " " + args[i + 1] + ": " + outcome(Operation.valueOf(args[i]), args[i + 1]));
        }
    }

    private static String outcome(Operation operation, String endpoint) {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = endpoint;
        settings.tokenProvider = TokenProvider.of("token");
        settings.retryPolicy = RetryPolicy.none();
        settings.attemptTimeout = Duration.ofSeconds(30);
        try {
            operation.run(settings);
            return "success";
        } catch (ApiException e) {
            return e.getClass().getSimpleName() + " " + e.statusCode();
        } catch (SdkException e) {
            return e.getClass().getSimpleName();
        } catch (Throwable e) {
            return e.toString();
        }
    }
}
