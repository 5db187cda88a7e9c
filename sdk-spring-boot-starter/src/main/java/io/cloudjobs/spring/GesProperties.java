package io.cloudjobs.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The client of Graph Engine Service.
 *
 * @param endpoint The access address of the graph, such as https://10.0.0.7. Of several, the next one is taken when one
 *     cannot be reached.
 * @param projectId The id of the project that the graph belongs to. With credential.project-name in its place, the
 *     application logs in while it starts, to learn the id.
 * @param allowInsecureHttp Whether the endpoint may be http on another machine: everyone on the way can then read the
 *     token.
 * @param timeout How long a call may take, its repeats included. Unless it is set, some operations have more.
 * @param maxResponseSize How long an answer may be, unpacked; also bounds how many JSON values it may have.
 * @param userAgent The name of the application, which stands before that of the library in the User-Agent.
 * @param retry How calls are repeated.
 * @param ssl What the graph is trusted by.
 * @param credential What the access tokens are got with.
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
                        + " cloudjobs.ges.credential.project-name.");
    }

    /**
     * What the graph is trusted by. It does not count for IAM, whose certificate is a public one.
     *
     * @param bundle The SSL bundle (spring.ssl.bundle) whose trust store holds the CA or certificate of the graph.
     */
    record Ssl(@Nullable String bundle) {}

    /**
     * What the access tokens are got with: the password of an IAM user, or a token itself.
     *
     * @param region The region whose IAM is asked, such as cn-north-4. Default: the global IAM.
     * @param endpoint Where IAM is, in place of that of the region.
     * @param domainName The name of the account that the user belongs to.
     * @param userName The name of the IAM user.
     * @param password The password of the IAM user.
     * @param projectName The name of the project, such as cn-north-4, when its id is not given.
     * @param token A fixed token, for tests: it is never renewed.
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

        /** Neither password nor token. */
        @Override
        public String toString() {
            return "Credential[domainName=" + domainName + ", userName=" + userName + "]";
        }
    }
}
