package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.KeptHeaders;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.auth.ClientCertificate;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.OneLine;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No text from outside forges a line of a log through a {@code toString}. The test finds every model and every class
 * that overrides {@code toString}, fills all its texts with hostile ones, and checks the result. So a new model is
 * covered without a change here.
 */
class ForgedLinesTest {
    private static final List<Class<?>> ALL = Stream.of(
                    SdkException.class, PrintJob.class, PrintTaskWorker.class, GesJob.class)
            .flatMap(ForgedLinesTest::classesBeside)
            .toList();

    /**
     * Classes that this test cannot create. It creates them explicitly below, or they show only a URL, whose texts are
     * encoded.
     */
    private static final Set<String> NOT_MADE = Set.of(
            "CachingTokenProvider",
            "ClientCertificate",
            "ClientCredentialsTokenProvider",
            "DocumentContent",
            "ErrorResponse",
            "IamLogin",
            "IamTokenProvider",
            "ManagedIdentityTokenProvider",
            "NewPrintSubscription",
            "PrintTaskWorker",
            "PrintUploadSessionResource",
            "TokenCache",
            "Turn");

    /** Texts that must not appear unescaped. Some constructors reject some of them, so each is also tried alone. */
    private static final List<String> HOSTILE = Stream.concat(
                    Stream.of(OneLine.FORGED),
                    OneLine.FORGED
                            .codePoints()
                            .filter(OneLine::isInvisible)
                            .mapToObj(c -> "ok" + Character.toString(c) + "forged"))
            .toList();

    private static Stream<Class<?>> classesBeside(Class<?> one) {
        try {
            URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return classesIn(path).stream();
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return classesIn(jar.getPath("/")).stream();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("io") && file.endsWith(".class"))
                    .sorted()
                    .<Class<?>>map(ForgedLinesTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
            return Class.forName(name, false, ForgedLinesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Class<?>> withToString() {
        return ALL.stream()
                .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()))
                .filter(type -> isGivenToUsers(type) || !type.isRecord() && !isInternal(type))
                .filter(ForgedLinesTest::hasToString);
    }

    /** Returns whether users can have an instance: the class or one of its interfaces is public. */
    private static boolean isGivenToUsers(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                .anyMatch(one -> ALL.contains(one) && Modifier.isPublic(one.getModifiers()) && !isInternal(one));
    }

    private static boolean isInternal(Class<?> type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static boolean hasToString(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("toString") && method.getParameterCount() == 0);
    }

    @TestFactory
    Stream<DynamicTest> noToStringShowsALineBreak() {
        return withToString()
                .filter(type -> !NOT_MADE.contains(type.getSimpleName()))
                .map(type -> DynamicTest.dynamicTest(type.getName(), () -> {
                    int made = 0;
                    for (String text : HOSTILE) {
                        Object object = make(type, text, 0);
                        if (object != null) {
                            OneLine.check(object.toString());
                            made++;
                        }
                    }
                    assertThat(made)
                            .as("hostile texts that its constructor takes")
                            .isPositive();
                }));
    }

    /** Returns an object with this text in every possible place; null if its constructors reject it. */
    private static @Nullable Object make(Class<?> type, String text, int depth) throws ReflectiveOperationException {
        if (depth > 5) {
            return null;
        }
        List<Constructor<?>> longestFirst = Arrays.stream(type.getDeclaredConstructors())
                .sorted((one, other) -> other.getParameterCount() - one.getParameterCount())
                .toList();
        for (Constructor<?> constructor : longestFirst) {
            constructor.setAccessible(true);
            Type[] types = constructor.getGenericParameterTypes();
            if (types.length != constructor.getParameterCount()) { // types has no captured variables
                types = constructor.getParameterTypes();
            }
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = value(types[i], text, depth + 1);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                // The constructor rejects it, for example an id with control characters.
            }
        }
        return null;
    }

    private static @Nullable Object value(Type type, String text, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw.isAssignableFrom(List.class)) {
                return list(value(of[0], text, depth));
            }
            if (raw == Map.class) {
                Object key = value(of[0], text, depth);
                Object value = value(of[1], text, depth);
                return key == null || value == null ? Map.of() : Map.of(key, value);
            }
            return value(raw, text, depth);
        }
        if (type instanceof WildcardType any) {
            return value(any.getUpperBounds()[0], text, depth);
        }
        return type instanceof Class<?> plain ? plainValue(plain, text, depth) : text; // a type variable
    }

    private static List<?> list(@Nullable Object of) {
        return of == null ? List.of() : List.of(of);
    }

    private static @Nullable Object plainValue(Class<?> type, String text, int depth)
            throws ReflectiveOperationException {
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == double.class || type == Double.class) {
            return 1.0;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.parse("2026-11-29T00:00:00Z");
        }
        if (type == ResourcePath.class) {
            return ResourcePath.ROOT.resolve("/things/{thingId}", "a\u202Eb\u2028c");
        }
        if (type == KeptHeaders.class) {
            return new KeptHeaders(Map.of(text, text));
        }
        if (type == ErrorResponse.class) {
            return error(text);
        }
        if (type == SdkException.class) {
            return new TransportException(text, null, 1, false, text, null);
        }
        if (type == Throwable.class) {
            return new IllegalStateException(text);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return JsonNodeFactory.instance.objectNode().put(text, text);
        }
        Class<?> own = ALL.stream()
                .filter(one -> one.isRecord() && type.isAssignableFrom(one))
                .findFirst()
                .orElse(null);
        return own == null ? null : make(own, text, depth);
    }

    private static ErrorResponse error(String text) {
        return ErrorResponse.builder(400)
                .code(text)
                .message(text)
                .requestId(text)
                .body(text)
                .header(text, text)
                .build();
    }

    @Test
    void anErrorResponseIsOneLineAndItsValuesAreRaw() {
        for (String text : HOSTILE) {
            ErrorResponse error = error(text);
            OneLine.check(error.toString());
            assertThat(List.of(error.code(), error.message(), error.requestId(), error.body(), error.header(text)))
                    .containsOnly(text);
        }
    }

    @Test
    void aModelThatIsReadHasTheRawValuesAndShowsThemEscaped() {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("id", OneLine.FORGED)
                .set("status", JsonNodeFactory.instance.objectNode().put("state", OneLine.FORGED))
                .toString();

        PrintJob job = PrintJob.fromJson(json);

        assertThat(List.of(job.id(), job.status().state().value())).containsOnly(OneLine.FORGED);
        assertThat(job.json()).isEqualTo(json);
        assertThat(job.toString())
                .startsWith("PrintJob[id=ok\\r\\n2026-11-29 ERROR forged\\u0000\\t\\u000b\\u001b[31m\\u007f")
                .satisfies(OneLine::check);
        OneLine.check(job.status().toString());
    }

    @Test
    void aDocumentIsOneLine() {
        byte[] one = {1};
        DocumentContent content = DocumentContent.of(OneLine.FORGED, "a/" + OneLine.FORGED, one);

        OneLine.check(content.toString());
        OneLine.check(content.named(OneLine.FORGED).toString());
        assertThat(content.documentName()).isEqualTo(OneLine.FORGED);
    }

    @Test
    void aWorkerIsOneLine() {
        PrintTaskWorker.Builder builder = PrintTaskWorker.builder(PrintJobClient.builder()
                        .endpoint("http://127.0.0.1:1")
                        .tokenProvider(TokenProvider.of("t"))
                        .build())
                .taskDefinition("a\u202Eb\u2028c")
                .handler(held -> Decision.hold());
        try (PrintTaskWorker worker = builder.start()) {
            PrintTaskLink foreign = new PrintTaskLink("d\u202Ee", "t");

            OneLine.check(worker.toString());
            OneLine.check(catchThrowable(() -> worker.decide(foreign, Decision.release())));
        }
    }

    @TempDir
    static Path temp;

    static Stream<Arguments> refusals() {
        PrintJobClient print =
                PrintJobClient.builder().tokenProvider(TokenProvider.of("t")).build();
        Stream<Arguments> ofIds = HOSTILE.stream()
                .map(text -> argumentSet(
                        "id", (ThrowingCallable) () -> print.printer(text).job(text + "/")));
        return Stream.concat(
                ofIds,
                Stream.of(
                        refusal("directory", () -> DocumentContent.of(directory("a\nb\u202E"), "text/plain")),
                        refusal("model", () -> PrintJob.fromJson("{\"id\":{\"" + OneLine.FORGED + "\":1}}")),
                        refusal("no JSON", () -> GesJob.fromJson(OneLine.FORGED)),
                        refusal("region", () -> IamTokenProvider.builder().region(OneLine.FORGED)),
                        refusal("PEM", () -> ClientCertificate.fromPem("-----BEGIN " + OneLine.FORGED + "-----\nx")),
                        refusal(
                                "endpoint",
                                () -> PrintJobClient.builder()
                                        .tokenProvider(TokenProvider.of("t"))
                                        .endpoint(OneLine.FORGED)
                                        .build()),
                        refusal(
                                "tenant",
                                () -> ClientCredentialsTokenProvider.builder().tenantId(OneLine.FORGED))));
    }

    private static Arguments refusal(String name, ThrowingCallable call) {
        return argumentSet(name, call);
    }

    private static Path directory(String name) throws IOException {
        return Files.createDirectories(temp.resolve(name));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsRefusedForgesNoLine(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);

        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        OneLine.check(failure);
    }
}
