package io.cloudjobs.spring;

import static io.cloudjobs.spring.ConnectionProperties.ifSet;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.IamTokenProvider;
import io.cloudjobs.spring.GesProperties.Credential;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/**
 * A {@link GesJobClient} from {@code cloudjobs.ges.*}, once there are credentials or a bean named
 * {@code gesTokenProvider}.
 */
@AutoConfiguration
@ConditionalOnClass(GesJobClient.class)
@EnableConfigurationProperties(GesProperties.class)
final class GesAutoConfiguration {
    static final String TOKENS = "gesTokenProvider";
    private static final String CREDENTIAL = "cloudjobs.ges.credential";
    private static final String BUNDLE = "cloudjobs.ges.ssl.bundle";

    /** Found by its name only: a provider of tokens by its type alone would be one for any service. */
    @Bean(name = TOKENS, defaultCandidate = false)
    @ConditionalOnMissingBean(name = TOKENS)
    @ConditionalOnCredential(CREDENTIAL)
    TokenProvider gesTokenProvider(GesProperties properties, ObjectProvider<ConnectionCustomizer> customizers) {
        Credential credential = properties.credential();
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(kinds -> {
            kinds.put(CREDENTIAL + ".password", credential.password());
            kinds.put(CREDENTIAL + ".token", credential.token());
        });
        if (credential.token() != null) {
            return TokenProvider.of(credential.token());
        }
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(projects -> {
            projects.put("cloudjobs.ges.project-id", properties.projectId());
            projects.put(CREDENTIAL + ".project-name", credential.projectName());
        });
        IamTokenProvider.Builder builder = IamTokenProvider.builder();
        ifSet(credential.region(), builder::region);
        ifSet(credential.endpoint(), builder::endpoint);
        ifSet(credential.domainName(), builder::domainName);
        ifSet(credential.userName(), builder::userName);
        ifSet(credential.password(), builder::password);
        ifSet(properties.projectId(), builder::projectId);
        ifSet(credential.projectName(), builder::projectName);
        ifSet(properties.userAgent(), builder::userAgent);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnProperty(BUNDLE)
    GesConnections gesConnections(GesProperties properties, SslBundles bundles) {
        return new GesConnections(
                Tls.trusting(bundles.getBundle(properties.ssl().bundle())));
    }

    /** For clients of one's own that differ in the token or the project. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    GesJobClient.Builder gesJobClientBuilder(
            GesProperties properties,
            ObjectProvider<GesConnections> connections,
            ObjectProvider<ConnectionCustomizer> customizers) {
        GesJobClient.Builder builder = GesJobClient.builder();
        if (!properties.endpoint().isEmpty()) {
            builder.endpoints(properties.endpoint());
        }
        ifSet(properties.projectId(), builder::projectId);
        properties.applyTo(builder);
        connections.ifAvailable(trusting -> builder.httpClient(trusting.http()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = TOKENS)
    GesJobClient gesJobClient(
            GesJobClient.Builder builder, GesProperties properties, @Qualifier(TOKENS) TokenProvider tokens) {
        if (properties.projectId() == null && tokens instanceof IamTokenProvider iam) {
            builder.projectId(iam.projectId());
        }
        return builder.tokenProvider(tokens).build();
    }
}
