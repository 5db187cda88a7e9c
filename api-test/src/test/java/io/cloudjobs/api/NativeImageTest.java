package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The GraalVM configuration of the types that Jackson accesses: all records of the packages that are opened to it, so
 * that there is no list to maintain, their interfaces, and the readers that they name. The records of the worker are for its
 * users; it stores the types that have an annotation of Jackson.
 */
class NativeImageTest {
    private static final Set<String> LOOKED_INTO = new TreeSet<>();

    @BeforeAll
    static void lookInto() {
        for (PublishedModule module : PublishedModule.values()) {
            module.classes().stream()
                    .filter(type -> module == PublishedModule.PRINT_WORKER
                            ? isAnnotated(type)
                            : type.isRecord() || JsonDeserializer.class.isAssignableFrom(type))
                    .filter(type -> isOpenedToJackson(module, type.getPackageName()))
                    .forEach(NativeImageTest::addWithInterfaces);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "PRINT", "PRINT_WORKER", "GES"})
    void reflectConfigIsComplete(PublishedModule module) throws IOException {
        String entries = module.classes().stream()
                .filter(type -> LOOKED_INTO.contains(type.getName()))
                .map(type -> entry(module, type))
                .collect(joining(",\n"));
        Committed.check(
                module.artifact() + "/src/main/resources/META-INF/native-image/io.cloudjobs/" + module.artifact()
                        + "/reflect-config.json",
                ("[\n" + entries + "\n]").lines().toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"PRINT_WORKER_KAFKA", "EMULATOR", "STARTER"})
    void theOthersHaveNothingForJackson(PublishedModule module) {
        assertThat(module.classes()).noneMatch(type -> LOOKED_INTO.contains(type.getName()));
    }

    /** The condition is the class through which all reading and writing of models goes, or of what a worker stores. */
    private static String entry(PublishedModule module, Class<?> type) {
        return "{\"condition\":{\"typeReachable\":\"io.cloudjobs."
                + (module == PublishedModule.PRINT_WORKER ? "print.worker.StoredJson" : "core.internal.json.Json")
                + "\"},\"name\":\""
                + type.getName()
                + "\","
                + (type.isInterface()
                        ? ""
                        : "\"allDeclaredConstructors\":true,\"allDeclaredFields\":true,\"allRecordComponents\":true,")
                + "\"allDeclaredMethods\":true}";
    }

    private static boolean isAnnotated(Class<?> type) {
        return Stream.<AnnotatedElement>concat(
                        Stream.of(type),
                        Stream.concat(
                                Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields())))
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(its -> its.annotationType().isAnnotationPresent(JacksonAnnotation.class));
    }

    private static boolean isOpenedToJackson(PublishedModule module, String name) {
        return module.descriptor().opens().stream()
                .anyMatch(opens ->
                        opens.source().equals(name) && opens.targets().contains("com.fasterxml.jackson.databind"));
    }

    private static void addWithInterfaces(Class<?> type) {
        if (type.getName().startsWith("io.cloudjobs.") && LOOKED_INTO.add(type.getName())) {
            for (Class<?> each : type.getInterfaces()) {
                addWithInterfaces(each);
            }
        }
    }
}
