package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;

/**
 * The access key that the service uses to read and write files in the Object Storage Service (OBS). The client sends
 * the id and the secret of the key to the service. It hides both in exceptions and log lines of the submission, even if
 * the response quotes them. {@code toString} does not contain them. The client does not hide them in later responses,
 * such as {@link GesJob#failReason()}, {@link ListedJob#rawRequest()} or the error of another call.
 *
 * <p>Immutable. Instances are compared by identity.
 */
public final class ObsParameters {
    @JsonProperty
    private final String accessKey;

    @JsonProperty
    private final String secretKey;

    private ObsParameters(String accessKey, String secretKey) {
        this.accessKey = Checks.notBlank("accessKey", Checks.given("accessKey", accessKey));
        this.secretKey = Checks.notBlank("secretKey", Checks.given("secretKey", secretKey));
    }

    /**
     * Creates an access key.
     *
     * @param accessKey the id of the key (AK)
     * @param secretKey the secret of the key (SK)
     * @return the access key
     * @throws IllegalArgumentException if the id or the secret is blank
     */
    public static ObsParameters of(String accessKey, String secretKey) {
        return new ObsParameters(accessKey, secretKey);
    }

    /** Hides the id and the secret in messages and logs of the request. */
    ApiRequest hideIn(ApiRequest request) {
        return request.hiding(accessKey).hiding(secretKey);
    }

    /** Returns a fixed text, without the key. */
    @Override
    public String toString() {
        return "ObsParameters[hidden]";
    }
}
