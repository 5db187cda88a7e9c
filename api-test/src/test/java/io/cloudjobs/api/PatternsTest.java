package io.cloudjobs.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No pattern backtracks excessively on foreign input. The test matches each pattern against long near-matches, and
 * counts the characters that it reads.
 */
@Order(1) // long, so it starts first
@Timeout(300)
class PatternsTest {
    private static final int LENGTH = 400;
    private static final int STACK_LENGTH = 20_000;

    /** Pieces that the patterns of the main sources may nearly match. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            " ",
            "\t",
            "\n",
            "0",
            "9",
            "-",
            "_",
            ".",
            ",",
            "/",
            "\\",
            "?",
            "&",
            "=",
            "%",
            "'",
            "''",
            "(",
            "[",
            "]",
            "{",
            "${",
            "#",
            ":",
            "a-",
            "a.",
            "1.",
            "1,",
            "a/",
            "/a",
            "?&",
            "&a=",
            "aB",
            "aBC ",
            "%27",
            "('",
            "https://",
            "http://a/",
            "print/",
            "/print/",
            "/graphs/a/",
            "action_id=",
            "&action_id=",
            "AADSTS1",
            "AADSTS",
            "-----BEGIN A-----",
            "graph ",
            "graph a ",
            "the graph ",
            "can not find ",
            "not be ",
            "not  ",
            "does not ",
            "no such ",
            "is not",
            "127.0.0.",
            "localhost",
            "taskDefinitions/",
            "printers/a/jobs/",
            "jobs('a')",
            "$select=",
            "printer($select=",
            "bytes 1-",
            "1-2/",
            "createdBy/userPrincipalName eq '",
            "isFetchable eq true",
            "x/y");

    private static final List<String> STARTS = List.of(
            "",
            "graph ",
            "no such graph ",
            "https://graph.microsoft.com/v1.0/print/",
            "printers/",
            "cannot find ",
            "AADSTS",
            "printer($select=",
            "createdBy/userPrincipalName eq '",
            "-----BEGIN ",
            "bytes ",
            "running ",
            "localhost",
            "127.");

    private static final List<String> ENDS = List.of("", "!", "'", "\n");

    private static final Set<String> SEARCHES = Set.of("find", "results", "replaceAll", "replaceFirst");

    private static final JavaClasses OURS = new ClassFileImporter()
            .importLocations(PublishedModule.all()
                    .map(module -> Location.of(module.root().toUri()))
                    .toList());

    static Stream<Arguments> patterns() throws ReflectiveOperationException {
        List<Arguments> patterns = new ArrayList<>();
        for (JavaClass type : OURS) {
            boolean isSearch = type.getMethodCallsFromSelf().stream()
                    .anyMatch(call ->
                            call.getTargetOwner().isEquivalentTo(Matcher.class) && SEARCHES.contains(call.getName()));
            for (JavaField field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(Pattern.class)) {
                    Field reflected = field.reflect();
                    reflected.setAccessible(true);
                    Predicate<Matcher> use = isSearch ? Matcher::find : Matcher::matches;
                    patterns.add(argumentSet(type.getSimpleName() + "." + field.getName(), reflected.get(null), use));
                }
            }
        }
        return patterns.stream();
    }

    @Test
    void allAreFound() throws ReflectiveOperationException {
        assertThat(patterns()).hasSizeGreaterThan(15);
    }

    /** Checks that {@link #patterns} finds all patterns. */
    @Test
    void eachIsAConstant() {
        noClasses()
                .should()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .orShould()
                .callMethod(String.class, "replaceFirst", String.class, String.class)
                .orShould()
                .callMethod(Pattern.class, "matches", String.class, CharSequence.class)
                .check(OURS);
        noCodeUnits()
                .that()
                .doNotHaveName(JavaStaticInitializer.STATIC_INITIALIZER_NAME)
                .and()
                .doNotHaveFullName("io.cloudjobs.print.ResourceLink.form(java.lang.String, java.lang.String)")
                .should(callPatternCompile())
                .check(OURS);
    }

    private static ArchCondition<JavaCodeUnit> callPatternCompile() {
        return ArchCondition.from(describe(
                "call Pattern.compile",
                codeUnit -> codeUnit.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Pattern.class)
                                && call.getName().equals("compile"))));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void itsWorkGrowsNoFasterThanTheText(Pattern pattern, Predicate<Matcher> use) {
        for (String start : STARTS) {
            for (String piece : PIECES) {
                for (String end : ENDS) {
                    long work = work(pattern, use, start, piece, end, LENGTH);
                    long moreWork = work(pattern, use, start, piece, end, 4 * LENGTH);
                    assertThat(moreWork)
                            .as("%s: %s..., %s..., %s", pattern, start, piece, end)
                            .isLessThanOrEqualTo(8 * Math.max(work, LENGTH));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void itNeedsNoDeepStack(Pattern pattern, Predicate<Matcher> use) {
        for (String start : STARTS) {
            for (String piece : PIECES) {
                assertThatCode(() -> work(pattern, use, start, piece, "!", STACK_LENGTH))
                        .as("%s: %s..., %s...", pattern, start, piece)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** Returns the number of characters that the pattern reads. */
    private static long work(
            Pattern pattern, Predicate<Matcher> use, String start, String piece, String end, int length) {
        Counted text = new Counted(start + piece.repeat(length / piece.length()) + end);
        use.test(pattern.matcher(text));
        return text.reads;
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private long reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            if (reads > 50_000_000) {
                throw new AssertionError("the pattern read more than 50,000,000 characters");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
