package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.ges.AddIndex;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.EdgeFilterQuery;
import io.cloudjobs.ges.ExportGraph;
import io.cloudjobs.ges.ExportResult;
import io.cloudjobs.ges.FilteredQuery;
import io.cloudjobs.ges.GesSubmission;
import io.cloudjobs.ges.HygSync;
import io.cloudjobs.ges.ImportGraph;
import io.cloudjobs.ges.IndexType;
import io.cloudjobs.ges.VertexFilterQuery;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrintTaskProcessingState;
import java.io.OutputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the operations of a client: it calls each public method of its resources, and checks whether it sends a
 * request.
 */
final class Operations {
    private static final Set<String> NO_OPERATIONS =
            Set.of("async", "close", "toString", "withOptions", "withResponse");

    private static final List<GesSubmission> SUBMISSIONS = List.of(
            AddIndex.builder("i", IndexType.COMPOSITE_VERTEX_INDEX)
                    .hasLabel(true)
                    .property("age")
                    .build(),
            Algorithm.pageRank(),
            CypherQuery.of("return 1"),
            EdgeFilterQuery.builder().label("rate").build(),
            ExportGraph.builder("b/").build(),
            FilteredQuery.builder().vertices("v").filter("out").build(),
            ImportGraph.builder().edgesetPath("b/edges").schemaPath("b/schema").build(),
            VertexFilterQuery.builder().label("movie").build());

    private static final OffsetDateTime TOMORROW = OffsetDateTime.now().plusDays(1);

    /** The arguments by type. A new parameter type needs an entry here. */
    private static final List<Object> SAMPLES = List.of(
            "x",
            1L,
            1,
            (Consumer<Object>) options -> {},
            Path.of(System.getProperty("java.io.tmpdir"), "operations-test"),
            OutputStream.nullOutputStream(),
            TOMORROW,
            new PrintJobExpand[0],
            PrintJobConfiguration.builder().build(),
            PrintTaskProcessingState.COMPLETED,
            DocumentContent.of("a.txt", "text/plain", new byte[] {1}),
            ExportResult.builder("b/").build(),
            HygSync.builder().build());

    /** One update for each permission. */
    private static final List<NewPrintSubscription> SUBSCRIPTIONS = Stream.of(
                    NewPrintSubscription.forTasks("x"), NewPrintSubscription.forFetchableJobs("x"))
            .map(subscription -> subscription
                    .notificationUrl("https://localhost/a")
                    .clientState("secret")
                    .build())
            .toList();

    private final RefusingService service;
    private final Supplier<AutoCloseable> client;
    private final List<Operation> found = new ArrayList<>();

    private Operations(RefusingService service, Supplier<AutoCloseable> client) {
        this.service = service;
        this.client = client;
    }

    /**
     * Returns all operations of a client of this service. Uses a new client for each, because each uses up a part of
     * the retry budget.
     */
    static List<Operation> of(Class<?> type, RefusingService service, Supplier<AutoCloseable> client) throws Exception {
        assertThat(SUBMISSIONS)
                .as("one of each kind")
                .extracting(Object::getClass)
                .hasSameElementsAs(List.of(GesSubmission.class.getPermittedSubclasses()));
        Operations operations = new Operations(service, client);
        operations.walk(List.of(type), made -> made, "");
        return operations.found;
    }

    /**
     * Finds the operations of a type and of the types that its methods return.
     *
     * @param types the type, and the types on the way to it
     * @param way the way from a client to an instance
     * @param row the name of the method that returns the type
     */
    private void walk(List<Class<?>> types, Function<Object, Object> way, String row) throws Exception {
        Class<?> type = types.get(types.size() - 1);
        for (Method method : type.getMethods()) {
            boolean isOurs = method.getDeclaringClass() == type && !Modifier.isStatic(method.getModifiers());
            if (isOurs && !NO_OPERATIONS.contains(method.getName())) {
                for (List<Object> arguments : arguments(method)) {
                    Function<Object, Object> call = made -> invoke(method, way.apply(made), arguments);
                    // A row names the results of a job, not their vertices and edges.
                    String own = type.getSimpleName().endsWith("Resource") || types.size() == 1
                            ? row(type, method, arguments)
                            : row;
                    Class<?> given = method.getReturnType();
                    if (!find(method, arguments, own, call) && isOfClient(given) && !types.contains(given)) {
                        walk(Stream.concat(types.stream(), Stream.of(given)).toList(), call, own);
                    }
                }
            }
        }
    }

    /** Returns whether a type may have operations: a final class of ours. Models are interfaces and records. */
    private static boolean isOfClient(Class<?> type) {
        return type.getName().startsWith("io.cloudjobs.")
                && !type.isInterface()
                && !type.isRecord()
                && !Iterable.class.isAssignableFrom(type);
    }

    /**
     * Returns the name of the row. It includes the type of a submission to a graph, because each type is a different
     * operation there, but not in a search of a list.
     */
    private static String row(Class<?> type, Method method, List<Object> arguments) {
        String kind = arguments.stream()
                .filter(argument ->
                        argument instanceof GesSubmission && !method.getName().equals("find"))
                .map(submission -> "(" + submission.getClass().getSimpleName() + ")")
                .collect(joining());
        return type.getSimpleName() + "." + method.getName() + kind;
    }

    /** Returns whether a call sends a request, and so is an operation. */
    private boolean find(Method method, List<Object> arguments, String row, Function<Object, Object> call)
            throws Exception {
        call(503, call, method);
        if (service.received().isEmpty()) {
            return false;
        }
        boolean isRetried = service.countOfTheFirst() > 1;
        call(403, call, method);
        var first = service.received().get(0);
        boolean isAtLink = first.uri().getPath().equals(RefusingService.LINK_PATH);
        String path = isAtLink ? "{uploadUrl}" : service.firstAttempt().pathTemplate() + first.action();
        found.add(new Operation(
                method,
                arguments,
                row,
                service.firstAttempt().operation(),
                first.method() + " " + path,
                first.hasToken(),
                service.needs(),
                isRetried));
        return true;
    }

    private void call(int status, Function<Object, Object> call, Method method) throws Exception {
        service.refuse(status);
        try (AutoCloseable made = client.get()) {
            Object result = call.apply(made);
            if (result instanceof Iterable<?> list) {
                list.iterator().hasNext();
            }
        } catch (RuntimeException e) {
            assertThat(service.received())
                    .as("%s sent nothing and threw %s; another sample in this class may help", method, e)
                    .isNotEmpty();
        }
    }

    private static Object invoke(Method method, Object target, List<Object> arguments) {
        try {
            return method.invoke(target, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<List<Object>> arguments(Method method) {
        if (method.getName().equals("uploadSession")) {
            return List.of(List.of(service.url() + RefusingService.LINK_PATH + "?key=x"));
        }
        List<Class<?>> types = List.of(method.getParameterTypes());
        if (types.equals(List.of(GesSubmission.class))) {
            return SUBMISSIONS.stream().map(List::<Object>of).toList();
        }
        if (types.equals(List.of(NewPrintSubscription.class))) {
            return SUBSCRIPTIONS.stream().map(List::<Object>of).toList();
        }
        return List.of(types.stream().map(type -> sample(method, type)).toList());
    }

    private static Object sample(Method method, Class<?> type) {
        return Stream.concat(SUBMISSIONS.stream(), SAMPLES.stream())
                .filter(sample ->
                        MethodType.methodType(type).wrap().returnType().isInstance(sample))
                .findFirst()
                .orElseThrow(() -> new AssertionError("add a sample of " + type + " for " + method));
    }
}
