package io.cloudjobs.spring;

import io.cloudjobs.print.GraphCloud;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the client of Universal Print.
 *
 * @param cloud The Microsoft cloud of the tenant.
 * @param endpoint The endpoint of Microsoft Graph. It replaces the endpoint of the cloud.
 * @param advertisedEndpoint The address of Microsoft Graph in its links, if the endpoint is a gateway.
 * @param allowInsecureHttp Whether to allow http to another machine. Anyone on the network path can then read the token.
 * @param timeout The timeout of a call, including retries. If it is not set, some operations have a longer timeout.
 * @param maxResponseSize The maximum size of a decompressed response. It also limits the number of JSON values in it.
 * @param userAgent The name of the application. It precedes the name of the library in the User-Agent header.
 * @param retry The retries of a call.
 * @param credential The credentials for access tokens.
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
                "cloudjobs.print",
                "Set the properties below cloudjobs.print.credential.",
                "Set cloudjobs.print.endpoint, and cloudjobs.print.advertised-endpoint if there is one, to a URL such as"
                        + " https://host. For http, also set cloudjobs.print.allow-insecure-http=true.");
    }

    /**
     * The credentials for access tokens: a client secret, a certificate, a managed identity, or a fixed token.
     *
     * @param tenantId The id of the tenant, or one of its domains.
     * @param clientId The id of the application, or of a user-assigned managed identity.
     * @param clientSecret The secret of the application: its value, not its id.
     * @param clientCertificateBundle The SSL bundle (spring.ssl.bundle) with the certificate of the application and its private
     *     RSA key.
     * @param sendCertificateChain Whether to send the certificates of the bundle with each login, for an application that trusts
     *     a subject name and issuer.
     * @param managedIdentity Whether to use the managed identity of the Azure virtual machine.
     * @param endpoint The endpoint for logins. It replaces the endpoint of Microsoft Entra ID or of the managed identity.
     * @param token A fixed token, for tests. It is never renewed.
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

        /** Shows neither the secret nor the token. */
        @Override
        public String toString() {
            return "Credential[tenantId=" + tenantId + ", clientId=" + clientId + "]";
        }
    }
}
