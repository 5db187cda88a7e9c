package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PagedList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which pages are requested, and where a token continues. */
@Timeout(60)
class ResultPagesTest {
    private final List<String> asked = new ArrayList<>();
    private @Nullable String refused;

    /** A list with pages {@code "a b", "", "c"}: the link to the second page is {@code 1}. */
    private PagedIterable<String> list(List<String> pages, @Nullable String lastLink) {
        return new PagedList<>(
                "thing.list",
                "/things/7",
                (@Nullable String link) -> {
                    asked.add(String.valueOf(link));
                    if (String.valueOf(link).equals(refused)) {
                        refused = null;
                        throw new ForbiddenException(
                                "list",
                                null,
                                1,
                                false,
                                ErrorResponse.builder(403).build());
                    }
                    int page = link == null ? 0 : Integer.parseInt(link);
                    String text = pages.get(page);
                    List<String> items = text.isEmpty() ? List.of() : List.of(text.split(" "));
                    return new Page<>(items, page + 1 < pages.size() ? String.valueOf(page + 1) : lastLink);
                },
                new Links("things"));
    }

    private PagedIterable<String> list(String... pages) {
        return list(List.of(pages), null);
    }

    @Test
    void eachPageIsOneRequestOnDemand() {
        Iterator<ResultPage<String>> pages = list("a b", "", "c").pages().iterator();
        assertThat(pages.hasNext()).isTrue();
        assertThat(asked).isEmpty();

        ResultPage<String> first = pages.next();
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(first.nextPageToken()).matches("1\\.[\\w-]{26}").isEqualTo(first.nextPageToken());
        assertThat(first).hasToString("ResultPage[items=2, isLast=false]");
        assertThat(pages.hasNext()).isTrue();
        assertThat(asked).containsExactly("null");

        assertThat(pages.next().items()).isEmpty();
        ResultPage<String> last = pages.next();
        assertThat(last.items()).containsExactly("c");
        assertThat(last.nextPageToken()).isNull();
        assertThat(last).hasToString("ResultPage[items=1, isLast=true]");
        assertThat(pages.hasNext()).isFalse();
        assertThatThrownBy(pages::next).isExactlyInstanceOf(NoSuchElementException.class);
        assertThat(asked).containsExactly("null", "1", "2");
    }

    @Test
    void theItemsOfAPageCannotBeChanged() {
        List<String> items = list("a").pages().iterator().next().items();

        assertThatThrownBy(() -> items.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aTokenContinuesWithItsPageInEachIteration() {
        String token = list("a b", "", "c").pages().iterator().next().nextPageToken();
        Iterable<ResultPage<String>> rest = list("a b", "", "c").pages(token);
        asked.clear();

        assertThat(rest).extracting(ResultPage::items).containsExactly(List.of(), List.of("c"));
        assertThat(rest).hasSize(2);

        assertThat(asked).containsExactly("1", "2", "1", "2");
    }

    @Test
    void aPageThatIsRefusedIsAskedForAgain() {
        refused = "1";
        Iterator<ResultPage<String>> pages = list("a", "b").pages().iterator();
        pages.next();

        assertThatThrownBy(pages::next).isExactlyInstanceOf(ForbiddenException.class);
        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.next().items()).containsExactly("b");
        assertThat(asked).containsExactly("null", "1", "1");
    }

    /** A token of a page in a circle would make a batch process the same items for ever. */
    @Test
    void aPageInACircleHasNoToken() {
        Iterator<ResultPage<String>> pages =
                list(List.of("a", "b", "c"), "1").pages().iterator();
        pages.next();
        pages.next();
        ResultPage<String> last = pages.next();

        assertThat(last.items()).containsExactly("c");
        assertThatThrownBy(last::nextPageToken)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("thing.list of /things/7 failed: the next page of the list is one of its earlier pages");
        assertThat(pages.hasNext()).isTrue();
        assertThatThrownBy(pages::next)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("is one of its earlier pages");
        assertThat(asked).containsExactly("null", "1", "2");
    }

    @Test
    void aPageThatLinksToItselfIsACircleAlsoAfterAToken() {
        PagedIterable<String> list = list(List.of("a", "b"), "1");
        String token = list.pages().iterator().next().nextPageToken();
        Iterator<ResultPage<String>> rest = list.pages(token).iterator();

        assertThatThrownBy(rest.next()::nextPageToken).isExactlyInstanceOf(InvalidResponseException.class);
    }

    @Test
    void emptyPagesHaveAnEnd() {
        PagedIterable<String> list = new PagedList<>(
                "thing.list",
                "/things/7",
                (@Nullable String link) -> {
                    asked.add(String.valueOf(link));
                    return new Page<>(List.of(), String.valueOf(asked.size()));
                },
                new Links("things"));
        Iterator<ResultPage<String>> pages = list.pages().iterator();
        for (int i = 0; i < 1_000; i++) {
            assertThat(pages.next().items()).isEmpty();
        }

        assertThatThrownBy(pages::next)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("thing.list of /things/7 failed: 1000 pages of the list in a row are empty");
        assertThat(asked).hasSize(1_000);
    }

    /** Iteration that stops and continues anywhere equals plain iteration. */
    @RepeatedTest(200)
    void toContinueGivesTheSameAsToIterate(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        List<String> pages = random.ints(1 + random.nextInt(9), 0, 4)
                .mapToObj(size -> "x ".repeat(size).strip())
                .toList();
        List<String> resumed = new ArrayList<>();

        Iterator<ResultPage<String>> rest = list(pages, null).pages().iterator();
        while (rest.hasNext()) {
            ResultPage<String> page = rest.next();
            resumed.addAll(page.items());
            String token = page.nextPageToken();
            if (token != null && random.nextBoolean()) {
                rest = list(pages, null).pages(token).iterator();
            }
        }

        assertThat(asked).hasSameSizeAs(pages);
        assertThat(list(pages, null)).containsExactlyElementsOf(resumed);
    }

    @Test
    void aListOfATestHasOnePage() {
        PagedIterable<String> list = List.of("a", "b")::iterator;

        Iterator<ResultPage<String>> pages = list.pages().iterator();
        ResultPage<String> page = pages.next();

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.nextPageToken()).isNull();
        assertThat(pages.hasNext()).isFalse();
        assertThat(list.pages()).hasSize(1);
        PagedIterable<String> empty = List.<String>of()::iterator;
        assertThat(empty.pages()).singleElement().extracting(ResultPage::items).isEqualTo(List.of());
    }

    @Test
    void aListOfATestHasNoTokens() {
        PagedIterable<String> list = List.of("a", "b")::iterator;
        String token = list("a", "b").pages().iterator().next().nextPageToken();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.pages(token))
                .withMessage("pageToken is from another list: this list is not from a client, so it has one page and no"
                        + " tokens; call pages()");
    }

    @Test
    void noTokenIsNoStart() {
        PagedIterable<String> ofTest = List.of("a")::iterator;
        for (PagedIterable<String> list : List.of(list("a", "b"), ofTest)) {
            assertThatThrownBy(() -> list.pages(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("pageToken");
        }
        assertThat(asked).isEmpty();
    }
}
