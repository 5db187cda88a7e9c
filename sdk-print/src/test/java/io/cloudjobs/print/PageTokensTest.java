package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.NextPageTest.Lists;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token of each list continues, and which links have no token. */
@Timeout(60)
class PageTokensTest {
    private static final String ITEM = "{\"id\":\"1\",\"status\":{\"state\":\"processing\"},\"event\":\"jobStarted\"}";
    private static final String POSITION = "$skiptoken=X%2F%274%27+5";
    private static final String OTHER_LIST =
            " failed: the link to the next page has another path or other options than the list, so there is no page"
                    + " token: iterate without tokens";

    @StartStop
    final MockWebServer server = new MockWebServer();

    @StartStop
    final MockWebServer other = new MockWebServer();

    private static PrintJobClient.Builder client(MockWebServer server, String prefix) {
        return PrintJobClient.builder()
                .endpoint(server.url(prefix).toString())
                .tokenProvider(TokenProvider.of("token"));
    }

    private static void answer(MockWebServer server, String next) {
        String link = next.isEmpty() ? "" : ",\"@odata.nextLink\":\"" + next + "\"";
        server.enqueue(new MockResponse.Builder()
                .body("{\"value\":[" + ITEM + "]" + link + "}")
                .build());
    }

    private static String target(MockWebServer server) throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        return request.getTarget();
    }

    private static String next(Lists which) {
        return which.path + (which.query.isEmpty() ? "?" : which.query + "&") + POSITION;
    }

    private static ResultPage<?> first(PagedIterable<?> list) {
        return list.pages().iterator().next();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenContinuesAtAnotherAddressOfTheService(Lists which) throws Exception {
        answer(server, server.url("/v1.0") + next(which));
        answer(other, "?$skiptoken=3");
        answer(other, "");

        String token = first(which.list.apply(client(server, "/v1.0").build())).nextPageToken();
        PagedIterable<?> list = which.list.apply(client(other, "/gateway/graph").build());

        assertThat(list.pages(token)).hasSize(2);
        assertThat(target(other)).isEqualTo("/gateway/graph" + next(which));
        assertThat(target(other)).isEqualTo("/gateway/graph" + which.path + "?$skiptoken=3");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(other.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenFromAGatewayContinuesWithoutIt(Lists which) throws Exception {
        answer(server, "https://graph.microsoft.com/v1.0" + next(which));
        answer(other, "");
        PrintJobClient print = client(server, "/gateway")
                .advertisedEndpoint("https://graph.microsoft.com/v1.0")
                .build();

        String token = first(which.list.apply(print)).nextPageToken();

        assertThat(which.list.apply(client(other, "/v1.0").build()).pages(token))
                .hasSize(1);
        assertThat(target(other)).isEqualTo("/v1.0" + next(which));
    }

    @Test
    void aTokenIsForItsListOnly() {
        PrintJobClient print = client(server, "/v1.0").build();
        List<PagedIterable<?>> lists = new ArrayList<>();
        for (Lists which : Lists.values()) {
            lists.add(which.list.apply(print));
        }
        OffsetDateTime start = OffsetDateTime.parse("2026-11-01T00:00:00Z");
        lists.add(print.printer("q").jobs().list());
        lists.add(print.printer("p").jobs().createdBy("ada@contoso.com"));
        lists.add(print.printer("p").jobs().createdBy("ben@contoso.com"));
        lists.add(print.reports().archivedPrintJobsOfPrinter("p", null, null));
        lists.add(print.reports().archivedPrintJobsOfPrinter("p", start, null));
        lists.add(print.reports().archivedPrintJobsOfUser("p", start, null));
        lists.add(print.reports().dailyPrintUsageByUser());
        lists.add(print.reports().monthlyPrintUsageByUser());
        lists.add(print.subscriptions().list());
        for (PagedIterable<?> list : lists) {
            answer(server, "");
            list.iterator().hasNext();
        }
        int requests = server.getRequestCount();
        List<String> tokens = new ArrayList<>();
        for (PagedIterable<?> list : lists) {
            answer(server, targetOfLast());
            tokens.add(first(list).nextPageToken());
        }

        assertThat(tokens).doesNotHaveDuplicates();
        for (int i = 0; i < tokens.size(); i++) {
            for (int j = 0; j < tokens.size(); j++) {
                String token = tokens.get(i);
                PagedIterable<?> list = lists.get(j);
                if (i == j) {
                    assertThat(list.pages(token)).isNotNull();
                } else {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> list.pages(token))
                            .withMessage("pageToken is from another list: pass it to the same call with the same"
                                    + " arguments");
                }
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(requests + lists.size());
    }

    /** Returns the target of the oldest request, which is the first page of the next list. */
    private String targetOfLast() {
        try {
            String target = server.takeRequest().getTarget();
            return target + (target.contains("?") ? "&" : "?") + POSITION;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list goes on there, but a token could not tell this link from a forged one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/print/printers/q/jobs?$filter=createdBy%2FuserPrincipalName%20eq%20%27ada%27&$skip=2",
                "/beta/print/printers/p/jobs?$filter=createdBy%2FuserPrincipalName%20eq%20%27ada%27&$skip=2",
                "/v1.0/print/printers/p/jobs?$skiptoken=2",
                "/v1.0/print/printers/p/jobs?$filter=createdBy%2FuserPrincipalName%20eq%20%27ben%27&$skip=2",
                "/v1.0/print/printers/p/jobs?$filter=createdBy%2FuserPrincipalName%20eq%20%27ada%27&$expand=tasks"
            })
    void aLinkToAnotherListHasNoToken(String link) throws Exception {
        answer(server, link);
        answer(server, "");
        Iterator<ResultPage<PrintJob>> pages = client(server, "/v1.0")
                .build()
                .printer("p")
                .jobs()
                .createdBy("ada")
                .pages()
                .iterator();
        ResultPage<PrintJob> page = pages.next();

        assertThatThrownBy(page::nextPageToken)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("printJob.list of /print/printers/p" + OTHER_LIST);
        assertThat(page.items()).hasSize(1);
        assertThat(pages.next().nextPageToken()).isNull();
        target(server);
        assertThat(target(server)).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/v1.0/print/printers/p/jobs?$skip=2, leads away from the endpoint: to https://evil.example",
        "http://user@127.0.0.1/, contains a user name or password",
        "ftp://evil.example/, is not an http or https URL",
    })
    void aLinkThatIsNotFollowedHasNoToken(String link, String problem) {
        answer(server, link);
        ResultPage<PrintJob> page = client(server, "/v1.0")
                .build()
                .printer("p")
                .jobs()
                .list()
                .pages()
                .iterator()
                .next();

        assertThatThrownBy(page::nextPageToken)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the link to the next page " + problem);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** OData allows several spellings of a path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/print/printers('p-1')/jobs?$skiptoken=2",
                "/v1.0/print/printers(%27p-1%27)/jobs?$skiptoken=2",
                "/v1.0/print/printers/P-1/jobs?$skiptoken=2",
                "/v1.0/print/printers/p%2D1/jobs?$skiptoken=2",
                "/v1.0/print/printers/q/../p-1/jobs?$skiptoken=2"
            })
    void anotherSpellingOfThePathIsTheSameList(String link) throws Exception {
        answer(server, link);
        answer(server, "");
        PagedIterable<PrintJob> jobs =
                client(server, "/v1.0").build().printer("p-1").jobs().list();

        String token = jobs.pages().iterator().next().nextPageToken();

        assertThat(jobs.pages(token)).hasSize(1);
        target(server);
        assertThat(target(server)).isEqualTo("/v1.0/print/printers/p-1/jobs?$skiptoken=2");
    }

    @Test
    void theOptionsOfAViewHoldForItsPages() {
        answer(server, "?$skiptoken=2");
        answer(server, "");
        List<OperationEvent> events = new ArrayList<>();
        PrintJobClient view = client(server, "/v1.0")
                .build()
                .withOptions(options -> options.listener(new CallListener() {
                    @Override
                    public void operationEnded(OperationEvent event) {
                        events.add(event);
                    }
                }));

        PagedIterable<PrintJob> jobs = view.printer("p").jobs().list();
        assertThat(jobs.pages(jobs.pages().iterator().next().nextPageToken())).hasSize(1);

        assertThat(events).extracting(OperationEvent::operation).containsExactly("printJob.list", "printJob.list");
    }
}
