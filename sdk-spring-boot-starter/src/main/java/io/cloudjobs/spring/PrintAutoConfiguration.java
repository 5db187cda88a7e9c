package io.cloudjobs.spring;

import static org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn;

import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCertificate;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider;
import io.cloudjobs.spring.PrintProperties.Credential;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;

/**
 * Creates a {@link PrintJobClient} from {@code cloudjobs.print.*} if there are credentials or a bean named
 * {@code printTokenProvider}.
 */
@AutoConfiguration
@ConditionalOnClass(PrintJobClient.class)
@EnableConfigurationProperties(PrintProperties.class)
@Import(CredentialBinding.class)
final class PrintAutoConfiguration {
    static final String TOKENS = "printTokenProvider";
    private static final String PREFIX = "cloudjobs.print.credential";
    private static final PropertyGroup CREDENTIAL = new PropertyGroup(
            PREFIX,
            "Set tenant-id, client-id, and either client-secret or client-certificate-bundle below"
                    + " cloudjobs.print.credential; or set managed-identity=true; or set only token.",
            "Set cloudjobs.print.credential.endpoint to a URL such as https://host.");

    /** Injected only by name, because a {@code TokenProvider} by type could be for any service. */
    @Bean(name = TOKENS, defaultCandidate = false)
    @ConditionalOnMissingBean(name = TOKENS)
    @ConditionalOnSet(PREFIX)
    TokenProvider printTokenProvider(
            PrintProperties properties,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ConnectionCustomizer> customizers) {
        Credential credential = properties.credential();
        Boolean managedIdentity = credential.managedIdentity() ? true : null;
        throwIfMultipleNonNullValuesIn(kinds -> {
            kinds.put(CREDENTIAL.name("client-secret"), credential.clientSecret());
            kinds.put(CREDENTIAL.name("client-certificate-bundle"), credential.clientCertificateBundle());
            kinds.put(CREDENTIAL.name("managed-identity"), managedIdentity);
            kinds.put(CREDENTIAL.name("token"), credential.token());
        });
        throwIfMultipleNonNullValuesIn(tenants -> {
            tenants.put(CREDENTIAL.name("managed-identity"), managedIdentity);
            tenants.put(CREDENTIAL.name("tenant-id"), credential.tenantId());
        });
        if (credential.token() != null) {
            return CREDENTIAL.fixed(credential.token(), credential.isTokenAlone());
        }
        if (credential.managedIdentity()) {
            var builder = ManagedIdentityTokenProvider.builder().cloud(properties.cloud());
            CREDENTIAL.set("client-id", credential.clientId(), builder::clientId);
            prepareLogin(builder, properties, customizers);
            return CREDENTIAL.build(builder::build);
        }
        if (credential.sendCertificateChain() && credential.clientCertificateBundle() == null) {
            throw new PropertyException(
                    CREDENTIAL.name("send-certificate-chain") + " is set, but there is no certificate to send",
                    "Set " + CREDENTIAL.name("client-certificate-bundle") + ", or remove "
                            + CREDENTIAL.name("send-certificate-chain") + ".");
        }
        var builder = ClientCredentialsTokenProvider.builder().cloud(properties.cloud());
        CREDENTIAL.set("tenant-id", credential.tenantId(), builder::tenantId);
        CREDENTIAL.set("client-id", credential.clientId(), builder::clientId);
        CREDENTIAL.set("client-secret", credential.clientSecret(), builder::clientSecret);
        if (credential.clientCertificateBundle() != null) {
            Supplier<ClientCertificate> certificate = CREDENTIAL.bundle(
                    "client-certificate-bundle",
                    credential.clientCertificateBundle(),
                    name -> certificate(bundles.getObject(), name, credential));
            builder.clientCertificate(certificate);
        }
        prepareLogin(builder, properties, customizers);
        return CREDENTIAL.build(builder::build);
    }

    /** Returns the certificate of the bundle, which Boot may reload. */
    private static Supplier<ClientCertificate> certificate(SslBundles bundles, String name, Credential credential) {
        return new FollowedBundle<>(bundles, name, bundle -> {
            ClientCertificate certificate = Tls.clientCertificate(bundle);
            return credential.sendCertificateChain() ? certificate.withCertificateChain() : certificate;
        })::now;
    }

    private static void prepareLogin(
            ConnectionBuilder<?> builder,
            PrintProperties properties,
            ObjectProvider<ConnectionCustomizer> customizers) {
        CREDENTIAL.set("endpoint", properties.credential().endpoint(), builder::endpoint);
        properties.group().set("user-agent", properties.userAgent(), builder::userAgent);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    }

    /** Applications may inject it to create clients with other tokens, such as user tokens. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    PrintJobClient.Builder printJobClientBuilder(
            PrintProperties properties, ObjectProvider<ConnectionCustomizer> customizers) {
        PrintJobClient.Builder builder = PrintJobClient.builder().cloud(properties.cloud());
        properties.group().set("endpoint", properties.endpoint(), builder::endpoint);
        properties.group().set("advertised-endpoint", properties.advertisedEndpoint(), builder::advertisedEndpoint);
        return properties.applyTo(builder, customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = TOKENS)
    PrintJobClient printJobClient(
            PrintJobClient.Builder builder, PrintProperties properties, @Qualifier(TOKENS) TokenProvider tokens) {
        return properties.group().build(builder.tokenProvider(tokens)::build);
    }
}
