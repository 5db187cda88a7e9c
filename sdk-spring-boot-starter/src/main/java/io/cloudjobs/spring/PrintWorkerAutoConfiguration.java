package io.cloudjobs.spring;

import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Creates a {@link PrintTaskWorker} from {@code cloudjobs.print.worker.*} and a {@link PrintTaskHandler} bean, on the
 * {@link DataSource} of the application.
 */
@AutoConfiguration(after = {PrintAutoConfiguration.class, EmulatorAutoConfiguration.class})
@ConditionalOnClass({PrintTaskWorker.class, DataSource.class})
@ConditionalOnProperty(name = "cloudjobs.print.worker.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(PrintTaskWorker.class)
@Conditional(OnWorker.class)
@EnableConfigurationProperties(PrintWorkerProperties.class)
final class PrintWorkerAutoConfiguration {
    static final String PREFIX = "cloudjobs.print.worker";
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.spring");
    private static final PropertyGroup SHARED = new PropertyGroup(
            PREFIX,
            "Create the table, for example with Flyway: the scripts io/cloudjobs/print/worker/*.sql are in the jar of"
                    + " sdk-print-worker. For another name, set cloudjobs.print.worker.table-name.",
            "Correct the properties below cloudjobs.print.worker.");
    private static final PropertyGroup IN_MEMORY = new PropertyGroup(
            PREFIX,
            "Define a DataSource bean, for example with spring.datasource.url, or add com.h2database:h2 for one machine.",
            "Correct the properties below cloudjobs.print.worker.");

    private final PrintWorkerProperties properties;

    PrintWorkerAutoConfiguration(PrintWorkerProperties properties) {
        this.properties = properties;
    }

    /** Migrations of the database run before. */
    @Bean
    @DependsOnDatabaseInitialization
    RunningWorker runningPrintTaskWorker(
            ObjectProvider<PrintTaskHandler> handlers,
            ObjectProvider<PrintJobClient> clients,
            ObjectProvider<EmulatedTaskDefinition> emulated,
            ObjectProvider<PrintTaskWorkerCustomizer> customizers,
            BeanFactory beans) {
        PrintTaskHandler handler = handlers.getIfAvailable();
        if (handler == null) {
            throw new PropertyException(
                    "there are properties below " + PREFIX + ", but there is no PrintTaskHandler bean",
                    "Define a PrintTaskHandler bean, or set " + PREFIX + ".enabled=false.");
        }
        PrintJobClient print = clients.getIfAvailable();
        if (print == null) {
            throw new PropertyException(
                    "there is a PrintTaskHandler bean, but there is no PrintJobClient bean",
                    "Set the properties below cloudjobs.print.credential, or set " + PREFIX + ".enabled=false.");
        }
        DataSource dataSource = dataSource(beans);
        PropertyGroup group = dataSource == null ? IN_MEMORY : SHARED;
        PrintTaskWorker.Builder builder =
                dataSource == null ? PrintTaskWorker.builder(print) : PrintTaskWorker.builder(print, dataSource);
        apply(builder, group, emulated.getIfAvailable());
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return new RunningWorker(group.build(builder.handler(handler)::startPaused));
    }

    @Bean(destroyMethod = "")
    PrintTaskWorker printTaskWorker(RunningWorker running) {
        return running.worker();
    }

    private @Nullable DataSource dataSource(BeanFactory beans) {
        String name = properties.dataSource();
        if (name != null) {
            return SHARED.convert("data-source", name, given -> named(beans, given));
        }
        DataSource dataSource;
        try {
            dataSource = beans.getBeanProvider(DataSource.class).getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            throw new PropertyException(
                    SHARED.name("data-source") + " is not set, but there are several DataSource beans",
                    "Set " + SHARED.name("data-source") + " to the name of one of them, or mark one as @Primary.");
        }
        if (dataSource == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "there is no DataSource bean: the print task worker keeps its entries in memory, for one machine only");
        }
        return dataSource;
    }

    private static DataSource named(BeanFactory beans, String name) {
        try {
            return beans.getBean(name, DataSource.class);
        } catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException e) {
            throw new IllegalArgumentException("there is no DataSource bean of this name", e);
        }
    }

    private void apply(
            PrintTaskWorker.Builder builder, PropertyGroup group, @Nullable EmulatedTaskDefinition emulated) {
        if (emulated != null) {
            builder.taskDefinition(emulated.id());
        } else if (properties.taskDefinition() == null) {
            throw new PropertyException(
                    "there is a PrintTaskHandler bean, but " + group.name("task-definition") + " is not set",
                    "Set " + group.name("task-definition") + " to the id of the task definition, or set " + PREFIX
                            + ".enabled=false.");
        } else {
            group.set("task-definition", properties.taskDefinition(), builder::taskDefinition);
        }
        if (group == SHARED) { // the table in memory is the own table of the worker
            group.set("table-name", properties.tableName(), builder::tableName);
        }
        group.set("concurrency", properties.concurrency(), builder::concurrency);
        group.set("max-attempts", properties.maxAttempts(), builder::maxAttempts);
        group.set("poll-interval", properties.pollInterval(), builder::pollInterval);
        group.set("take-over-after", properties.takeOverAfter(), builder::takeOverAfter);
        group.set("settle-time", properties.settleTime(), builder::settleTime);
        group.set("shutdown-timeout", properties.shutdownTimeout(), builder::shutdownTimeout);
        if (emulated == null) { // an emulator would call the URL of the real application
            subscribe(builder, group);
        }
    }

    private void subscribe(PrintTaskWorker.Builder builder, PropertyGroup group) {
        String secret = properties.clientState();
        group.set("client-state", secret, given -> {
            NewPrintSubscription.forTasks("0").clientState(given); // has a limit that the builder does not have
            builder.clientState(given);
        });
        if (properties.notificationUrl() != null && secret == null) {
            throw new PropertyException(
                    group.name("notification-url") + " is set, but " + group.name("client-state") + " is not",
                    "Set " + group.name("client-state") + " to a secret that is hard to guess.");
        } else if (secret != null) {
            group.set("notification-url", properties.notificationUrl(), url -> builder.subscription(url, secret));
        }
    }
}
