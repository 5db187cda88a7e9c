package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java and Kotlin in the documentation compile: the lines of each block are in a file of the samples, except for blank lines and
 * indentation.
 */
class DocumentationTest {
    static final Path ROOT = root();
    private static final List<String> PUBLISHED = List.of(
            "sdk-core",
            "sdk-print",
            "sdk-print-worker",
            "sdk-print-worker-kafka",
            "sdk-ges",
            "sdk-emulator",
            "sdk-micrometer",
            "sdk-spring-boot-starter");

    static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
    private static final Pattern PRE = Pattern.compile("(?ms)<pre>(.*?)</pre>");
    private static final Pattern IN_XML = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<!io\\.)\\bcloudjobs\\.(?:print|ges|emulator)(?:\\.[a-z]+(?:-[a-z]+)*)+");
    private static final Pattern IN_GRADLE = Pattern.compile("\"([\\w.]+):([\\w-]+)(?::([^\"]+))?\"");

    /** Some code in the documentation, without blank lines and indentation. */
    private record Block(String place, String language, String text) {
        List<String> lines() {
            return withoutLayout(text);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codeBlocks")
    void codeInTheDocumentationIsCompiled(Block block) {
        List<String> lines = block.lines();
        int most = 0;
        String nearest = "No file there has its first line: " + lines.get(0);
        for (Map.Entry<Path, List<String>> source : sources().entrySet()) {
            List<String> code = source.getValue();
            for (int start = 0; start < code.size(); start++) {
                int same = 0;
                while (same < lines.size()
                        && start + same < code.size()
                        && lines.get(same).equals(code.get(start + same))) {
                    same++;
                }
                if (same == lines.size()) {
                    return;
                }
                if (same > most) {
                    most = same;
                    String inCode = start + same < code.size() ? code.get(start + same) : "(its end)";
                    nearest = "Nearest is " + source.getKey() + ", where after " + same + " equal lines stands\n  "
                            + inCode + "\nand not\n  " + lines.get(same);
                }
            }
        }
        fail("The code at " + block + " is in no file below the src of the samples. " + nearest);
    }

    @Test
    void bothKindsOfDocumentationAreFound() {
        assertThat(fenced()).extracting(Block::language).contains("java", "xml", "kotlin");
        assertThat(fenced())
                .extracting(Block::language)
                .isSubsetOf("java", "xml", "kotlin", "yaml", "js", "python", "sh", "text");
        assertThat(fenced())
                .filteredOn(block -> block.language().equals("java"))
                .isNotEmpty();
        assertThat(inJavadoc()).isNotEmpty();
    }

    @Test
    void coordinatesAreThoseOfTheBuild() {
        Map<String, String> versions = coordinates(IN_XML, read(ROOT.resolve("pom.xml")));
        String ours = versions.get("io.cloudjobs:cloudjobs-parent");
        List<String> published = new ArrayList<>(
                coordinates(IN_XML, read(ROOT.resolve("sdk-bom/pom.xml"))).keySet());
        published.add("io.cloudjobs:sdk-bom");

        List<String> named = new ArrayList<>();
        for (Block block : fenced()) {
            if (!Set.of("xml", "kotlin").contains(block.language())) {
                continue;
            }
            Pattern form = block.language().equals("xml") ? IN_XML : IN_GRADLE;
            coordinates(form, block.text()).forEach((artifact, version) -> {
                if (artifact.startsWith("com.example:")) {
                    return; // a property of the reader's application
                }
                named.add(artifact);
                boolean isOurs = artifact.startsWith("io.cloudjobs:");
                if (isOurs) {
                    assertThat(published).as("the BOM, because of %s", block).contains(artifact);
                }
                if (!version.isEmpty()) {
                    assertThat(version)
                            .as("the version of %s at %s", artifact, block)
                            .isEqualTo(isOurs ? ours : versions.get(artifact));
                }
            });
        }

        assertThat(named)
                .contains(
                        "io.cloudjobs:sdk-bom",
                        "io.cloudjobs:sdk-print",
                        "io.cloudjobs:sdk-ges",
                        "io.cloudjobs:sdk-emulator");
    }

    @Test
    void propertiesAreThoseOfTheStarter() {
        List<String> properties = PROPERTY.matcher(read(ROOT.resolve("api/sdk-spring-boot-starter.txt")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(properties).hasSizeGreaterThan(30);
        assertThat(pages())
                .allSatisfy(page -> assertThat(
                                PROPERTY.matcher(read(page)).results().map(MatchResult::group))
                        .as("properties on %s", page)
                        .isSubsetOf(properties));
        // Most have their prefix in another cell, or earlier in the same cell.
        assertThat(properties)
                .allSatisfy(property -> assertThat(read(ROOT.resolve("docs/spring-boot.md")))
                        .containsPattern("[`.]" + property.substring(property.lastIndexOf('.') + 1) + "\\b"));
    }

    @Test
    void versionsAreThoseOfTheConsumerTests() {
        String script = read(ROOT.resolve(".ci/bundle-test"));
        Map<String, String> legs = Map.of("okhttps", "OkHttp ", "jacksons", "Jackson ", "boots", "Spring Boot ");
        legs.forEach((name, title) -> {
            List<String> versions =
                    List.of(found("(?m)^" + name + "=\\((.*)\\)$", script).split(" "));

            assertThat(read(ROOT.resolve("README.md")).replace('\n', ' '))
                    .contains(title + String.join(" and ", versions));
            assertThat(read(ROOT.resolve("docs/releasing.md"))).contains(versions);
        });
    }

    @Test
    void versionsOfInstrumentationAreThoseOfTheSamples() {
        // The parent manages some of them.
        Map<String, String> versions =
                coordinates(IN_XML, read(ROOT.resolve("samples/pom.xml")) + read(ROOT.resolve("pom.xml")));
        String page = read(ROOT.resolve("docs/observability.md"));

        for (String artifact :
                List.of("io.micrometer:micrometer-core", "io.opentelemetry.instrumentation:opentelemetry-okhttp-3.0")) {
            assertThat(page).contains("`" + artifact + ":" + versions.get(artifact) + "`");
        }
    }

    private static String found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Java, and Kotlin except for build files of Gradle. */
    static Stream<Block> codeBlocks() {
        return Stream.concat(
                fenced().stream()
                        .filter(block -> block.language().equals("java")
                                || block.language().equals("kotlin")
                                        && !block.text().startsWith("dependencies {")),
                inJavadoc().stream());
    }

    private static List<Block> fenced() {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = read(page);
            FENCED.matcher(text)
                    .results()
                    .forEach(block -> blocks.add(new Block(place(page, text, block), block.group(1), block.group(2))));
        }
        return blocks;
    }

    private static List<Block> inJavadoc() {
        List<Block> blocks = new ArrayList<>();
        for (String module : PUBLISHED) {
            for (Path file : files(ROOT.resolve(module).resolve("src/main/java"), ".java")) {
                String text = read(file);
                PRE.matcher(text).results().forEach(block -> {
                    String code = block.group(1).replaceAll("(?m)^ *\\* ?", "").strip();
                    assertThat(code)
                            .as("<pre> at %s", place(file, text, block))
                            .startsWith("{@code\n")
                            .endsWith("}");
                    blocks.add(new Block(place(file, text, block), "java", code.substring(7, code.length() - 1)));
                });
            }
        }
        return blocks;
    }

    private static String place(Path file, String text, MatchResult block) {
        long line = text.substring(0, block.start()).lines().count() + 1;
        return ROOT.relativize(file) + ":" + line;
    }

    /** The pages of the documentation. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        for (String page : List.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(ROOT.resolve(page));
        }
        return pages;
    }

    static Map<Path, List<String>> sources() {
        Map<Path, List<String>> sources = new LinkedHashMap<>();
        for (String module : List.of(
                "samples",
                "samples-jdk25",
                "samples-spring-boot",
                "samples-release-station",
                "graph-test",
                "ges-test")) {
            addSources(module, ".java", sources);
        }
        addSources("samples-kotlin", ".kt", sources);
        return sources;
    }

    private static void addSources(String module, String ending, Map<Path, List<String>> sources) {
        for (Path file : files(ROOT.resolve(module).resolve("src"), ending)) {
            sources.put(ROOT.relativize(file), withoutLayout(read(file)));
        }
    }

    /** Maps {@code group:artifact} to the version, or to an empty string if there is none. */
    private static Map<String, String> coordinates(Pattern form, String text) {
        Map<String, String> versions = new LinkedHashMap<>();
        form.matcher(text).results().forEach(found -> {
            String version = found.group(3) == null ? "" : found.group(3);
            versions.merge(found.group(1) + ":" + found.group(2), version, (a, b) -> a.isEmpty() ? b : a);
        });
        return versions;
    }

    private static List<String> withoutLayout(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maven runs tests in the folder of the module, other tools run them in the folder of the project. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("sdk-bom"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not within the project: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
