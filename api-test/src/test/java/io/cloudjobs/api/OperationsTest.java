package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The code defines method, path, permission and retry safety of each operation. This test calls each operation, and
 * compares its request with the tables of the documentation and with the Javadoc.
 */
@Timeout(120)
class OperationsTest {
    private static final RetryPolicy AT_ONCE = RetryPolicy.standard().withBaseDelay(Duration.ZERO);
    private static final TokenProvider TOKEN = TokenProvider.of("token");

    /** Operations that need the permissions of other operations. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "PrinterShareJobsResource.submit",
            Set.of(
                    "PrinterShareJobsResource.create",
                    "PrinterShareDocumentResource.createUploadSession",
                    "PrinterShareJobResource.start"));

    private static List<Operation> print() throws Exception {
        try (RefusingService service = new RefusingService()) {
            return Operations.of(
                    PrintJobClient.class,
                    service,
                    () -> PrintJobClient.builder()
                            .endpoint(service.url())
                            .tokenProvider(TOKEN)
                            .retryPolicy(AT_ONCE)
                            .listener(service)
                            .build());
        }
    }

    private static List<Operation> ges() throws Exception {
        try (RefusingService service = new RefusingService()) {
            return Operations.of(
                    GesJobClient.class,
                    service,
                    () -> GesJobClient.builder()
                            .endpoint(service.url())
                            .projectId("p")
                            .tokenProvider(TOKEN)
                            .retryPolicy(AT_ONCE)
                            .listener(service)
                            .build());
        }
    }

    @Test
    void theTableOfPrintOperationsSaysWhatTheyDo() throws Exception {
        List<Operation> operations = print();
        assertThat(operations).extracting(Operation::row).contains("PrinterJobResource.abort");

        assertThat(rows("docs/print.md", OperationCalls.of(PrintJobClient.class, "sdk-print"), true))
                .isEqualTo(described(operations, "/print", operation -> "; " + needs(operations, operation)));
    }

    @Test
    void theTableOfGraphOperationsSaysWhatTheyDo() throws Exception {
        List<Operation> operations = ges();
        assertThat(operations).extracting(Operation::row).contains("GesJobResource.cancel");
        assertThat(operations).extracting(Operation::needs).containsOnly("");

        assertThat(rows("docs/ges.md", OperationCalls.of(GesJobClient.class, "sdk-ges"), false))
                .isEqualTo(described(operations, "/ges/v1.0/{projectId}", operation -> ""));
    }

    private static Set<String> described(List<Operation> operations, String prefix, Function<Operation, String> needs) {
        return operations.stream()
                .map(operation -> line(
                        operation.row(),
                        operation.request().replace(" " + prefix, " "),
                        needs.apply(operation),
                        operation.isRetried() ? "yes" : "no"))
                .collect(toCollection(TreeSet::new));
    }

    private static String line(String row, String request, String needs, String isRetried) {
        return row + ": " + request.replaceAll("\\{\\w+}", "{}") + needs + "; retried: " + isRetried;
    }

    private static Set<String> rows(String page, OperationCalls calls, boolean withPermissions) throws IOException {
        return OperationRow.of(page, calls).stream()
                .flatMap(row -> row.operations().stream()
                        .map(operation -> line(
                                operation,
                                row.code("method, path"),
                                withPermissions ? "; " + needs(row) : "",
                                row.cells().get("retried after an unclear outcome"))))
                .collect(toCollection(TreeSet::new));
    }

    private static String needs(List<Operation> operations, Operation operation) {
        if (!operation.hasToken()) {
            return needs("the URL", false, "the URL", false);
        }
        assertThat(operation.needs()).as("permissions of %s", operation).isNotEmpty();
        Set<String> parts = PARTS.getOrDefault(operation.row(), Set.of(operation.row()));
        Needs needs = Needs.of(
                operations.stream().filter(part -> parts.contains(part.row())).map(part -> Needs.of(part.needs())));
        return needs(
                needs.application().isEmpty() ? "-" : needs.application().toString(),
                needs.isOfTask() && !needs.application().isEmpty(),
                needs.user().isEmpty() ? "-" : needs.user().toString(),
                needs.isOfAdministrator());
    }

    private static String needs(OperationRow row) {
        String application = row.cells().get("an application needs");
        String user = row.cells().get("a user needs");
        return needs(
                permissions(application),
                application.contains("a processing task"),
                permissions(user),
                user.contains("Printer Administrator"));
    }

    /** Returns the permissions in a cell, or the text instead of permissions. */
    private static String permissions(String cell) {
        Set<String> permissions = Needs.permissions(cell);
        return permissions.isEmpty() ? cell : permissions.toString();
    }

    private static String needs(String application, boolean isOfTask, String user, boolean isOfAdministrator) {
        return "application: " + application + (isOfTask ? " and a task" : "") + ", user: " + user
                + (isOfAdministrator ? " as administrator" : "");
    }

    @Test
    void theJavadocOfPrintOperationsSaysWhatTheyDo() throws Exception {
        checkJavadoc("sdk-print", print());
    }

    @Test
    void theJavadocOfGraphOperationsSaysWhatTheyDo() throws Exception {
        checkJavadoc("sdk-ges", ges());
    }

    private static void checkJavadoc(String module, List<Operation> operations) throws IOException {
        OperationJavadoc javadoc = new OperationJavadoc(Javadocs.of(module), operations);
        Set<String> ofReading = operations.stream()
                .filter(operation -> operation.name().equals("printJob.get"))
                .flatMap(operation -> Needs.permissions(operation.needs()).stream())
                .collect(toCollection(TreeSet::new));

        SoftAssertions.assertSoftly(softly -> operations.forEach(operation -> {
            softly.assertThat(javadoc.request(operation)).as("%s", operation).isEqualTo(operation.request());
            softly.assertThat(javadoc.isRetried(operation))
                    .as("%s is retried", operation)
                    .contains(operation.isRetried());
            softly.assertThat(javadoc.furtherPermissions(operation))
                    .as("%s: to read the job", operation)
                    .isSubsetOf(ofReading);
            if (operation.hasToken()) {
                // If the permissions depend on an argument, the Javadoc names all of them.
                String needs = operations.stream()
                        .filter(same -> same.method().equals(operation.method()))
                        .map(Operation::needs)
                        .distinct()
                        .collect(joining("; "));
                checkPermission(softly.assertThat(javadoc.permission(operation)).as("%s", operation), needs);
            }
        }));
    }

    private static void checkPermission(ObjectAssert<OperationJavadoc.Permission> permission, String text) {
        Needs needs = Needs.of(text);
        permission
                .returns(true, OperationJavadoc.Permission::isStated)
                .returns(Needs.permissions(text), said -> Needs.permissions(said.paragraph()))
                .returns(needs.isForApplicationOnly(), said -> said.isForOne("an application"))
                .returns(needs.isForUserOnly(), said -> said.isForOne("a user"))
                .returns(needs.isOfTask(), said -> said.text().contains("while a task of the job"))
                .matches(said -> !needs.isOfAdministrator() || said.paragraph().contains("Printer Administrator"));
    }
}
