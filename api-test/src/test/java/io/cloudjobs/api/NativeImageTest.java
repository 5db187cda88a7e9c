package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The GraalVM configuration of the types that Jackson accesses: all records of the packages that are opened to it, so
 * that there is no list to maintain, their interfaces, and the readers that they name.
 */
class NativeImageTest {
    private static final Set<String> LOOKED_INTO = new TreeSet<>();

    @BeforeAll
    static void lookInto() {
        for (PublishedModule module : PublishedModule.values()) {
            module.classes().stream()
                    .filter(type -> type.isRecord() || JsonDeserializer.class.isAssignableFrom(type))
                    .filter(type -> isOpenedToJackson(module, type.getPackageName()))
                    .forEach(NativeImageTest::addWithInterfaces);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "PRINT", "GES"})
    void reflectConfigIsComplete(PublishedModule module) throws IOException {
        String entries = module.classes().stream()
                .filter(type -> LOOKED_INTO.contains(type.getName()))
                .map(NativeImageTest::entry)
                .collect(joining(",\n"));
        Committed.check(
                module.artifact() + "/src/main/resources/META-INF/native-image/io.cloudjobs/" + module.artifact()
                        + "/reflect-config.json",
                ("[\n" + entries + "\n]").lines().toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"EMULATOR", "STARTER"})
    void theOthersHaveNothingForJackson(PublishedModule module) {
        assertThat(module.classes()).noneMatch(type -> LOOKED_INTO.contains(type.getName()));
    }

    /** The class through which all reading and writing of models goes. */
    private static String entry(Class<?> type) {
        return "{\"condition\":{\"typeReachable\":\"io.cloudjobs.core.internal.json.Json\"},\"name\":\""
                + type.getName()
                + "\","
                + (type.isInterface()
                        ? ""
                        : "\"allDeclaredConstructors\":true,\"allDeclaredFields\":true,\"allRecordComponents\":true,")
                + "\"allDeclaredMethods\":true}";
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
