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
                "IAM ges.project-id=p ges.endpoint=${UNSET}        | ges.endpoint has an unresolved placeholder           | Set UNSET, for example",
                "IAM ges.project-id=p ges.endpoint=https://${UNSET} | ges.endpoint has an unresolved placeholder          | Set UNSET, for example",
                "IAM ges.project-id=p ges.endpoint[0]=https://a ges.endpoint[1]=${UNSET} | ges.endpoint has an unresolved placeholder | Set UNSET, for example",
                "IAM ges.project-id=p ges.endpoint=${A},https://${B}:${C},${A} | ges.endpoint has an unresolved placeholder | Set A, B and C, for example",
                "print.credential.token=t print.endpoint=https://${UNSET}/v1.0 | print.endpoint has an unresolved placeholder | Set UNSET, for example",
                "print.credential.token=t print.user-agent=shop/${UNSET} | print.user-agent has an unresolved placeholder     | Set UNSET, for example",
                "ENTRA print.credential.managed-identity=${UNSET}  | print.credential.managed-identity has an unresolved placeholder | Set UNSET, for example",
                "ENTRA print.credential.send-certificate-chain=hush${UNSET} | print.credential.send-certificate-chain has an unresolved placeholder | Set the variable between ${ and }",
                "print.credential.token=t print.timeout=${UNSET}   | print.timeout has an unresolved placeholder          | Set UNSET, for example",
                "print.credential.token=t print.timeout=${UNSET}s  | print.timeout has an unresolved placeholder          | Set UNSET, for example",
                "print.credential.token=t print.cloud=${UNSET}     | print.cloud has an unresolved placeholder            | Set UNSET, for example",
                "print.credential.token=t print.allow-insecure-http=${UNSET} | print.allow-insecure-http has an unresolved placeholder | Set UNSET, for example",
                "IAM ges.project-id=p ges.retry.max-attempts=${UNSET} | ges.retry.max-attempts has an unresolved placeholder | Set UNSET, for example",
                "IAM ges.project-id=p ges.max-response-size=${UNSET} | ges.max-response-size has an unresolved placeholder | Set UNSET, for example",

                // Something is missing.
                "print.credential.client-secret=hush     | print.credential: tenantId is required: set it     | print.credential",
                "print.credential.tenant-id=t            | print.credential: clientId is required: set it     | client-secret",
                "ENTRA                                   | print.credential: clientSecret or clientCertificate is required: set it | client-certificate-bundle",
                "print.credential.managed-identity=false | print.credential: tenantId is required: set it     | managed-identity=true",
                "ges.credential.password=hush            | ges.credential: domainName is required: set it     | ges.credential",
                "IAM                                     | ges.credential: projectId or projectName is required: set it | cloudjobs.ges.project-id",
                "IAM ges.project-id=p                    | cloudjobs.ges: endpoint is required: set it         | cloudjobs.ges.endpoint",
                "ges.credential.token=hush               | cloudjobs.ges: projectId is required: set it       | cloudjobs.ges.project-id",

                // A value is invalid.
                "print.credential.token=hush print.timeout=0s             | print.timeout: timeout must be more than zero    | Set cloudjobs.print.timeout to a duration of more than zero, such as 60s.",
                "print.credential.token=hush print.max-response-size=0B   | print.max-response-size: maxResponseBytes must be more than zero | Set cloudjobs.print.max-response-size to a size of more than zero, such as 16MB.",
                "print.credential.token=hush print.retry.max-attempts=0   | print.retry.max-attempts: maxAttempts must be at least 1, but is 0 | Set cloudjobs.print.retry.max-attempts to 1 or more; 1 means no retries.",
                "IAM ges.project-id=p ges.retry.max-attempts=0            | ges.retry.max-attempts: maxAttempts must be at least 1, but is 0 | Set cloudjobs.ges.retry.max-attempts to 1 or more; 1 means no retries.",
                "IAM ges.project-id=p ges.retry.base-delay=-1s            | ges.retry.base-delay: baseDelay must not be negative | Set cloudjobs.ges.retry.base-delay to a duration of zero or more, such as 200ms.",
                "IAM ges.project-id=p ges.retry.throttled-base-delay=-1s  | ges.retry.throttled-base-delay: throttledBaseDelay must not be negative | Set cloudjobs.ges.retry.throttled-base-delay to a duration of zero or more, such as 1s.",
                "IAM ges.project-id=p ges.retry.max-delay=-1s             | ges.retry.max-delay: maxDelay must not be negative | Set cloudjobs.ges.retry.max-delay to a duration of zero or more, such as 20s.",
                "IAM ges.project-id=p ges.user-agent=\u00fc               | ges.user-agent: userAgent must be printable ASCII | Set cloudjobs.ges.user-agent to",
                "print.credential.token=hush print.endpoint=http://a.example | cloudjobs.print: endpoint must be https, because http shows the token to everyone on the network; call allowInsecureHttp() to accept the risk | Set cloudjobs.print.endpoint, and cloudjobs.print.advertised-endpoint if there is one, to a URL such as https://host. For http, also set cloudjobs.print.allow-insecure-http=true.",
                "IAM ges.project-id=p ges.endpoint=http://a.example          | cloudjobs.ges: endpoint must be https, because http shows the token to everyone on the network; call allowInsecureHttp() to accept the risk | Set cloudjobs.ges.endpoint to a URL such as https://host. For http, also set cloudjobs.ges.allow-insecure-http=true.",
                "IAM ges.project-id=p ges.credential.endpoint=http://a.example | cloudjobs.ges.credential: endpoint must be https, because http shows the token to everyone on the network; call allowInsecureHttp() to accept the risk | Set cloudjobs.ges.credential.endpoint to a URL such as https://host.",
                "IAM ges.project-id=p ges.credential.endpoint=a.example      | cloudjobs.ges.credential: endpoint must be a URL | Set cloudjobs.ges.credential.endpoint to a URL such as https://host.",
                "ENTRA print.credential.client-secret=hush print.credential.endpoint=a.example | cloudjobs.print.credential: endpoint must be a URL | Set cloudjobs.print.credential.endpoint to a URL such as https://host.",
                "IAM ges.project-id=p ges.endpoint[0]=                       | cloudjobs.ges: endpoint must be a URL | Set cloudjobs.ges.endpoint to a URL such as https://host. For http,",
                "print.credential.token=hush print.advertised-endpoint=a.example | cloudjobs.print: advertisedEndpoint must be a URL such as https://host or https://host/prefix | cloudjobs.print.advertised-endpoint if there is one, to a URL such as https://host.",
                "print.credential.token=hush print.advertised-endpoint=https://hush@a.example | cloudjobs.print: advertisedEndpoint must not contain a user name or password | cloudjobs.print.advertised-endpoint if there is one, to a URL such as https://host.",
                "print.credential.token=hush print.advertised-endpoint=${UNSET} | print.advertised-endpoint has an unresolved placeholder | Set UNSET",
                "ENTRA print.credential.client-secret=                    | print.credential.client-secret: clientSecret must not be blank | Set cloudjobs.print.credential.client-secret to the value of the secret. If the value comes from an environment variable, check that the variable is not empty.",
                "print.credential.token=                                  | print.credential.token: token must not be blank | Set cloudjobs.print.credential.token to an access token. If the value comes from an environment variable, check",
                "print.credential.client-secret=hush print.credential.tenant-id= | print.credential.tenant-id: tenantId must not be blank | Set cloudjobs.print.credential.tenant-id to the id of the tenant or one of its domains. If the value comes from an environment variable, check",
                "ges.credential.password=                                 | ges.credential.password: password must not be empty | Set cloudjobs.ges.credential.password to the password of the IAM user. If the value comes from an environment variable, check",
                "IAM ges.project-id=                                      | ges.project-id: projectId must not be blank    | Set cloudjobs.ges.project-id to the id of the project. If the value comes from an environment variable, check",
                "IAM ges.project-id=my-project                            | ges.project-id: projectId must be 1 to 64 letters and digits: to set the name of a project, call projectName() | Set cloudjobs.ges.project-id to the id of the project.",
                "ENTRA print.credential.client-certificate-bundle=        | print.credential.client-certificate-bundle: spring.ssl.bundle has no bundle of this name | If the value comes from an environment variable, check",
                "ENTRA print.credential.client-certificate-bundle=missing | print.credential.client-certificate-bundle: spring.ssl.bundle has no bundle of this name | Set cloudjobs.print.credential.client-certificate-bundle to the name of an SSL bundle (spring.ssl.bundle) with the certificate of the application and its private RSA key.",
                "IAM ges.credential.region=nowhere ges.project-id=p       | ges.credential.region: the IAM endpoint of region nowhere is not known: set it with endpoint() | Set cloudjobs.ges.credential.region to a region such as cn-north-4, or replace it with cloudjobs.ges.credential.endpoint.",
                "ges.credential.token=hush ges.project-id=p ges.ssl.bundle=missing | ges.ssl.bundle: spring.ssl.bundle has no bundle| Set cloudjobs.ges.ssl.bundle to the name of an SSL bundle (spring.ssl.bundle) whose trust store has the CA or the certificate of the graph.",
                "ENTRA print.credential.client-certificate-bundle=b spring.ssl.bundle.pem.b.keystore.certificate=classpath:hush.pem | print.credential.client-certificate-bundle: the SSL bundle cannot be read: a file does not exist | Correct the files and passwords of this bundle below spring.ssl.bundle.",
                "ENTRA print.credential.client-certificate-bundle=b spring.ssl.bundle.pem.b.truststore.certificate=classpath:hush.pem | print.credential.client-certificate-bundle: the SSL bundle has no | Set cloudjobs.print.credential.client-certificate-bundle to",
                "IAM ges.project-id=p ges.ssl.bundle=b spring.ssl.bundle.pem.b.truststore.certificate=classpath:hush.pem | ges.ssl.bundle: the SSL bundle cannot be read: a file does not exist | Correct the files and passwords of this bundle below spring.ssl.bundle.",
                "IAM ges.project-id=p ges.ssl.bundle=b spring.ssl.bundle.jks.b.truststore.location=classpath:hush.jks | ges.ssl.bundle: the SSL bundle cannot be read: a file does not exist | Correct the files and passwords of this bundle below spring.ssl.bundle.",
                "IAM ges.project-id=p ges.ssl.bundle=                     | ges.ssl.bundle: spring.ssl.bundle has no bundle | check that the variable is not empty.",
                "IAM ges.project-id=p ges.ssl.bundle=${UNSET}             | ges.ssl.bundle has an unresolved placeholder    | Set UNSET, for example",
                "IAM ges.project-id=p ges.ssl.bundle=b spring.ssl.bundle.jks.b.truststore.location=classpath:META-INF/spring.factories spring.ssl.bundle.jks.b.truststore.password=hush | ges.ssl.bundle: the SSL bundle cannot be read | Correct the files",
                "ENTRA print.credential.client-secret=hush print.credential.managed-identity= | print.credential.managed-identity is not a boolean | Set cloudjobs.print.credential.managed-identity to true or false.",
                "print.credential=${UNSET}                                | print.credential has a value, but is only the prefix of other properties | print.credential.client-secret",
                // One level too high, or the wrong one: Boot would print the value.
                "print.credential=hush                                    | print.credential has a value, but is only the prefix of other properties | print.credential.client-secret",
                "ges.credential=hush                                      | ges.credential has a value, but is only the prefix | ges.credential.password",
                "ENTRA print.credential.managed-identity=hush             | print.credential.managed-identity is not a boolean | Set cloudjobs.print.credential.managed-identity to true or false.",

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
                .map(property -> property.startsWith("spring.") ? property : "cloudjobs." + property)
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
    static FailureAnalysis analysis(Throwable failure, String[] properties) {
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
