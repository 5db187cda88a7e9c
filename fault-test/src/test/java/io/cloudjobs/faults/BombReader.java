package io.cloudjobs.faults;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import java.time.Duration;

/** The program with little memory: does operations at endpoints, and prints how each of them ends. */
final class BombReader {
    private BombReader() {}

    /** Takes an operation, an endpoint, an operation, an endpoint and so on. */
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
