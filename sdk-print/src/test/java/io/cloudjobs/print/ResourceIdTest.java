package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.TokenProvider;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each resource returns the original id, without the encoding of the path. */
class ResourceIdTest {
    private static final String ID = "a b+c=ä";

    static Stream<Arguments> resources() {
        return Stream.of(
                of("printer", (print, id) -> print.printer(id).id()),
                of("job", (print, id) -> print.printer("p").job(id).id()),
                of(
                        "document",
                        (print, id) -> print.printer("p").job("7").document(id).id()),
                of(
                        "task trigger",
                        (print, id) -> print.printer("p").taskTrigger(id).id()),
                of("printer share", (print, id) -> print.share(id).id()),
                of("job of a share", (print, id) -> print.share("s").job(id).id()),
                of(
                        "document of a share",
                        (print, id) -> print.share("s").job("7").document(id).id()),
                of("task definition", (print, id) -> print.taskDefinition(id).id()),
                of("task", (print, id) -> print.taskDefinition("d").task(id).id()),
                of("subscription", (print, id) -> print.subscription(id).id()));
    }

    private static Arguments of(String resource, BiFunction<PrintJobClient, String, String> id) {
        return argumentSet(resource, id);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theIdIsTheGivenOne(BiFunction<PrintJobClient, String, String> id) {
        PrintJobClient print =
                PrintJobClient.builder().tokenProvider(TokenProvider.of("t")).build();

        assertThat(id.apply(print, ID)).isEqualTo(ID);
    }
}
