package io.cloudjobs.print.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads error responses of Entra ID and returns a hint for each known code. */
final class EntraErrors {
    private static final Pattern NAMED = Pattern.compile("AADSTS(\\d{1,9}):");
    private static final int THROTTLED = 90055;
    private static final Set<Integer> TRANSIENT = Set.of(90006, 90012, 90024, 90033, 90090);

    private static final String WRONG_SECRET =
            "the client secret is wrong: use the value, not the id, of a secret of this application";
    private static final String NO_APPLICATION =
            "the tenant has no such application, or it is disabled: check tenantId and clientId";
    private static final String OTHER_CLOUD = "the tenant is in another cloud: set cloud()";
    private static final String BAD_CERTIFICATE =
            "the certificate is not accepted: register it with this application, or renew it";
    private static final String BAD_SCOPE = "the scope is invalid: set cloud() instead of scope()";
    private static final String BAD_REQUEST = "the request is invalid: check tenantId, clientId and scope";
    private static final String NO_CONSENT = "an administrator must consent to the permissions of this"
            + " application, and the tenant needs a Universal Print subscription";

    private EntraErrors() {}

    /** Reads an OAuth 2.0 error. Keeps only the first line of the description; the other lines are ids and a time. */
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
        return codes(error).contains(THROTTLED);
    }

    static boolean isTransient(ErrorResponse error) {
        return !Collections.disjoint(codes(error), TRANSIENT);
    }

    static @Nullable String hint(ErrorResponse error) {
        for (int code : codes(error)) {
            String hint = hint(code);
            if (hint != null) {
                return hint;
            }
        }
        return null;
    }

    private static @Nullable String hint(int code) {
        return switch (code) {
            case 7000215, 70002 -> WRONG_SECRET;
            case 7000222 -> "the client secret has expired: create a new one";
            case 700016, 700011, 70001 -> NO_APPLICATION;
            case 90002 -> "the cloud has no such tenant: check tenantId and cloud()";
            case 90038, 900432 -> OTHER_CLOUD;
            case 700027, 700030, 50013 -> BAD_CERTIFICATE;
            case 700024 -> "the assertion is valid for 5 minutes only: correct the clock of this machine";
            case 70011, 1002012 -> BAD_SCOPE;
            case 900144, 9002313, 90014 -> BAD_REQUEST;
            case 65001, 650052, 650056 -> NO_CONSENT;
            case 53003 -> "a conditional access policy blocks this application: ask an administrator";
            case 50196 -> "the same request was sent too often: create one provider and share it";
            default -> null;
        };
    }

    static List<Integer> codes(ErrorResponse error) {
        JsonNode member = body(error).path("error_codes");
        List<Integer> codes = new ArrayList<>();
        for (JsonNode code : member.isArray() ? member : List.of(member)) {
            long number = code.asLong(0); // accepts a string, too
            if (number > 0 && number <= Integer.MAX_VALUE) {
                codes.add((int) number);
            }
        }
        Matcher named = NAMED.matcher(error.message() == null ? "" : error.message());
        if (codes.isEmpty() && named.lookingAt()) { // the body was too long and is truncated
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
