package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of results and of job lists, continued from tokens. */
@Timeout(60)
class GesPagesTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private Graph graph;

    @BeforeEach
    void graph() {
        graph = new Graph(server);
    }

    private void page(String outputs) {
        graph.answer("{\"status\":\"complete\",\"data\":{\"outputs\":" + outputs + "}}");
    }

    private static String status(int offset, int limit) {
        return "GET /jobs/j1/status?offset=" + offset + "&limit=" + limit;
    }

    private static String firstToken(PagedIterable<?> list) {
        return list.pages().iterator().next().nextPageToken();
    }

    @Test
    void aTokenContinuesAtItsOffset() throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_offset\":0,\"data_return_size\":2,\"data_total_size\":5}");
        page("{\"vertices\":[\"c\",\"d\"],\"data_offset\":2,\"data_return_size\":2,\"data_total_size\":5}");
        page("{\"vertices\":[\"e\"],\"data_offset\":4,\"data_return_size\":1,\"data_total_size\":5}");

        String token = firstToken(graph.job().results().pageSize(2).vertices());

        assertThat(graph.job().results().pageSize(2).vertices().pages(token))
                .extracting(page -> page.items().stream().map(GesVertex::id).toList())
                .containsExactly(List.of("c", "d"), List.of("e"));
        graph.assertRequests(status(0, 2), status(2, 2), status(4, 2));
    }

    /** An edition that ignores the offset is found also if the first page was read in another process. */
    @Test
    void anIgnoredOffsetIsFoundAfterAToken() throws Exception {
        String rows = "{\"vertices\":[\"a\",\"b\"],\"data_total_size\":4}";
        page(rows);
        page(rows);
        PagedIterable<GesVertex> vertices = graph.job().results().pageSize(2).vertices();
        String token = firstToken(vertices);

        assertThatThrownBy(() -> vertices.pages(token).iterator().next())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the service returned the rows before offset 2 again");
        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void anEndThatIsTheSamePageAgainIsFoundAfterAToken() throws Exception {
        page("{\"x\":[{\"a\":1},{\"b\":2}]}");
        page("{\"x\":[{\"a\":1},{\"b\":2}]}");
        PagedIterable<VertexValue> values = graph.job().results().pageSize(2).values("x");
        String token = firstToken(values);

        assertThat(values.pages(token)).extracting(ResultPage::items).containsExactly(List.of());
        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void aTokenIsForItsRowsOnly() throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_offset\":0,\"data_return_size\":2,\"data_total_size\":5}");
        GesResults results = graph.job().results().pageSize(2);
        String token = firstToken(results.vertices());

        for (PagedIterable<?> list : List.of(
                results.edges(),
                results.paths(),
                results.values("vertices"),
                results.pageSize(3).vertices(),
                graph.resource().job("j2").results().pageSize(2).vertices(),
                graph.resource().jobs().list())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> list.pages(token))
                    .withMessage("pageToken is from another list: pass it to the same call with the same arguments");
        }
        graph.assertRequests(status(0, 2));
    }
}
