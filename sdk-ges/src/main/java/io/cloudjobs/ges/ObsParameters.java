package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;

/**
 * The access key with which the service reads and writes files in the Object Storage Service (OBS). Both parts of it go to the
 * service. {@code toString} does not show them, nor does an exception or a log line of the submit, even if its response
 * quotes them. Later responses are not searched for them: a {@link GesJob#failReason()}, a {@link ListedJob#rawRequest()} or
 * the error of another call may quote them.
 *
 * <p>Immutable. Two are never equal unless they are the same.
 */
public final class ObsParameters {
    @JsonProperty
    private final String accessKey;

    @JsonProperty
    private final String secretKey;

    private ObsParameters(String accessKey, String secretKey) {
        this.accessKey = Checks.notBlank("accessKey", accessKey);
        this.secretKey = Checks.notBlank("secretKey", secretKey);
    }

    /**
     * An access key.
     *
     * @param accessKey its id (AK)
     * @param secretKey its secret (SK)
     * @return the two
     * @throws IllegalArgumentException if one is blank
     */
    public static ObsParameters of(String accessKey, String secretKey) {
        return new ObsParameters(accessKey, secretKey);
    }

    /** Hides both parts in messages and logs of the request. */
    ApiRequest hideIn(ApiRequest request) {
        return request.hiding(accessKey).hiding(secretKey);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ObsParameters[hidden]";
    }
}
