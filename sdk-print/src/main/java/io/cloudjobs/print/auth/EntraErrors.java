package io.cloudjobs.print.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The errors of Entra ID: reads them, and knows what to do for each. */
final class EntraErrors {
    private static final Pattern NAMED = Pattern.compile("AADSTS(\\d{1,9}):");
    private static final Set<Integer> THROTTLED = Set.of(90055);
    private static final Set<Integer> TRANSIENT = Set.of(90006, 90012, 90024, 90033, 90090);

    private static final String WRONG_SECRET =
            "the client secret is wrong: give its value, not its id, and one that belongs to this application";
    private static final String NO_APPLICATION =
            "the tenant has no such application, or it is disabled: check tenantId and clientId";
    private static final String OTHER_CLOUD = "the tenant lives in another cloud: choose it with cloud()";
    private static final String BAD_CERTIFICATE =
            "the certificate is not accepted: register it with this application, and check that it has not expired";
    private static final String BAD_SCOPE = "set scope to {graph}/.default of the cloud";
    private static final String BAD_REQUEST = "check tenantId, clientId and scope";
    private static final String NO_CONSENT = "an administrator of the tenant must consent to the permissions of this"
            + " application, and the tenant must have Universal Print";

    private static final Map<Integer, String> HINTS = Map.ofEntries(
            Map.entry(7000215, WRONG_SECRET),
            Map.entry(70002, WRONG_SECRET),
            Map.entry(7000222, "the client secret has expired: make a new one for this application"),
            Map.entry(700016, NO_APPLICATION),
            Map.entry(700011, NO_APPLICATION),
            Map.entry(70001, NO_APPLICATION),
            Map.entry(
                    90002,
                    "there is no such tenant: check tenantId, and choose another cloud with cloud() if it lives there"),
            Map.entry(90038, OTHER_CLOUD),
            Map.entry(900432, OTHER_CLOUD),
            Map.entry(700027, BAD_CERTIFICATE),
            Map.entry(700030, BAD_CERTIFICATE),
            Map.entry(50013, BAD_CERTIFICATE),
            Map.entry(700024, "set the clock of this machine: the assertion is valid for 5 minutes only"),
            Map.entry(70011, BAD_SCOPE),
            Map.entry(1002012, BAD_SCOPE),
            Map.entry(900144, BAD_REQUEST),
            Map.entry(9002313, BAD_REQUEST),
            Map.entry(90014, BAD_REQUEST),
            Map.entry(65001, NO_CONSENT),
            Map.entry(650052, NO_CONSENT),
            Map.entry(650056, NO_CONSENT),
            Map.entry(53003, "a conditional access policy of the tenant blocks this application"),
            Map.entry(50196, "the same request came too often: make one provider and share it"));

    private EntraErrors() {}

    /** The envelope of OAuth 2.0. The lines behind the first one of the description are ids and a time. */
    static @Nullable ServiceError read(JsonNode answer) {
        String code = text(answer, "error");
        if (code == null) {
            return null;
        }
        String description = text(answer, "error_description");
        return new ServiceError(
                code,
                description == null ? null : description.lines().findFirst().orElse(null),
                text(answer, "trace_id"));
    }

    static boolean isThrottled(ErrorResponse error) {
        return codes(error).stream().anyMatch(THROTTLED::contains);
    }

    static boolean isTransient(ErrorResponse error) {
        return codes(error).stream().anyMatch(TRANSIENT::contains);
    }

    static @Nullable String hint(ErrorResponse error) {
        return codes(error).stream()
                .map(HINTS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static List<Integer> codes(ErrorResponse error) {
        JsonNode member = body(error).path("error_codes");
        List<Integer> codes = new ArrayList<>();
        for (JsonNode code : member.isArray() ? member : List.of(member)) {
            long number = code.asLong(0); // of a text, too
            if (number > 0 && number <= Integer.MAX_VALUE) {
                codes.add((int) number);
            }
        }
        Matcher named = NAMED.matcher(error.message() == null ? "" : error.message());
        if (codes.isEmpty() && named.lookingAt()) { // the body was too long to be kept whole
            codes.add(Integer.valueOf(named.group(1)));
        }
        return List.copyOf(codes);
    }

    static @Nullable String correlationId(ErrorResponse error) {
        return text(body(error), "correlation_id");
    }

    private static JsonNode body(ErrorResponse error) {
        return Json.tree(error.body() == null ? "" : error.body());
    }

    private static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() && !value.asText().isBlank() ? value.asText().strip() : null;
    }
}
