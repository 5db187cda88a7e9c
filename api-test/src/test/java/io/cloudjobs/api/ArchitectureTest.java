package io.cloudjobs.api;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Checks the rules of the design: resources define requests, {@code ApiClient} executes them, and OkHttp transfers
 * bytes.
 */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importLocations(PublishedModule.all()
                    .map(module -> Location.of(module.root().toUri()))
                    .toList());

    private static final String CORE = "io.cloudjobs.core..";
    private static final String PRINT = "io.cloudjobs.print..";
    private static final String WORKER = "io.cloudjobs.print.worker..";
    private static final String GES = "io.cloudjobs.ges..";
    private static final String EMULATOR = "io.cloudjobs.emulator..";

    /** The package of the call, and the packages that it uses. */
    private static final String CALL = "io.cloudjobs.core.internal";

    private static final String ROOMS = CALL + ".*";
    private static final String HTTP = CALL + ".http";
    private static final String JSON = CALL + ".json";

    static final List<ArchRule> RULES = List.of(
            noClasses()
                    .that()
                    .resideInAPackage(CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PRINT, GES, EMULATOR, "io.cloudjobs.spring.."),
            noClasses()
                    .that()
                    .resideInAPackage(PRINT)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(GES, EMULATOR, "io.cloudjobs.spring.."),
            noClasses()
                    .that()
                    .resideOutsideOfPackages(WORKER, "io.cloudjobs.spring..")
                    .and()
                    .doNotHaveSimpleName("PrintTaskMeters") // used only with a worker
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(WORKER, "com.github.kagkarlsson..", "java.sql..", "javax.sql..", "org.h2..")
                    .because("the clients need no database"),
            noClasses()
                    .that()
                    .haveNameMatching(".*\\.worker\\.(TaskSteps|TaskState|Decision|Delays|Failures|Triggers)(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.github.kagkarlsson..", "java.sql..", "javax.sql..", "org.h2..")
                    .because("the promises of a step do not depend on the engine"),
            noClasses()
                    .that()
                    .doNotHaveSimpleName("EmbeddedDatabase")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.h2..")
                    .because("H2 is optional, so only one class may fail to load without it"),
            noClasses()
                    .that()
                    .resideInAPackage(GES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PRINT, EMULATOR, "io.cloudjobs.spring.."),
            noClasses()
                    .that()
                    .resideInAPackage(EMULATOR)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PRINT, GES, "io.cloudjobs.spring..", "okhttp3..")
                    .because("the emulator tests the clients and must not be made of them"),
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(CALL)
                    .because("a package does not know its users"),
            slices().matching(CALL + ".(*)")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(resideInAPackage(HTTP), alwaysTrue())
                    .because("only the http package uses others, so there is no cycle"),
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS)
                    .and()
                    .resideOutsideOfPackage(HTTP)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("okhttp3..", "okio..")
                    .because("only one package uses each library"),
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS)
                    .and()
                    .resideOutsideOfPackage(JSON)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml..")
                    .because("only one package uses each library"),
            noClasses()
                    .that()
                    .resideInAPackage("io.cloudjobs.core")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(HTTP)
                    .because("only calls send requests"),
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Connections")
                    .should()
                    .callMethodWhere(describe(
                            "makes a call",
                            call -> call.getTargetOwner().getName().startsWith("okhttp3.")
                                    && call.getTarget().getName().matches("newCall|execute|enqueue")))
                    .because("only one class makes calls"),
            noClasses()
                    .that()
                    .doNotHaveSimpleName("HttpClients")
                    .should()
                    .callMethodWhere(describe(
                            "adds an interceptor",
                            call -> call.getTarget().getName().matches("add(Network)?Interceptor")))
                    .because("the retry loop is outside OkHttp, and one class adds the only interceptor"),
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Resource")
                    .should()
                    .haveModifier(FINAL)
                    .andShould(be(describe(
                            "without a base class",
                            type -> type.getRawSuperclass()
                                    .filter(above -> above.isEquivalentTo(Object.class))
                                    .isPresent()))),
            noClasses()
                    .that(describe("are internal records behind a public interface", ArchitectureTest::isHiddenRecord))
                    .should(be(describe(
                            "printed with the name of the record",
                            type -> type.getMethod("toString").getModifiers().contains(FINAL))))
                    .because("users know the interface only: a generated toString(), which is final, names the record"),
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Utils?|Helpers?|Base|Manager)")
                    .because("the name is meaningless"),
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
                    .because("reflection hides dependencies"),
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE, PRINT, GES)
                    .and()
                    .haveNameNotMatching(".*\\.Time(\\$.*)?")
                    .should()
                    .callMethodWhere(describe(
                            "reads the time or sleeps",
                            call -> call.getTargetOwner().getPackageName().matches("java\\.(lang|time)")
                                    && call.getTarget().getName().matches("now|nanoTime|currentTimeMillis|sleep")))
                    .because("tests use their own time"),
            noClasses()
                    .that()
                    .haveNameMatching(".*\\.(Outcomes?|NextStep|Progress|RetryDecision)(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(".*\\.(Time|Deadline|ApiClient|Connections|Execution|Tokens)(\\$.*)?")
                    .because("the retry decision is pure, so that every driver can use it"),
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);

    /** Leaves out the parts of a print job configuration, which print as {@code Margin} and {@code Range}. */
    private static boolean isHiddenRecord(JavaClass type) {
        return type.isRecord()
                && !type.getModifiers().contains(PUBLIC)
                && !type.getName().startsWith("io.cloudjobs.print.PrintJobConfigurationRecord$")
                && type.getRawInterfaces().stream()
                        .anyMatch(above -> above.getModifiers().contains(PUBLIC)
                                && above.getPackageName().startsWith("io.cloudjobs.")
                                && !above.getPackageName().contains(".internal"));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void rule(ArchRule rule) {
        rule.check(OURS);
    }

    /** Checks that type names are unique, so that a search finds one type. */
    @Test
    void noTwoTypesHaveTheSameName() {
        Map<String, List<String>> byName = OURS.stream()
                .filter(type -> type.getEnclosingClass().isEmpty()
                        && !type.getSimpleName().endsWith("-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

        assertThat(byName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    /** Checks that no type of the API and no internal type depend on each other, although their packages do. */
    @Test
    void noTypeOfTheApiNeedsAnInternalOneThatNeedsIt() {
        Set<List<JavaClass>> needs = OURS.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(need -> List.of(outermost(need.getOriginClass()), outermost(need.getTargetClass())))
                .collect(toSet());

        assertThat(needs)
                .filteredOn(need -> need.get(0).getPackageName().equals("io.cloudjobs.core")
                        && need.get(1).getPackageName().startsWith(CALL))
                .isNotEmpty()
                .noneMatch(need -> needs.contains(List.of(need.get(1), need.get(0))));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** Limits the number of files in a package, because a reader reads its listing first. */
    @Test
    void aPackageHasAtMostNinetyFiles() throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        for (PublishedModule module : PublishedModule.values()) {
            try (Stream<Path> sources =
                    Files.walk(Committed.ROOT.resolve(module.artifact()).resolve("src/main/java"))) {
                sources.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> files.merge(file.getParent(), 1L, Long::sum));
            }
        }
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(
                        (folder, count) -> assertThat(count).as("%s", folder).isLessThanOrEqualTo(90));
    }

    @Test
    void aResourceHasAtMostAHundredLinesOfCode() throws IOException {
        Map<Path, Long> lines = new TreeMap<>();
        for (String module : List.of("sdk-print", "sdk-ges")) {
            try (Stream<Path> files = Files.walk(Committed.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(file -> file.toString().endsWith("Resource.java"))
                        .toList()) {
                    lines.put(file.getFileName(), linesOfCode(Files.readString(file)));
                }
            }
        }
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy((file, count) -> assertThat(count).as("%s", file).isLessThanOrEqualTo(100));
    }

    private static long linesOfCode(String source) {
        return source.replaceAll("(?s)/\\*\\*.*?\\*/", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
                .count();
    }
}
