package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * README, docs and the Javadoc of the published packages use the words of the field. To replace another word, add a rule: a
 * pattern, the word to use, and a sentence that the rule finds.
 */
class LanguageTest {
    private enum Text {
        DOCS,
        JAVADOC
    }

    private record Rule(Pattern old, String instead, String example, Set<Text> texts) {
        List<String> found(String name, String prose) {
            return old.matcher(prose)
                    .results()
                    .map(match -> name + ":" + line(prose, match.start()) + ": \""
                            + match.group().strip() + "\", write " + instead)
                    .toList();
        }

        @Override
        public String toString() {
            return old.pattern();
        }
    }

    private static Rule everywhere(String old, String instead, String example) {
        return new Rule(Pattern.compile(old), instead, example, Set.of(Text.DOCS, Text.JAVADOC));
    }

    /** For a word that the Javadoc still has. */
    private static Rule inDocs(String old, String instead, String example) {
        return new Rule(Pattern.compile(old), instead, example, Set.of(Text.DOCS));
    }

    static final List<Rule> RULES = List.of(
            inDocs("\\bshall\\b", "\"must\", or the present tense", "A task shall end."),
            inDocs("\\b(is|are|has|have)\\s+to\\s+be\\b", "\"must be\"", "The file is to be read."),
            inDocs("\\bth(at|ose)\\s+of\\b", "the noun again", "A user token, not that of an application."),
            inDocs("\\b[Ww]ho(m|so)?ever\\b", "a subject", "Whoever has both clients."),
            inDocs("(?m)(^ *|[.:]\\s+)(What|Who)\\s(?![^.]*\\?)", "a subject", "What is not set is null."),
            everywhere("\\b[Ww]eakness", "\"vulnerability\"", "Report a weakness."),
            inDocs("\\b[Rr]epeat(s|ed|able|ing)?\\b", "\"retry\"", "The client repeats it."),
            inDocs("\\b[Aa]nswer(s|ed|ing)?\\b", "\"response\", \"respond\"", "The answer is lost."),
            everywhere("\\b[Tt]ime\\s+limits?\\b", "\"timeout\" or \"deadline\"", "A call has a time limit."),
            inDocs("\\b[Ii]n\\s+(the\\s+)?place\\s+of\\b", "\"instead of\"", "A secret in place of a certificate."),
            everywhere("\\b[Ss]eldom\\b", "\"rarely\"", "IAM seldom sends a code."),
            everywhere("\\bhas\\s+not\\s+the\\b", "\"has no\"", "The tenant has not the service."),
            everywhere("\\bmend(s|ed)?\\b", "\"fix\"", "The release that mends it."),
            everywhere("\\bnobody\\s+has\\s+tried\\b", "\"untested\"", "That works, and nobody has tried."));

    /** Generated, or in the words of a service. */
    private static final Set<String> NOT_OURS = Set.of("docs/ges-error-codes.md");

    private static final Pattern MARKDOWN_CODE =
            Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`]*`|]\\([^)]*\\)|^## Fault matrix$.*");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*.*?\\*/");
    private static final Pattern JAVADOC_CODE =
            Pattern.compile("(?m)^ *\\*(?!/)|(?s:<pre>.*?</pre>|<code>.*?</code>|\\{@\\w+ [^}]*})");

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void theDocumentationUsesTheWordsOfTheField(Rule rule) {
        List<String> found = new ArrayList<>();
        if (rule.texts().contains(Text.DOCS)) {
            for (Path page : DocumentationTest.pages()) {
                String name = name(page);
                if (!NOT_OURS.contains(name)) {
                    found.addAll(rule.found(name, without(MARKDOWN_CODE, DocumentationTest.read(page))));
                }
            }
        }
        if (rule.texts().contains(Text.JAVADOC)) {
            for (Path source : sources()) {
                found.addAll(rule.found(name(source), javadoc(DocumentationTest.read(source))));
            }
        }

        assertThat(found).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void aRuleFindsItsExample(Rule rule) {
        String page = "# A page\n\n```text\n" + rule.example() + "\n```\n\n" + rule.example() + "\n";
        String source = "/**\n * " + rule.example() + "\n */\nclass A {} // " + rule.example() + "\n";

        assertThat(rule.found("page", without(MARKDOWN_CODE, page)))
                .singleElement()
                .asString()
                .startsWith("page:7: ");
        assertThat(rule.found("A.java", javadoc(source)))
                .singleElement()
                .asString()
                .startsWith("A.java:2: ");
    }

    @Test
    void javadocIsFound() {
        assertThat(sources()).hasSizeGreaterThan(200);
        assertThat(sources()).noneMatch(source -> name(source).contains("/internal/"));
    }

    /** The Javadoc of a source on the lines where it was, and nothing else. */
    private static String javadoc(String source) {
        StringBuilder javadoc = new StringBuilder();
        int[] end = {0};
        JAVADOC.matcher(source).results().forEach(comment -> {
            javadoc.append(lineBreaks(source.substring(end[0], comment.start())));
            javadoc.append(without(JAVADOC_CODE, comment.group()));
            end[0] = comment.end();
        });
        return javadoc.toString();
    }

    /** Keeps the line breaks, so that lines keep their numbers, and a dot for code within a sentence. */
    private static String without(Pattern code, String text) {
        return code.matcher(text)
                .replaceAll(match -> (match.group().matches("(?s)`.*|\\{@.*")
                                        && !match.group().startsWith("```")
                                ? "·"
                                : "")
                        + lineBreaks(match.group()));
    }

    private static String lineBreaks(String text) {
        return "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
    }

    private static long line(String text, int position) {
        return 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    private static String name(Path file) {
        return DocumentationTest.ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("sdk-core", "sdk-print", "sdk-ges", "sdk-emulator", "sdk-spring-boot-starter")) {
            Path folder = DocumentationTest.ROOT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> name(file).endsWith(".java") && !name(file).contains("/internal/"))
                        .sorted()
                        .forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }
}
