package io.cloudjobs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCallsTest {
    private static OperationCalls print;
    private static OperationCalls ges;

    @BeforeAll
    static void readsTheSources() throws IOException {
        print = OperationCalls.of(PrintJobClient.class, "sdk-print");
        ges = OperationCalls.of(GesJobClient.class, "sdk-ges");
    }

    @Test
    void aCellWithCorrectCallsHasTheirOperations() {
        assertThat(print.operations("`printer(p).jobs().list(PrintJobExpand)`, `.createdBy(upn)`"))
                .containsExactly("PrinterJobsResource.list(PrintJobExpand)", "PrinterJobsResource.createdBy");
        assertThat(print.operations("`taskDefinitions().create(name)`, `.create(displayName, applicationName)`"))
                .containsExactly("PrintTaskDefinitionsResource.create", "PrintTaskDefinitionsResource.create");
        assertThat(ges.operations("`graph(g).submit(AddIndex)`, `.execute(query)`"))
                .containsExactly("GesGraphResource.submit(AddIndex)", "GesGraphResource.execute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "printer(p).get(foo)                          | PrinterResource              | get(foo)",
                "printer(p).jobs().createdBy(upn, bogus)      | PrinterJobsResource          | createdBy(upn, bogus)",
                "printer(p).job(j).cancel(\"x\", 5)           | PrinterJobResource           | cancel(\"x\", 5)",
                "taskDefinitions().create(name, a, b)         | PrintTaskDefinitionsResource | create(name, a, b)",
                "graph(g).index(i).drop(x, y)                 | GesIndexResource             | drop(x, y)",
                "printer(p).jobs().list(5)                    | PrinterJobsResource          | list(5)",
                "graph(g).jobs().list(5)                      | GesJobsResource              | list(5)",
                "printer(p).taskTriggers().create(definition) | PrintTaskTriggersResource    | create(definition)",
                "printer(p).job(j).update()                   | PrinterJobResource           | update()",
                "printer(p).job(j).update(PrintTask)          | PrinterJobResource           | update(PrintTask)",
                "graph(g).submit(HygSync)                     | GesGraphResource             | submit(HygSync)",
                "printer(p).job(j).cancel(...)                | PrinterJobResource           | cancel(...)",
                "printer(p).job(j).print()                    | PrinterJobResource           | print()",
                "printer().job(j).cancel()                    | PrintJobClient               | printer()",
                "printer(s).job(j).cancel()                   | PrintJobClient               | printer(s)",
                "printer(p).jobs(j).list()                    | PrinterResource              | jobs(j)",
            })
    void aCellWithAWrongCallFails(String call, String type, String wrong) {
        OperationCalls calls = call.startsWith("graph") ? ges : print;

        assertThatThrownBy(() -> calls.operations("`" + call + "`"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(type + " has no method " + wrong + "; overloads: [");
    }

    @Test
    void aMessageNamesTheOverloads() {
        assertThatThrownBy(() -> print.operations("`taskDefinitions().create()`"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("PrintTaskDefinitionsResource has no method create(); "
                        + "overloads: [create(displayName), create(displayName, applicationName)]");
    }

    @Test
    void aCellWithATypingErrorFails() {
        assertThatThrownBy(() -> print.operations("`printer(p)job(j).cancel()`"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("printer(p)job(j).cancel() is not a chain of calls");
    }
}
