package io.cloudjobs.print.auth;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID or the managed identity endpoint refused to issue a token. A client throws it as the cause of a
 * {@link io.cloudjobs.core.TokenException}, whose message includes this one.
 *
 * <p>{@code error().code()} is the OAuth 2.0 code, such as {@code invalid_client}, {@code error().message()} begins
 * with {@code AADSTS} and a number, and {@code error().requestId()} is the trace id. Branch on {@link #errorCodes()}.
 * For these codes of client credentials, the message contains advice:
 *
 * <ul>
 *   <li>7000215, 70002: the client secret is wrong; 7000222: it has expired
 *   <li>700016, 700011, 70001: the tenant has no such application; 90002: the cloud has no such tenant; 90038, 900432: the
 *       tenant is in another cloud
 *   <li>700027, 700030, 50013: the certificate or its signature is not accepted; 700024: the clock is wrong
 *   <li>70011, 1002012: invalid scope; 900144, 9002313, 90014: invalid request
 *   <li>65001, 650052, 650056: missing consent or subscription; 53003: conditional access
 *   <li>50196: the same request was sent too often; 90055: throttled; 90006, 90012, 90024, 90033, 90090: transient errors
 * </ul>
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error codes</a>
 */
public final class EntraException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception as the providers do, for tests.
     *
     * @param operation the operation, for example {@code entra.token}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts the number of requests
     * @param mayHaveReachedService true if the service may have processed one of these requests
     * @param error the error response; its body has the codes and the correlation id
     */
    public EntraException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(operation, resource, attempts, mayHaveReachedService, error, EntraErrors.hint(error));
    }

    /**
     * Returns the numbers of the {@code AADSTS} codes, in the order of the response.
     *
     * @return the codes; empty if the response has none
     */
    public List<Integer> errorCodes() {
        return EntraErrors.codes(error());
    }

    /**
     * Returns the correlation id, which identifies the request in the logs of Entra ID. Include it in a support request to
     * Microsoft.
     *
     * @return the id; null if the response has none
     */
    public @Nullable String correlationId() {
        return EntraErrors.correlationId(error());
    }
}
