package io.cloudjobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.graph.Exchanges.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft's Java client and ours read the same from the emulator, in every operation that both have. */
class MicrosoftClientTest {
    /** Operations of our client that Microsoft's client does not have. */
    private static final Set<String> OURS_ONLY = Set.of("subscriptions().ensure(...)");

    /** Members that have an accessor in Microsoft's models, but not in ours. Our models keep them in {@code json()}. */
    private static final Set<String> ONLY_IN_JSON = Set.of("clientState", "latestSupportedTlsVersion");

    static List<SameCall> calls() {
        List<SameCall> calls = new ArrayList<>();
        calls.addAll(PrinterCalls.all());
        calls.addAll(JobCalls.all());
        calls.addAll(DocumentCalls.all());
        calls.addAll(TaskCalls.all());
        calls.addAll(SubscriptionCalls.all());
        calls.addAll(ReportCalls.all());
        return calls;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void bothClientsReadTheSame(SameCall call) throws Exception {
        try (Tenant tenant = new Tenant()) {
            Object theirs = call.theirs().read(tenant);
            int arrivedOfTheirs = tenant.arrived();
            Object ours = call.ours().read(tenant);

            if (ours instanceof byte[] || ours == null) {
                assertThat(theirs).isEqualTo(ours);
            } else {
                assertSame(call, ModelTree.ofTheirs(theirs), ModelTree.ofJson(ours), ModelTree.ofOurs(ours));
            }
            List<Exchange> sentByTheirs = tenant.sentByTheirs.sent();
            List<Exchange> sentByOurs = tenant.sentByOurs.sent();
            assertThat(sentByTheirs).as("requests of Microsoft's client").hasSize(arrivedOfTheirs);
            assertThat(sentByOurs).as("our requests").hasSize(tenant.arrived() - arrivedOfTheirs);
            List<String> documented = OperationsPage.requests().get(call.operation());
            assertThat(documented).as("row of %s", call.operation()).isNotNull();
            assertThat(Stream.of(sentByTheirs, sentByOurs))
                    .as("requests of %s", documented)
                    .allMatch(sent -> sent.stream().anyMatch(exchange -> isOneOf(documented, exchange)));
        }
    }

    private static boolean isOneOf(List<String> documented, Exchange exchange) {
        return documented.stream()
                .anyMatch(request -> OperationsPage.pattern(request)
                        .matcher(exchange.method() + " " + exchange.url())
                        .matches());
    }

    private static void assertSame(SameCall call, JsonNode theirs, JsonNode json, JsonNode ours) {
        JsonNode readByTheirs = call.isChange() ? ModelTree.anonymous(theirs) : theirs;
        assertThat(readByTheirs).as("the JSON of ours").isEqualTo(call.isChange() ? ModelTree.anonymous(json) : json);
        JsonNode readByOurs = call.isChange() ? ModelTree.anonymous(ours) : ours;
        assertThat(ModelTree.differences(readByTheirs, readByOurs))
                .as("the accessors of ours")
                .isEmpty();
        assertThat(readByOurs.size()).as("values").isPositive();
        assertThat(ONLY_IN_JSON).as("members without an accessor").containsAll(ModelTree.missing(theirs, ours));
    }

    @Test
    void everyOperationOfOursIsInTheTable() throws Exception {
        Map<String, List<String>> documented = OperationsPage.requests();
        Set<String> compared = new TreeSet<>(OURS_ONLY);
        calls().forEach(call -> compared.add(call.operation()));

        assertThat(compared).containsExactlyInAnyOrderElementsOf(documented.keySet());
    }
}
