package io.cloudjobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the exports of each {@code module-info}. */
class ModulesTest {
    @Test
    void noPackageIsInTwoModules() {
        Set<String> seen = new HashSet<>();
        assertThat(PublishedModule.all().flatMap(ModulesTest::packages)).allMatch(seen::add);
    }

    @ParameterizedTest
    @EnumSource
    void internalPackagesAreForOurOwnModulesOnly(PublishedModule module) {
        assertThat(packages(module).filter(name -> name.contains("internal")))
                .noneMatch(name -> module.descriptor().exports().stream()
                        .anyMatch(exports -> exports.source().equals(name) && !exports.isQualified()));
        assertThat(module.descriptor().exports())
                .allSatisfy(exports ->
                        assertThat(exports.targets()).allMatch(target -> target.startsWith("io.cloudjobs.")));
    }

    @ParameterizedTest
    @EnumSource
    void onlyJacksonAndSpringLookInside(PublishedModule module) {
        assertThat(module.descriptor().isOpen()).isFalse();
        assertThat(module.descriptor().opens())
                .allSatisfy(opens -> assertThat(opens.targets())
                        .isNotEmpty()
                        .allMatch(target ->
                                target.equals("com.fasterxml.jackson.databind") || target.startsWith("spring.")));
    }

    /** Jackson makes the readers that annotations name, so their packages must be opened to it. */
    @Test
    void jacksonCanMakeTheReadersThatAnnotationsName() {
        Set<String> opened = PublishedModule.all()
                .flatMap(module -> module.descriptor().opens().stream())
                .filter(opens -> opens.targets().contains("com.fasterxml.jackson.databind"))
                .map(ModuleDescriptor.Opens::source)
                .collect(Collectors.toSet());

        assertThat(PublishedModule.all()
                        .flatMap(module -> module.classes().stream())
                        .flatMap(ModulesTest::readers))
                .isNotEmpty()
                .allSatisfy(reader -> assertThat(opened).as("%s", reader).contains(reader.getPackageName()));
    }

    private static Stream<Class<?>> readers(Class<?> type) {
        return Stream.<AnnotatedElement>concat(Stream.of(type), Arrays.stream(type.getDeclaredFields()))
                .map(element -> element.getAnnotation(JsonDeserialize.class))
                .filter(annotation -> annotation != null && annotation.using() != JsonDeserializer.None.class)
                .map(JsonDeserialize::using);
    }

    @ParameterizedTest
    @EnumSource
    void packagesBeginWithTheNameOfTheirModule(PublishedModule module) {
        String name = module.descriptor().name();
        assertThat(packages(module)).isNotEmpty().allMatch(each -> each.equals(name) || each.startsWith(name + "."));
    }

    private static Stream<String> packages(PublishedModule module) {
        return module.classes().stream().map(Class::getPackageName).collect(Collectors.toSet()).stream();
    }
}
