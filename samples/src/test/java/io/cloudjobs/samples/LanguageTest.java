package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * README, docs, all comments, and the messages of the published modules use the words of the field. To replace another word, add
 * a rule: a pattern, the word to use, and a sentence that the rule finds.
 */
class LanguageTest {
    private record Rule(Pattern old, String instead, String example) {
        Rule(String old, String instead, String example) {
            this(Pattern.compile(old), instead, example);
        }

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

    static final List<Rule> RULES = List.of(
            new Rule("\\bshall\\b", "\"must\", or the present tense", "A task shall end."),
            new Rule("\\b(is|are|has|have)\\s+to\\s+be\\b", "\"must be\"", "The file is to be read."),
            new Rule("\\bth(at|ose)\\s+of\\b", "the noun again", "A user token, not that of an application."),
            new Rule("\\b[Ww]ho(m|so)?ever\\b", "a subject", "Whoever has both clients."),
            new Rule("(?m)(^ *|[.:]\\s+)(What|Who)\\s(?![^.]*\\?)", "a subject", "What is not set is null."),
            new Rule("\\b[Ww]eakness", "\"vulnerability\"", "Report a weakness."),
            new Rule("\\b[Rr]epeat(s|ed|able|ing)?\\b", "\"retry\"", "The client repeats it."),
            new Rule("\\b[Aa]nswer(s|ed|ing)?\\b", "\"response\", \"respond\"", "The answer is lost."),
            new Rule("\\b[Nn]othing\\s+is\\s+sent\\b", "\"Sends no request.\"", "Nothing is sent."),
            new Rule("\\b[Tt]ime\\s+limits?\\b", "\"timeout\" or \"deadline\"", "A call has a time limit."),
            new Rule("\\b[Ii]n\\s+(the\\s+)?place\\s+of\\b", "\"instead of\"", "A secret in place of a certificate."),
            new Rule("\\b[Ss]eldom\\b", "\"rarely\"", "IAM seldom sends a code."),
            new Rule("\\bhas\\s+not\\s+the\\b", "\"has no\"", "The tenant has not the service."),
            new Rule("\\bmend(s|ed)?\\b", "\"fix\"", "The release that mends it."),
            new Rule("\\b[Nn]obody\\s+has\\s+tried\\b", "\"untested\"", "That works, and nobody has tried."));

    /** Generated, or in the words of a service. */
    private static final Set<String> NOT_OURS = Set.of("docs/ges-error-codes.md");

    private static final Pattern MARKDOWN_CODE =
            Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`]*`|]\\([^)]*\\)|^## Fault matrix$.*");

    /** A comment or a string; a character, so that a quotation mark in it does not begin a string. */
    private static final Pattern PROSE =
            Pattern.compile("(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+'");

    private static final Pattern JAVADOC_CODE =
            Pattern.compile("(?m)^ *\\*(?!/)|(?s:<pre>.*?</pre>|<code>.*?</code>|\\{@\\w+ [^}]*})");

    /** The prose of a file. */
    private record Text(String name, String prose) {}

    private static final List<Text> TEXTS = Stream.concat(pages(), sources()).toList();

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void theWordsAreTheWordsOfTheField(Rule rule) {
        assertThat(TEXTS.stream().flatMap(text -> rule.found(text.name(), text.prose()).stream()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void aRuleFindsItsExample(Rule rule) {
        String page = "# A page\n\n```text\n" + rule.example() + "\n```\n\n" + rule.example() + "\n";
        String source = "/**\n * " + rule.example() + "\n */\nclass A { // " + rule.example() + "\nString a = \""
                + rule.example() + "\";\n}";

        assertThat(rule.found("page", without(MARKDOWN_CODE, page)))
                .singleElement()
                .asString()
                .startsWith("page:7: ");
        assertThat(rule.found("A.java", prose(source, true)))
                .extracting(found -> found.substring(0, "A.java:1".length()))
                .containsExactly("A.java:2", "A.java:4", "A.java:5");
    }

    @Test
    void codeIsNotProse() {
        assertThat(prose("char c = '\"'; int repeat = 1; String s = \"\\\"a\"; repeat(s); // b", true))
                .doesNotContain("repeat")
                .contains("a", "b");
    }

    @Test
    void pagesAndSourcesAreFound() {
        assertThat(TEXTS).extracting(Text::name).contains("README.md").hasSizeGreaterThan(600);
    }

    /** Returns the comments of a source, and perhaps its strings, on the lines where they are, and nothing else. */
    private static String prose(String source, boolean withStrings) {
        StringBuilder prose = new StringBuilder();
        int[] end = {0};
        PROSE.matcher(source).results().forEach(text -> {
            String code = source.substring(end[0], text.start());
            prose.append(code.isBlank() ? "" : "·").append(lineBreaks(code));
            boolean isProse = withStrings || text.group().startsWith("/");
            prose.append(without(
                            JAVADOC_CODE,
                            (isProse ? text.group() : lineBreaks(text.group()))
                                    .replaceFirst("^(?:/\\*+|//|\"+|')", "")))
                    .append(' ');
            end[0] = text.end();
        });
        return prose.toString();
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

    private static Stream<Text> pages() {
        return DocumentationTest.pages().stream()
                .filter(page -> !NOT_OURS.contains(name(page)))
                .map(page -> new Text(name(page), without(MARKDOWN_CODE, DocumentationTest.read(page))));
    }

    /** Returns the sources of all modules, with their tests, except the rules themselves. */
    private static Stream<Text> sources() {
        try (Stream<Path> modules = Files.list(DocumentationTest.ROOT)) {
            return modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList().stream()
                    .flatMap(LanguageTest::javaFiles)
                    .filter(source -> !source.endsWith("LanguageTest.java"))
                    .map(source -> new Text(name(source), prose(DocumentationTest.read(source), isPublished(source))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublished(Path source) {
        return name(source).matches("sdk-[^/]+/src/main/.*");
    }
}
