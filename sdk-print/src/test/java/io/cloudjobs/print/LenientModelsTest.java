package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.PrinterResource.Described;
import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterShare;
import io.cloudjobs.print.report.ArchivedPrintJob;
import io.cloudjobs.print.report.PrintUsageByPrinter;
import io.cloudjobs.print.report.PrintUsageByUser;
import io.cloudjobs.testkit.WrongValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each example with each wrong value for each member: it is read, and all accessors return a value. Only a required
 * member fails the read.
 */
class LenientModelsTest {
    static Stream<Arguments> examples() {
        Function<String, Object> job = PrintJob::fromJson;
        Function<String, Object> jobs = rows(PrintJobRecord.class);
        String lists = "value @odata.nextLink";
        return Stream.of(
                argumentSet("job", "printjob-get", job, "id status state"),
                argumentSet("job of old", "printjob-get-legacy-beta-status", job, "id status processingState"),
                argumentSet("job with tasks", "printjob-get-expand-tasks", job, "id status state"),
                argumentSet("job with documents", "printjob-get-expand-documents", job, "id status state"),
                argumentSet("jobs", "printjob-list", jobs, lists),
                argumentSet("page of jobs", "printjob-list-page", jobs, lists),
                argumentSet("task", "printtask-get", (Function<String, Object>) PrintTask::fromJson, "id status state"),
                argumentSet("tasks", "printtask-list", rows(PrintTaskRecord.class), lists),
                argumentSet("definitions", "printtaskdefinition-list", rows(PrintTaskDefinitionRecord.class), lists),
                argumentSet("triggers", "printtasktrigger-list", rows(PrintTaskTriggerRecord.class), lists),
                argumentSet("archived", "archivedprintjobs-all-members", rows(ArchivedPrintJob.class), lists),
                argumentSet("usage", "printusagebyuser-list", rows(PrintUsageByUser.class), lists),
                argumentSet(
                        "usage of printer",
                        "printusagebyprinter-get",
                        (Function<String, Object>) PrintUsageByPrinter::fromJson,
                        "id"),
                argumentSet("printer", "printer-get", (Function<String, Object>) Printer::fromJson, "id"),
                argumentSet("share", "printershare-get", (Function<String, Object>) PrinterShare::fromJson, "id"),
                argumentSet("printers", "printer-list", rows(Printer.class), lists),
                argumentSet("shares", "printershare-list", rows(PrinterShare.class), lists),
                argumentSet(
                        "capabilities",
                        "printer-get-capabilities",
                        (Function<String, Object>) json -> Json.read(json, Described.class, Described.class)
                                .orNothing(),
                        "id"),
                argumentSet(
                        "subscription",
                        "subscription-create-tasks",
                        (Function<String, Object>) PrintSubscription::fromJson,
                        "id"),
                argumentSet(
                        "session",
                        "uploadsession-get-gaps",
                        (Function<String, Object>) PrintUploadSession::fromJson,
                        ""),
                argumentSet(
                        "notifications",
                        "notification-several",
                        (Function<String, Object>) PrintNotification::parse,
                        "value"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatCannotBeReadCostsNothingElse(String example, Function<String, Object> read, String promised) {
        List<WrongValues.Changed> all =
                WrongValues.in(Fixture.text(example + ".json")).toList();
        Set<String> refused = new HashSet<>();

        for (WrongValues.Changed changed : all) {
            try {
                assertThat(Members.of(read.apply(changed.json()))).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage())
                        .as(changed.json())
                        .matches("\\w+: .*(is missing|unexpected structure at value)");
                refused.add(changed.member());
            }
        }

        assertThat(all).hasSizeGreaterThan(15);
        assertThat(refused).isSubsetOf(promised.split(" "));
    }

    private static Function<String, Object> rows(Class<?> rows) {
        return json -> Json.read(json, GraphPage.class, Json.type(GraphPage.class, rows));
    }
}
