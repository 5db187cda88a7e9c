package io.cloudjobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.PrintJob;
import com.microsoft.graph.models.PrintJobCollectionResponse;
import com.microsoft.graph.models.Printer;
import com.microsoft.graph.models.PrinterCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.print.printers.PrintersRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.JobsRequestBuilder;
import io.cloudjobs.print.PrintJobExpand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft's Java client reads with query options that our client does not send. */
class MicrosoftClientQueriesTest {
    /**
     * A query of printers, or of the jobs of a printer.
     *
     * @param theirs the query options of Microsoft's client
     * @param ours what must remain of our list without these options
     */
    private record Query<C>(String name, Consumer<C> theirs, UnaryOperator<List<JsonNode>> ours) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Query<JobsRequestBuilder.GetRequestConfiguration>> ofJobs() {
        return List.of(
                new Query<>(
                        "$orderby",
                        config -> config.queryParameters.orderby = new String[] {"createdDateTime desc", "id"},
                        ordered(Comparator.comparing((JsonNode job) ->
                                        job.get("createdDateTime").textValue())
                                .reversed()
                                .thenComparing(job -> job.get("id").textValue()))),
                new Query<>("$skip", config -> config.queryParameters.skip = 3, jobs -> jobs.subList(3, jobs.size())),
                new Query<>("$top", config -> config.queryParameters.top = 1, jobs -> jobs),
                new Query<>(
                        "$select",
                        config -> config.queryParameters.select = new String[] {"id", "status"},
                        selected("id", "status")),
                new Query<>(
                        "$filter in parentheses",
                        config -> config.queryParameters.filter = "(createdBy/userPrincipalName eq 'amy@contoso.com')",
                        jobs -> createdBy(jobs, "amy@contoso.com")),
                new Query<>(
                        "$filter with swapped operands",
                        config -> config.queryParameters.filter =
                                "'o''neill+1@contoso.com' eq createdBy/userPrincipalName",
                        jobs -> createdBy(jobs, "o'neill+1@contoso.com")));
    }

    static List<Query<PrintersRequestBuilder.GetRequestConfiguration>> ofPrinters() {
        return List.of(
                new Query<>(
                        "$orderby",
                        config -> config.queryParameters.orderby = new String[] {"displayName desc"},
                        ordered(Comparator.comparing((JsonNode printer) ->
                                        printer.get("displayName").textValue())
                                .reversed())),
                new Query<>(
                        "$select",
                        config -> config.queryParameters.select = new String[] {"id", "displayName", "status"},
                        selected("id", "displayName", "status")),
                new Query<>(
                        "$filter and $top",
                        config -> {
                            config.queryParameters.filter = "displayName eq 'Lobby'";
                            config.queryParameters.top = 1;
                        },
                        printers -> printers.stream()
                                .filter(printer ->
                                        printer.get("displayName").textValue().equals("Lobby"))
                                .toList()));
    }

    private static UnaryOperator<List<JsonNode>> ordered(Comparator<JsonNode> order) {
        return list -> {
            List<JsonNode> ordered = new ArrayList<>(list);
            Collections.sort(ordered, order);
            return ordered;
        };
    }

    private static UnaryOperator<List<JsonNode>> selected(String... members) {
        return list ->
                list.stream().map(each -> ModelTree.selected(each, members)).toList();
    }

    private static List<JsonNode> createdBy(List<JsonNode> jobs, String userPrincipalName) {
        return jobs.stream()
                .filter(job ->
                        job.at("/createdBy/userPrincipalName").textValue().equals(userPrincipalName))
                .toList();
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("ofJobs")
    void jobsAreQueried(Query<JobsRequestBuilder.GetRequestConfiguration> query) throws Exception {
        try (Tenant tenant = new Tenant()) {
            List<PrintJob> theirs = Pages.all(
                    tenant.theirs,
                    tenant.theirs
                            .print()
                            .printers()
                            .byPrinterId(tenant.print.printerId())
                            .jobs()
                            .get(query.theirs()),
                    PrintJobCollectionResponse::createFromDiscriminatorValue);
            List<JsonNode> ours = elements(ModelTree.ofJson(
                    tenant.ours.printer(tenant.print.printerId()).jobs().list()));

            assertThat(elements(ModelTree.ofTheirs(theirs)))
                    .isNotEmpty()
                    .isEqualTo(query.ours().apply(ours));
        }
    }

    @ParameterizedTest
    @MethodSource("ofPrinters")
    void printersAreQueried(Query<PrintersRequestBuilder.GetRequestConfiguration> query) throws Exception {
        try (Tenant tenant = new Tenant()) {
            List<Printer> theirs = Pages.all(
                    tenant.theirsOfUser,
                    tenant.theirsOfUser.print().printers().get(query.theirs()),
                    PrinterCollectionResponse::createFromDiscriminatorValue);
            List<JsonNode> ours =
                    elements(ModelTree.ofJson(tenant.oursOfUser.printers().list()));

            assertThat(elements(ModelTree.ofTheirs(theirs)))
                    .isNotEmpty()
                    .isEqualTo(query.ours().apply(ours));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"documents($select=displayName)", "documents($select=displayName;$top=1)"})
    void expandedDocumentsAreSelected(String expand) throws Exception {
        try (Tenant tenant = new Tenant()) {
            PrintJob theirs = tenant.theirs
                    .print()
                    .printers()
                    .byPrinterId(tenant.print.printerId())
                    .jobs()
                    .byPrintJobId(tenant.held.jobId())
                    .get(config -> config.queryParameters.expand = new String[] {expand});
            JsonNode ours = ModelTree.ofJson(tenant.ours
                    .printer(tenant.print.printerId())
                    .job(tenant.held.jobId())
                    .get(PrintJobExpand.DOCUMENTS));

            assertThat(elements(ModelTree.ofTheirs(theirs.getDocuments())))
                    .isEqualTo(selected("displayName").apply(elements(ours.get("documents"))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOptionThatTheServiceExcludesIsAnError(boolean isSearch) throws Exception {
        try (Tenant tenant = new Tenant()) {
            ODataError error = catchThrowableOfType(
                    ODataError.class,
                    () -> tenant.theirsOfUser.print().printers().get(config -> {
                        if (isSearch) {
                            config.queryParameters.search = "Lobby";
                        } else {
                            config.queryParameters.count = true;
                        }
                    }));

            assertThat(error.getResponseStatusCode()).isEqualTo(400);
            assertThat(error.getError().getMessage()).contains(isSearch ? "$search" : "$count");
        }
    }
}
