package io.cloudjobs.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.AddIndex;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.ElementFilter;
import io.cloudjobs.ges.ExportGraph;
import io.cloudjobs.ges.ExportResult;
import io.cloudjobs.ges.FilteredQuery;
import io.cloudjobs.ges.GesGraphResource;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesResult;
import io.cloudjobs.ges.HygSync;
import io.cloudjobs.ges.ImportGraph;
import io.cloudjobs.ges.IndexType;
import io.cloudjobs.ges.VertexFilterQuery;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.PrinterShareResource;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider;
import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.print.printer.PrinterCapabilities;
import io.cloudjobs.print.printer.PrinterListOptions;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Passes null as each text and each array of the public API. {@code System.getenv} returns null for an unset variable, so
 * the exception names the argument, and mentions the variable where the value usually comes from the configuration.
 */
@Timeout(120)
class NullArgumentsTest {
    private static final String HINT = " must not be null: is the environment variable set?";

    /** The arguments that usually come from the configuration. */
    private static final Map<PublishedModule, Set<String>> CONFIGURED = Map.of(
            PublishedModule.CORE,
            Set.of("ConnectionBuilder.endpoint", "ConnectionBuilder.userAgent", "TokenProvider.of token"),
            PublishedModule.PRINT,
            Set.of(
                    "ClientCertificate.fromPem pem",
                    "ClientCertificate.fromPem password",
                    "ClientCertificate.fromPkcs12 store",
                    "ClientCredentialsTokenProvider.Builder.clientId",
                    "ClientCredentialsTokenProvider.Builder.clientSecret",
                    "ClientCredentialsTokenProvider.Builder.scope",
                    "ClientCredentialsTokenProvider.Builder.tenantId",
                    "ManagedIdentityTokenProvider.Builder.clientId",
                    "ManagedIdentityTokenProvider.Builder.objectId",
                    "ManagedIdentityTokenProvider.Builder.resourceId",
                    "NewPrintSubscription.Builder.clientState",
                    "NewPrintSubscription.Builder.lifecycleNotificationUrl",
                    "NewPrintSubscription.Builder.notificationUrl",
                    "NewPrintSubscription.forFetchableJobs printerId",
                    "NewPrintSubscription.forTasks definitionId",
                    "PrintJobClient.Builder.advertisedEndpoint",
                    "PrintJobClient.printer printerId",
                    "PrintJobClient.share shareId",
                    "PrintJobClient.subscription subscriptionId",
                    "PrintJobClient.taskDefinition definitionId",
                    "PrintJobLink printerId",
                    "PrintNotification.hasClientState expected",
                    "PrintTaskLink definitionId",
                    "PrintTaskTriggersResource.create definitionId",
                    "PrinterJobResource.redirect destinationPrinterId",
                    "PrinterJobResource.redirectAndConfirm destinationPrinterId"),
            PublishedModule.PRINT_WORKER,
            Set.of(
                    "Decision.redirect printerId",
                    "PrintTaskWorker.Builder.clientState",
                    "PrintTaskWorker.Builder.subscription clientState",
                    "PrintTaskWorker.Builder.subscription notificationUrl",
                    "PrintTaskWorker.Builder.taskDefinition definitionId"),
            PublishedModule.GES,
            Set.of(
                    "GesJobClient.Builder.projectId",
                    "GesJobClient.graph graphName",
                    "GesJobClient.hyg graphName",
                    "IamTokenProvider.Builder.domainName",
                    "IamTokenProvider.Builder.mfa userId",
                    "IamTokenProvider.Builder.password",
                    "IamTokenProvider.Builder.projectId",
                    "IamTokenProvider.Builder.projectName",
                    "IamTokenProvider.Builder.region",
                    "IamTokenProvider.Builder.userName",
                    "ObsParameters.of accessKey",
                    "ObsParameters.of secretKey"));

    /** Methods that the client calls, not its user. */
    private static final Set<String> EXCLUDED = Set.of("equals", "invalidate");

    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+)");

    /** A worker whose polls fail. */
    private static final PrintTaskWorker WORKER = PrintTaskWorker.builder(PrintJobClient.builder()
                    .endpoint("http://127.0.0.1:1")
                    .tokenProvider(TokenProvider.of("token"))
                    .build())
            .taskDefinition("d")
            .handler(held -> Decision.hold())
            .start();

    @AfterAll
    static void stop() {
        WORKER.close();
    }

    /** The instances by type. A type with a method that takes a text needs an entry here. */
    private static List<Object> instances() {
        PrintJobClient.Builder connection = PrintJobClient.builder()
                .endpoint("http://127.0.0.1:1")
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none());
        PrintJobClient print = connection.build();
        GesJobClient ges = GesJobClient.builder()
                .endpoint("http://127.0.0.1:1")
                .projectId("p")
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none())
                .build();
        PrinterShareResource share = print.share("s");
        GesGraphResource graph = ges.graph("g");
        ErrorResponse.Builder error = ErrorResponse.builder(400);
        AtomicReference<PrinterListOptions> listOptions = new AtomicReference<>();
        print.printers().list(listOptions::set);
        AtomicReference<ClientOptions> options = new AtomicReference<>();
        print.withOptions(options::set);
        return List.of(
                connection,
                error,
                error.build(),
                new ApiException("o", null, 1, false, error.build()),
                new CachingTokenProvider(() -> new AccessToken("t", Instant.MAX)),
                DocumentContent.of("a", "a/b", new byte[] {1}),
                NewPrintSubscription.forTasks("p"),
                print,
                share,
                share.jobs(),
                share.job("j"),
                share.job("j").document("d"),
                listOptions.get(),
                options.get(),
                print.withResponse(client -> "x"),
                print.printer("p"),
                print.printer("p").jobs(),
                print.printer("p").jobs().list(),
                print.printer("p").job("j"),
                print.printer("p").job("j").document("d"),
                print.printer("p").taskTriggers(),
                PrinterCapabilities.fromJson("{}"),
                print.reports(),
                print.taskDefinitions(),
                print.taskDefinition("d"),
                print.taskDefinition("d").task("t"),
                PrintJobConfiguration.builder(),
                PrintNotification.parse("{'value':[{'clientState':'s'}]}".replace('\'', '"'))
                        .get(0),
                ClientCredentialsTokenProvider.builder(),
                ManagedIdentityTokenProvider.builder(),
                ManagedIdentityTokenProvider.builder().build(),
                ges,
                GesJobClient.builder(),
                graph,
                graph.job("j").results(),
                ges.hyg("g"),
                GesResult.fromJson("{'data':{}}".replace('\'', '"')),
                AddIndex.builder("i", IndexType.COMPOSITE_VERTEX_INDEX),
                Algorithm.pageRank(),
                CypherQuery.of("return 1"),
                ExportGraph.builder("b/"),
                ExportResult.builder("b/"),
                FilteredQuery.builder(),
                VertexFilterQuery.builder(),
                HygSync.builder(),
                ImportGraph.builder(),
                IamTokenProvider.builder(),
                PrintTaskWorker.builder(print),
                WORKER);
    }

    /** The other arguments by type. */
    private static final List<Object> SAMPLES = List.of(
            "x",
            1L,
            1,
            new char[] {'x'},
            new byte[] {1},
            new String[0],
            Instant.MAX,
            OffsetDateTime.MAX,
            (Supplier<String>) () -> "x",
            (DocumentContent.Source) InputStream::nullInputStream,
            Committed.ROOT.resolve("pom.xml"),
            new PrintJobExpand[0],
            PrintJobConfiguration.builder().build(),
            PrintJob.fromJson("{'id':'1','status':{'state':'paused'}}".replace('\'', '"')),
            PrintTask.fromJson("{'id':'1','status':{'state':'processing'}}".replace('\'', '"')),
            PrintTaskProcessingState.COMPLETED,
            IndexType.COMPOSITE_VERTEX_INDEX,
            ElementFilter.label("l"));

    /** A parameter, and the exception for null. */
    private record Refusal(
            Executable method, int parameter, @Nullable Throwable exception) {
        boolean hasHint() {
            return exception != null && String.valueOf(exception.getMessage()).endsWith(HINT);
        }

        /** Returns the name in the message; the whole message if it is another text. */
        String name() {
            String message = String.valueOf(exception == null ? null : exception.getMessage());
            return hasHint() ? message.substring(0, message.length() - HINT.length()) : message;
        }

        String place() {
            String type = method.getDeclaringClass().getName();
            String place = type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
                    + (method instanceof Constructor ? "" : "." + method.getName());
            return name().equals(method.getName()) ? place : place + " " + name();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "PRINT", "PRINT_WORKER", "GES"})
    void nullIsRefusedByName(PublishedModule module) throws Exception {
        List<Refusal> refusals = refusals(module);
        Map<String, String> javadocs = Javadocs.of(module.artifact());

        SoftAssertions.assertSoftly(softly -> {
            for (Refusal refusal : refusals) {
                softly.assertThat(refusal.exception)
                        .as("parameter %s of %s", refusal.parameter, refusal.method)
                        .isExactlyInstanceOf(NullPointerException.class);
                softly.assertThat(refusal.name())
                        .as("parameter %s of %s", refusal.parameter, refusal.method)
                        .isIn(names(refusal.method, javadocs));
            }
            Set<String> configured = refusals.stream()
                    .filter(Refusal::hasHint)
                    .map(Refusal::place)
                    .collect(toCollection(TreeSet::new));
            softly.assertThat(configured).containsExactlyInAnyOrderElementsOf(CONFIGURED.get(module));
        });
    }

    /** Returns the names of the parameters, and the name of the method, which is more precise for a setter. */
    private static Set<String> names(Executable method, Map<String, String> javadocs) {
        Set<String> names = new TreeSet<>();
        names.add(method.getName());
        String type = method.getDeclaringClass().getSimpleName();
        Stream.of(method instanceof Method of ? Javadocs.key(of) : type, type)
                .map(key -> javadocs.getOrDefault(key, ""))
                .flatMap(text -> PARAMETER.matcher(text).results())
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static List<Refusal> refusals(PublishedModule module) throws Exception {
        List<Object> instances = instances();
        List<Refusal> refusals = new ArrayList<>();
        for (Class<?> type : module.api()) {
            if (type.isEnum()
                    || type == AttemptEvent.class
                    || type == AttemptStart.class // CallStartsTest
                    || Throwable.class.isAssignableFrom(type) && !type.equals(ApiException.class)) {
                continue;
            }
            for (Executable method : members(type)) {
                for (int i = 0; i < method.getParameterCount(); i++) {
                    if (isRequiredText(method.getAnnotatedParameterTypes()[i])) {
                        refusals.add(new Refusal(method, i, call(method, i, instances)));
                    }
                }
            }
        }
        assertThat(refusals).isNotEmpty();
        return refusals;
    }

    /** Returns the public methods and constructors. The exceptions have constructors for subclasses only. */
    private static List<Executable> members(Class<?> type) {
        Stream<Executable> constructors =
                type.equals(ApiException.class) ? Stream.of() : Arrays.stream(type.getConstructors());
        return Stream.concat(constructors, Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !EXCLUDED.contains(member.getName()))
                .toList();
    }

    private static boolean isRequiredText(AnnotatedType type) {
        return !type.isAnnotationPresent(Nullable.class)
                && Set.of(String.class, String[].class, char[].class, byte[].class)
                        .contains(type.getType());
    }

    private static @Nullable Throwable call(Executable method, int nulled, List<Object> instances) throws Exception {
        try {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = i == nulled ? null : sample(samples(method), method.getParameterTypes()[i], method);
            }
            if (method.getParameterTypes()[nulled] == String[].class) {
                arguments[nulled] = new String[] {"x", null};
            }
            if (method instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                Object target = Modifier.isStatic(method.getModifiers())
                        ? null
                        : sample(instances, method.getDeclaringClass(), method);
                ((Method) method).invoke(target, arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (AssertionError e) {
            return e; // shown with all others
        }
    }

    /** Returns the samples; for a subscription with a URL, because its other argument is checked later. */
    private static List<Object> samples(Executable method) {
        return method.getName().equals("subscription") ? List.of("https://app.example/x") : SAMPLES;
    }

    private static Object sample(List<Object> samples, Class<?> type, Executable method) {
        return samples.stream()
                .filter(MethodType.methodType(type).wrap().returnType()::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("add a sample of " + type + " for " + method));
    }
}
