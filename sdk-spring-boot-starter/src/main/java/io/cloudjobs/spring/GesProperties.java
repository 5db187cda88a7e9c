package io.cloudjobs.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the client of Graph Engine Service.
 *
 * @param endpoint The access address of the graph, such as https://10.0.0.7. If there are several, the client uses the
 *     next one when it cannot connect.
 * @param projectId The id of the project of the graph. If you set credential.project-name instead, the application logs in
 *     at start to get the id.
 * @param allowInsecureHttp Whether to allow http to another machine. Anyone on the network path can then read the token.
 * @param timeout The timeout of a call, including retries. If it is not set, some operations have a longer timeout.
 * @param maxResponseSize The maximum size of a decompressed response. It also limits the number of JSON values in it.
 * @param userAgent The name of the application. It precedes the name of the library in the User-Agent header.
 * @param retry The retries of a call.
 * @param ssl The certificates that the client trusts for the graph.
 * @param credential The credentials for access tokens.
 */
@ConfigurationProperties("cloudjobs.ges")
record GesProperties(
        @DefaultValue List<String> endpoint,
        @Nullable String projectId,
        @DefaultValue("false") boolean allowInsecureHttp,
        @Nullable Duration timeout,
        @Nullable DataSize maxResponseSize,
        @Nullable String userAgent,
        @NestedConfigurationProperty @DefaultValue RetryProperties retry,
        @DefaultValue Ssl ssl,
        @DefaultValue Credential credential)
        implements ConnectionProperties {

    @Override
    public PropertyGroup group() {
        return new PropertyGroup(
                "cloudjobs.ges",
                "Set cloudjobs.ges.endpoint, and cloudjobs.ges.project-id, or for an IAM user"
                        + " cloudjobs.ges.credential.project-name.",
                "Set cloudjobs.ges.endpoint to a URL such as https://host. For http, also set"
                        + " cloudjobs.ges.allow-insecure-http=true.");
    }

    /**
     * The certificates that the client trusts for the graph. They do not apply to IAM, which has a public certificate.
     *
     * @param bundle The SSL bundle (spring.ssl.bundle) whose trust store has the CA or the certificate of the graph.
     */
    record Ssl(@Nullable String bundle) {}

    /**
     * The credentials for access tokens: the password of an IAM user, or a fixed token.
     *
     * @param region The region of IAM, such as cn-north-4. The default is the global IAM.
     * @param endpoint The endpoint of IAM. It replaces the endpoint of the region.
     * @param domainName The name of the user's account.
     * @param userName The name of the IAM user.
     * @param password The password of the IAM user.
     * @param projectName The name of the project, such as cn-north-4. It replaces project-id.
     * @param token A fixed token, for tests. It is never renewed.
     */
    record Credential(
            @Nullable String region,
            @Nullable String endpoint,
            @Nullable String domainName,
            @Nullable String userName,
            @Nullable String password,
            @Nullable String projectName,
            @Nullable String token) {

        boolean isTokenAlone() {
            return equals(new Credential(null, null, null, null, null, null, token));
        }

        /** Shows neither the password nor the token. */
        @Override
        public String toString() {
            return "Credential[domainName=" + domainName + ", userName=" + userName + "]";
        }
    }
}
