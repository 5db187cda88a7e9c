package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links in the documentation lead to existing files and headings. */
class LinksTest {
    /** {@code [text](target)}, and {@code [name]: target} at the beginning of a line. */
    private static final Pattern LINK = Pattern.compile("(?m)(?:]\\(|^\\[[^]]+]: )([^)\\s]*)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern ELSEWHERE = Pattern.compile("(https|mailto):.*");

    /** A link in a page, as written. */
    private record Link(Path page, String text) {
        Path file() {
            String path = text.replaceFirst("#.*", "");
            return path.isEmpty() ? page : page.resolveSibling(path).normalize();
        }

        String anchor() {
            return text.contains("#") ? text.substring(text.indexOf('#') + 1) : "";
        }

        @Override
        public String toString() {
            return DocumentationTest.ROOT.relativize(page) + ": " + text;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void aLinkLeadsSomewhere(Link link) {
        assertThat(link.file())
                .as(link.toString())
                .startsWithRaw(DocumentationTest.ROOT)
                .exists();
        if (!link.anchor().isEmpty()) {
            assertThat(anchors(link.file())).as(link.toString()).contains(link.anchor());
        }
    }

    @Test
    void eachPageIsLinkedFromAnother() {
        List<Path> linked = links().filter(link -> !link.page().equals(link.file()))
                .map(Link::file)
                .toList();

        assertThat(linked)
                .containsAll(DocumentationTest.pages().stream()
                        .filter(page -> !page.equals(DocumentationTest.ROOT.resolve("README.md")))
                        .toList());
    }

    static Stream<Link> links() {
        return DocumentationTest.pages().stream()
                .flatMap(page -> LINK.matcher(prose(page))
                        .results()
                        .map(found -> new Link(page, found.group(1)))
                        .filter(link -> !ELSEWHERE.matcher(link.text()).matches()));
    }

    /** The anchors of the headings. Equal headings after the first have a number. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose(page)).results().forEach(heading -> {
            String text = heading.group(1)
                    .replaceAll("]\\([^)]*\\)", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-');
            String anchor = text;
            for (int number = 1; !anchors.add(anchor); number++) {
                anchor = text + "-" + number;
            }
        });
        return anchors;
    }

    private static String prose(Path page) {
        return DocumentationTest.FENCED.matcher(DocumentationTest.read(page)).replaceAll("");
    }
}
