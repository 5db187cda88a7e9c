package io.cloudjobs.spring;

import static org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.spring.GesProperties.Credential;
import java.util.Objects;
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
 * Creates a {@link GesJobClient} from {@code cloudjobs.ges.*} if there are credentials or a bean named
 * {@code gesTokenProvider}.
 */
@AutoConfiguration
@ConditionalOnClass(GesJobClient.class)
@EnableConfigurationProperties(GesProperties.class)
@Import(CredentialBinding.class)
final class GesAutoConfiguration {
    static final String TOKENS = "gesTokenProvider";
    private static final String PREFIX = "cloudjobs.ges.credential";
    private static final PropertyGroup CREDENTIAL = new PropertyGroup(
            PREFIX,
            "Set domain-name, user-name and password of an IAM user below cloudjobs.ges.credential, and either"
                    + " cloudjobs.ges.project-id or cloudjobs.ges.credential.project-name.",
            "Set cloudjobs.ges.credential.endpoint to a URL such as https://host.");

    /** Injected only by name, because a {@code TokenProvider} by type could be for any service. */
    @Bean(name = TOKENS, defaultCandidate = false)
    @ConditionalOnMissingBean(name = TOKENS)
    @ConditionalOnSet(PREFIX)
    TokenProvider gesTokenProvider(GesProperties properties, ObjectProvider<ConnectionCustomizer> customizers) {
        Credential credential = properties.credential();
        throwIfMultipleNonNullValuesIn(kinds -> {
            kinds.put(CREDENTIAL.name("password"), credential.password());
            kinds.put(CREDENTIAL.name("token"), credential.token());
        });
        throwIfMultipleNonNullValuesIn(projects -> {
            projects.put(properties.group().name("project-id"), properties.projectId());
            projects.put(CREDENTIAL.name("project-name"), credential.projectName());
        });
        throwIfMultipleNonNullValuesIn(places -> {
            places.put(CREDENTIAL.name("region"), credential.region());
            places.put(CREDENTIAL.name("endpoint"), credential.endpoint());
        });
        if (credential.token() != null) {
            return CREDENTIAL.fixed(credential.token(), credential.isTokenAlone());
        }
        IamTokenProvider.Builder builder = IamTokenProvider.builder();
        CREDENTIAL.set("region", credential.region(), builder::region);
        CREDENTIAL.set("endpoint", credential.endpoint(), builder::endpoint);
        CREDENTIAL.set("domain-name", credential.domainName(), builder::domainName);
        CREDENTIAL.set("user-name", credential.userName(), builder::userName);
        CREDENTIAL.set("password", credential.password(), builder::password);
        CREDENTIAL.set("project-name", credential.projectName(), builder::projectName);
        properties.group().set("project-id", properties.projectId(), builder::projectId);
        properties.group().set("user-agent", properties.userAgent(), builder::userAgent);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return CREDENTIAL.build(builder::build);
    }

    /** Applies only to the starter's builder, not to a builder of the application or the emulator. */
    @Bean
    @ConditionalOnSet("cloudjobs.ges.ssl.bundle")
    @ConditionalOnMissingBean(GesJobClient.Builder.class)
    GesConnections gesConnections(GesProperties properties, SslBundles bundles) {
        String bundle = Objects.requireNonNull(properties.ssl().bundle());
        GesConnections connections = new GesConnections(
                properties.group().bundle("ssl.bundle", bundle, name -> Tls.trusting(bundles, name)));
        bundles.addBundleUpdateHandler(
                bundle, renewed -> connections.http().connectionPool().evictAll());
        return connections;
    }

    /** Applications may inject it to create clients with other tokens or projects. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    GesJobClient.Builder gesJobClientBuilder(
            GesProperties properties,
            ObjectProvider<GesConnections> connections,
            ObjectProvider<ConnectionCustomizer> customizers) {
        GesJobClient.Builder builder = GesJobClient.builder();
        if (!properties.endpoint().isEmpty()) {
            properties.group().set("endpoint", properties.endpoint(), builder::endpoints);
        }
        properties.group().set("project-id", properties.projectId(), builder::projectId);
        connections.ifAvailable(graph -> builder.httpClient(graph.http()).callFactory(graph::trusting));
        return properties.applyTo(builder, customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = TOKENS)
    GesJobClient gesJobClient(
            GesJobClient.Builder builder, GesProperties properties, @Qualifier(TOKENS) TokenProvider tokens) {
        if (properties.projectId() == null && tokens instanceof IamTokenProvider iam) {
            builder.projectId(iam.projectId());
        }
        return properties.group().build(builder.tokenProvider(tokens)::build);
    }
}
