package io.cloudjobs.spring;

import io.cloudjobs.print.GraphCloud;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The client of Universal Print.
 *
 * @param cloud The Microsoft cloud that the tenant lives in.
 * @param endpoint Where Microsoft Graph is, in place of that of the cloud.
 * @param advertisedEndpoint The address of Microsoft Graph as its links name it, when the endpoint is a gateway to it.
 * @param allowInsecureHttp Whether the endpoint may be http on another machine: everyone on the way can then read the
 *     token.
 * @param timeout How long a call may take, its repeats included. Unless it is set, some operations have more.
 * @param maxResponseSize How long an answer may be, unpacked; also bounds how many JSON values it may have.
 * @param userAgent The name of the application, which stands before that of the library in the User-Agent.
 * @param retry How calls are repeated.
 * @param credential What the access tokens are got with.
 */
@ConfigurationProperties("cloudjobs.print")
record PrintProperties(
        @DefaultValue("global") GraphCloud cloud,
        @Nullable String endpoint,
        @Nullable String advertisedEndpoint,
        @DefaultValue("false") boolean allowInsecureHttp,
        @Nullable Duration timeout,
        @Nullable DataSize maxResponseSize,
        @Nullable String userAgent,
        @NestedConfigurationProperty @DefaultValue RetryProperties retry,
        @DefaultValue Credential credential)
        implements ConnectionProperties {

    @Override
    public PropertyGroup group() {
        return new PropertyGroup(
                "cloudjobs.print", "Change cloudjobs.print.endpoint or cloudjobs.print.advertised-endpoint.");
    }

    /**
     * What the access tokens are got with: a client secret, a certificate, a managed identity, or a token itself.
     *
     * @param tenantId The tenant: its id, or one of its domains.
     * @param clientId The id of the application, or of the managed identity that was assigned to the machine.
     * @param clientSecret The secret of the application: its value, not its id.
     * @param clientCertificateBundle The SSL bundle (spring.ssl.bundle) that holds the certificate of the application and its
     *     private key, an RSA key.
     * @param sendCertificateChain Whether to send the certificates of the bundle with each login, for an application that trusts
     *     a subject name and issuer.
     * @param managedIdentity Whether to use the managed identity of the Azure virtual machine.
     * @param endpoint Where Microsoft Entra ID or the managed identity is, in place of that of the cloud or of Azure.
     * @param token A fixed token, for tests: it is never renewed.
     */
    record Credential(
            @Nullable String tenantId,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String clientCertificateBundle,
            @DefaultValue("false") boolean sendCertificateChain,
            @DefaultValue("false") boolean managedIdentity,
            @Nullable String endpoint,
            @Nullable String token) {

        boolean isTokenAlone() {
            return equals(new Credential(null, null, null, null, false, false, null, token));
        }

        /** Neither secret nor token. */
        @Override
        public String toString() {
            return "Credential[tenantId=" + tenantId + ", clientId=" + clientId + "]";
        }
    }
}
