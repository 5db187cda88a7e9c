package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** If properties keep an application from starting, it prints two sentences and no secret. */
class StartFailuresTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // A variable that is not set.
                "ENTRA print.credential.client-secret=hush${UNSET} | print.credential.client-secret has an unresolved placeholder | Set the variable between ${ and }, for example in the environment, or give the placeholder a default.",
                "print.credential.token=${UNSET}                   | print.credential.token has an unresolved placeholder | Set UNSET",
                "print.credential.tenant-id=${UNSET}               | print.credential.tenant-id has an unresolved placeholder | Set UNSET",
                "ges.credential.password=${UNSET}                  | ges.credential.password has an unresolved placeholder| Set UNSET",
                "IAM ges.project-id=${UNSET}                       | ges.project-id has an unresolved placeholder         | Set UNSET",
                "print.credential.token=t print.endpoint=${UNSET}  | print.endpoint has an unresolved placeholder         | Set UNSET",
                "ENTRA print.credential.client-secret=a${hush}     | print.credential.client-secret has an unresolved placeholder | Set the variable",

                // Something is missing.
                "print.credential.client-secret=hush     | print.credential: tenantId is required: set it     | print.credential",
                "print.credential.tenant-id=t            | print.credential: clientId is required: set it     | client-secret",
                "ENTRA                                   | print.credential: set either clientSecret or clientCertificate, not both | client-certificate-bundle",
                "print.credential.managed-identity=false | print.credential: tenantId is required: set it     | managed-identity=true",
                "ges.credential.password=hush            | ges.credential: domainName is required: set it     | ges.credential",
                "IAM                                     | ges.credential: projectId or projectName is required: set it | cloudjobs.ges.project-id",
                "IAM ges.project-id=p                    | cloudjobs.ges: endpoint is required: set it         | cloudjobs.ges.endpoint",
                "ges.credential.token=hush               | cloudjobs.ges: projectId is required: set it       | cloudjobs.ges.project-id",

                // A value is invalid.
                "print.credential.token=hush print.timeout=0s             | print.timeout: timeout must be more than zero    | Set cloudjobs.print.timeout to",
                "print.credential.token=hush print.max-response-size=0B   | print.max-response-size: maxResponseBytes must be more than zero | Set cloudjobs.print.max-response-size to",
                "print.credential.token=hush print.retry.max-attempts=0   | print.retry: maxAttempts must be at least 1     | Set cloudjobs.print.retry to",
                "print.credential.token=hush print.endpoint=http://a.example | cloudjobs.print: endpoint must be https, because http shows the token to everyone on the network; call allowInsecureHttp() to accept the risk | cloudjobs.print.endpoint",
                "print.credential.token=hush print.advertised-endpoint=a.example | cloudjobs.print: advertisedEndpoint must be a URL such as https://host or https://host/prefix | cloudjobs.print.advertised-endpoint",
                "print.credential.token=hush print.advertised-endpoint=https://hush@a.example | cloudjobs.print: advertisedEndpoint must not contain a user name or password | cloudjobs.print.advertised-endpoint",
                "print.credential.token=hush print.advertised-endpoint=${UNSET} | print.advertised-endpoint has an unresolved placeholder | Set UNSET",
                "ENTRA print.credential.client-secret=                    | print.credential.client-secret: clientSecret must not be blank | Set cloudjobs.print.credential.client-secret to",
                "ENTRA print.credential.client-certificate-bundle=missing | print.credential.client-certificate-bundle: spring.ssl.bundle has no bundle of this name | Set cloudjobs.print.credential.client-certificate-bundle to",
                "IAM ges.credential.region=nowhere ges.project-id=p       | ges.credential.region: the IAM endpoint of region nowhere is not known | Set cloudjobs.ges.credential.region to",
                "ges.credential.token=hush ges.project-id=p ges.ssl.bundle=missing | ges.ssl.bundle: spring.ssl.bundle has no bundle| Set cloudjobs.ges.ssl.bundle to",

                // One level too high, or the wrong one: Boot would print the value.
                "print.credential=hush                                    | print.credential has a value, but is only the prefix of other properties | print.credential.client-secret",
                "ges.credential=hush                                      | ges.credential has a value, but is only the prefix | ges.credential.password",
                "ENTRA print.credential.managed-identity=hush             | print.credential.managed-identity is not a boolean | Set cloudjobs.print.credential.managed-identity to a boolean.",

                // A property would have no effect.
                "ENTRA print.credential.client-secret=hush print.credential.send-certificate-chain=true | print.credential.send-certificate-chain is set, but there is no certificate | client-certificate-bundle",
                "print.credential.token=hush print.credential.client-id=c | print.credential.token is set together with other  | Remove cloudjobs.print.credential.token or",
                "ges.credential.token=hush ges.credential.project-name=p  | ges.credential.token is set together with other    | Remove cloudjobs.ges.credential.token or",
                "IAM ges.credential.region=cn-north-4 ges.credential.endpoint=e   | ges.credential.region   | Update your configuration",
                "IAM ges.project-id=p ges.credential.project-name=p               | ges.project-id          | Update your configuration",
                "print.credential.managed-identity=true print.credential.tenant-id=t | print.credential.tenant-id | Update your configuration",
            })
    void aMistakeIsNamed(String properties, String description, String action) {
        String[] all = Stream.of(properties
                        .replace("ENTRA", "print.credential.tenant-id=t print.credential.client-id=c")
                        .replace(
                                "IAM",
                                "ges.credential.domain-name=d ges.credential.user-name=u ges.credential.password=hush")
                        .split(" "))
                .map("cloudjobs."::concat)
                .toArray(String[]::new);
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class, PrintAutoConfiguration.class, GesAutoConfiguration.class))
                .withPropertyValues(all)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = analysis(context.getStartupFailure(), all);
                    assertThat(analysis.getDescription()).contains(description).contains("cloudjobs.");
                    assertThat(analysis.getAction()).contains(action);
                    assertThat(analysis.getDescription()
                                    + analysis.getAction()
                                    + Throwables.getStackTrace(context.getStartupFailure()))
                            .doesNotContain("hush");
                });
    }

    /** The starter reads the properties even if nothing needs a token. */
    @Test
    void aCredentialOneLevelTooHighIsNotPrintedBesideAProviderOfOnesOwn() {
        for (String group : List.of("print.credential", "ges.credential")) {
            String property = "cloudjobs." + group + "=hush";
            String service = group.replace(".credential", "");
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(PrintAutoConfiguration.class, GesAutoConfiguration.class))
                    .withBean(service + "TokenProvider", TokenProvider.class, () -> TokenProvider.of("own"))
                    .withPropertyValues(property)
                    .run(context -> {
                        FailureAnalysis analysis = analysis(context.getStartupFailure(), new String[] {property});
                        assertThat(analysis.getDescription())
                                .contains("cloudjobs." + group + " has a value, but is only the prefix");
                        assertThat(analysis.getDescription() + Throwables.getStackTrace(context.getStartupFailure()))
                                .doesNotContain("hush");
                    });
        }
    }

    /** Analyzes the failure as Boot does. */
    private static FailureAnalysis analysis(Throwable failure, String[] properties) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        TestPropertyValues.of(properties).applyTo(environment);
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(Environment.class, environment)
                                .and(BeanFactory.class, new DefaultListableBeanFactory()),
                        (factoryType, implementation, e) -> {}) // for libraries that are not on the class path
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no analyzer explains it", failure));
    }
}
