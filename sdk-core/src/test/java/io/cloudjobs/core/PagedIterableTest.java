package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PagedList;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages are requested, and when. */
@Timeout(60)
class PagedIterableTest {
    private static final String FIRST = "first";

    private final List<String> asked = new ArrayList<>();

    /** Pages that fail once before they are returned. */
    private final List<String> refused = new ArrayList<>();

    /** A list, written as its pages: {@code first=a b>next}. */
    private PagedIterable<String> list(String... pages) {
        Map<String, Page<String, String>> byName = Stream.of(pages)
                .map(page -> page.split("="))
                .collect(Collectors.toMap(page -> page[0], page -> page(page[1])));
        return things((@Nullable String link) -> {
            String name = link == null ? FIRST : link;
            asked.add(name);
            if (refused.remove(name)) {
                throw new ForbiddenException(
                        "list", null, 1, false, ErrorResponse.builder(403).build());
            }
            return byName.get(name);
        });
    }

    private static PagedIterable<String> things(Function<@Nullable String, Page<String, String>> pages) {
        return new PagedList<>("thing.list", "/things/7", pages, new Links("things"));
    }

    private static Page<String, String> page(String text) {
        String[] parts = text.split(">", 2);
        @Nullable String next = parts.length == 1 ? null : parts[1];
        return new Page<>(parts[0].isBlank() ? List.of() : List.of(parts[0].split(" ")), next);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                argumentSet("nothing", new String[] {"first= "}, "", "first"),
                argumentSet("one page", new String[] {"first=a b"}, "a b", "first"),
                argumentSet("pages", new String[] {"first=a b>2", "2=c>3", "3=d"}, "a b c d", "first 2 3"),
                argumentSet("an empty page first", new String[] {"first= >2", "2=a"}, "a", "first 2"),
                argumentSet(
                        "empty pages between",
                        new String[] {"first=a>2", "2= >3", "3= >4", "4=b"},
                        "a b",
                        "first 2 3 4"),
                argumentSet("an empty page last", new String[] {"first=a>2", "2= "}, "a", "first 2"),
                argumentSet("empty pages only", new String[] {"first= >2", "2= >3", "3= "}, "", "first 2 3"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyItemOfEveryPageIsGivenInOrder(String[] pages, String items, String asks) {
        PagedIterable<String> list = list(pages);
        List<String> seen = new ArrayList<>();

        list.forEach(seen::add);

        assertThat(String.join(" ", seen)).isEqualTo(items);
        assertThat(String.join(" ", asked)).isEqualTo(asks);
        assertThat(list.stream()).containsExactlyElementsOf(seen);
        assertThat(String.join(" ", asked)).isEqualTo(asks + " " + asks); // again for each iteration
    }

    @Test
    void aPageIsAskedForWhenTheOneBeforeIsUsedUp() {
        PagedIterable<String> list = list("first=a b>2", "2=c");
        Iterator<String> items = list.iterator();
        Stream<String> stream = list.stream();
        assertThat(asked).isEmpty();

        assertThat(items.next()).isEqualTo("a");
        assertThat(items.hasNext()).isTrue();
        assertThat(items.hasNext()).isTrue();
        assertThat(items.next()).isEqualTo("b");
        assertThat(asked).containsExactly("first");
        assertThat(items.next()).isEqualTo("c");
        assertThat(items.hasNext()).isFalse();
        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::next).isExactlyInstanceOf(NoSuchElementException.class);
        assertThat(asked).containsExactly("first", "2");

        assertThat(stream.limit(2)).containsExactly("a", "b");
        assertThat(asked).containsExactly("first", "2", "first");
    }

    @Test
    void aStreamAsksForNoMorePagesThanItUses() {
        PagedIterable<String> list = list("first=a b>2", "2=c>3", "3=d");

        assertThat(list.stream().findFirst()).hasValue("a");
        assertThat(list.stream().filter(item -> item.equals("c")).findFirst()).hasValue("c");
        assertThat(list.stream().anyMatch(item -> item.equals("b"))).isTrue();

        assertThat(asked).containsExactly("first", "first", "2", "first");
    }

    @Test
    void iteratorsDoNotKnowOfEachOther() {
        PagedIterable<String> list = list("first=a>2", "2=b");
        Iterator<String> one = list.iterator();
        Iterator<String> other = list.iterator();

        assertThat(List.of(one.next(), one.next(), other.next(), other.next())).containsExactly("a", "b", "a", "b");
        assertThat(asked).containsExactly("first", "2", "first", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "2", "3"})
    void aPageThatIsRefusedIsAskedForAgainAndNothingIsLost(String page) {
        refused.addAll(List.of(page, page));
        Iterator<String> items = list("first=a>2", "2= >3", "3=b").iterator();
        List<String> seen = new ArrayList<>();
        int failures = 0;

        while (true) {
            try {
                if (!items.hasNext()) {
                    break;
                }
                seen.add(items.next());
            } catch (ForbiddenException e) {
                failures++;
            }
        }

        assertThat(seen).containsExactly("a", "b");
        assertThat(failures).isEqualTo(2);
        List<String> expected = new ArrayList<>(List.of("first", "2", "3"));
        expected.addAll(expected.indexOf(page), List.of(page, page));
        assertThat(asked).isEqualTo(expected);
    }

    @Test
    void nextThrowsWhatHasNextThrows() {
        refused.add("first");
        Iterator<String> items = list("first=a").iterator();

        assertThatThrownBy(items::next).isExactlyInstanceOf(ForbiddenException.class);
        assertThat(items.next()).isEqualTo("a");
    }

    static Stream<Arguments> circles() {
        return Stream.of(
                argumentSet("to itself", new String[] {"first=a>2", "2=b>2"}, "a b", "first 2"),
                argumentSet("back", new String[] {"first=a>2", "2=b>3", "3=c>2"}, "a b c", "first 2 3"),
                argumentSet("of empty pages", new String[] {"first= >2", "2= >3", "3= >2"}, "", "first 2 3"));
    }

    @ParameterizedTest
    @MethodSource("circles")
    void pagesThatGoRoundInACircleEnd(String[] pages, String items, String asks) {
        Iterator<String> list = list(pages).iterator();
        List<String> seen = new ArrayList<>();

        assertThatThrownBy(() -> list.forEachRemaining(seen::add))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the next page of the list is one of its earlier pages");

        assertThat(String.join(" ", seen)).isEqualTo(items);
        assertThat(String.join(" ", asked)).isEqualTo(asks);
        assertThatThrownBy(list::hasNext).isExactlyInstanceOf(InvalidResponseException.class);
        assertThatThrownBy(list::next).isExactlyInstanceOf(InvalidResponseException.class);
        assertThat(String.join(" ", asked)).isEqualTo(asks); // not requested again
    }

    @Test
    void manyEmptyPagesAreNotTheEnd() {
        List<String> links = new ArrayList<>();
        PagedIterable<String> list = things((@Nullable String link) -> {
            links.add(String.valueOf(link));
            return links.size() < 1_000
                    ? new Page<>(List.of(), "page " + links.size())
                    : new Page<>(List.of("at last"), null);
        });

        assertThat(list).containsExactly("at last");
        assertThat(links).hasSize(1_000);
    }

    /** Long links and many pages. */
    @Test
    void noLinkIsKeptOnceItsPageIsThere() {
        List<WeakReference<String>> links = new ArrayList<>();
        PagedIterable<String> list = things((@Nullable String link) -> {
            String next = "x".repeat(1_000) + links.size();
            links.add(new WeakReference<>(next));
            return new Page<>(List.of("item"), next);
        });
        Iterator<String> items = list.iterator();
        for (int i = 0; i < 100; i++) {
            items.next();
        }

        for (int i = 0; i < 20 && kept(links) > 1; i++) {
            System.gc();
        }

        assertThat(links).hasSize(100);
        assertThat(kept(links)).isEqualTo(1);
        assertThat(items.next()).isEqualTo("item");
    }

    private static long kept(List<WeakReference<String>> links) {
        return links.stream().filter(link -> link.get() != null).count();
    }

    /** Texts with the same {@code hashCode} are not the same page. */
    @Test
    void linksThatLookAlikeAreNoCircle() {
        List<String> links = List.of("AaAa", "BBBB", "AaBB", "BBAa", "AaAa ", "aAAa");
        int[] pages = {0};

        PagedIterable<String> list = things((@Nullable String link) ->
                new Page<>(List.of("item"), pages[0] < links.size() ? links.get(pages[0]++) : null));

        assertThat(list).hasSize(links.size() + 1);
    }

    @Test
    void itemsCannotBeRemoved() {
        Iterator<String> items = list("first=a").iterator();
        items.next();

        assertThatThrownBy(items::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aListOfEmptyPagesHasAnEnd() {
        int[] pages = {0};
        PagedIterable<String> endless = things((@Nullable String link) -> new Page<>(List.of(), "page-" + pages[0]++));
        Iterator<String> items = endless.iterator();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(items::hasNext)
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessage("thing.list of /things/7 failed: 1000 pages of the list in a row are empty");
        }
        assertThat(pages[0]).isEqualTo(1_000);
    }
}
