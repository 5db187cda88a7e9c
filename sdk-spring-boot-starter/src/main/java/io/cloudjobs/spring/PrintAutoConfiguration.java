package io.cloudjobs.spring;

import static io.cloudjobs.spring.ConnectionProperties.ifSet;

import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.ClientCredentialsTokenProvider;
import io.cloudjobs.print.ManagedIdentityTokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.spring.PrintProperties.Credential;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/**
 * A {@link PrintJobClient} from {@code cloudjobs.print.*}, once there are credentials or a bean named
 * {@code printTokenProvider}.
 */
@AutoConfiguration
@ConditionalOnClass(PrintJobClient.class)
@EnableConfigurationProperties(PrintProperties.class)
final class PrintAutoConfiguration {
    static final String TOKENS = "printTokenProvider";
    private static final String CREDENTIAL = "cloudjobs.print.credential";

    /** Found by its name only: a provider of tokens by its type alone would be one for any service. */
    @Bean(name = TOKENS, defaultCandidate = false)
    @ConditionalOnMissingBean(name = TOKENS)
    @ConditionalOnCredential(CREDENTIAL)
    TokenProvider printTokenProvider(
            PrintProperties properties,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ConnectionCustomizer> customizers) {
        Credential credential = properties.credential();
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(kinds -> {
            kinds.put(CREDENTIAL + ".client-secret", credential.clientSecret());
            kinds.put(CREDENTIAL + ".client-certificate-bundle", credential.clientCertificateBundle());
            kinds.put(CREDENTIAL + ".managed-identity", credential.managedIdentity() ? true : null);
            kinds.put(CREDENTIAL + ".token", credential.token());
        });
        if (credential.token() != null) {
            return TokenProvider.of(credential.token());
        }
        if (credential.managedIdentity()) {
            var builder = ManagedIdentityTokenProvider.builder().cloud(properties.cloud());
            ifSet(credential.clientId(), builder::clientId);
            prepareLogin(builder, properties, customizers);
            return builder.build();
        }
        var builder = ClientCredentialsTokenProvider.builder().cloud(properties.cloud());
        ifSet(credential.tenantId(), builder::tenantId);
        ifSet(credential.clientId(), builder::clientId);
        ifSet(credential.clientSecret(), builder::clientSecret);
        ifSet(
                credential.clientCertificateBundle(),
                bundle -> builder.clientCertificate(
                        Tls.clientCertificate(bundles.getObject().getBundle(bundle))));
        prepareLogin(builder, properties, customizers);
        return builder.build();
    }

    private static void prepareLogin(
            ConnectionBuilder<?> builder,
            PrintProperties properties,
            ObjectProvider<ConnectionCustomizer> customizers) {
        ifSet(properties.credential().endpoint(), builder::endpoint);
        ifSet(properties.userAgent(), builder::userAgent);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    }

    /** For clients of one's own that differ in the token: that of a user in place of an application, for example. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    PrintJobClient.Builder printJobClientBuilder(
            PrintProperties properties, ObjectProvider<ConnectionCustomizer> customizers) {
        PrintJobClient.Builder builder = PrintJobClient.builder().cloud(properties.cloud());
        ifSet(properties.endpoint(), builder::endpoint);
        properties.applyTo(builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = TOKENS)
    PrintJobClient printJobClient(PrintJobClient.Builder builder, @Qualifier(TOKENS) TokenProvider tokens) {
        return builder.tokenProvider(tokens).build();
    }
}
