package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages for mistakes in a test name the argument, and say what to do. */
class MistakesOfATestTest {
    @RegisterExtension
    static final EmulatorExtension emulator = new EmulatorExtension();

    static Stream<Arguments> mistakes() {
        Duration negative = Duration.ofSeconds(-1);
        return Stream.of(
                print(p -> p.addPrinter("", "s"), "printerId must not be blank"),
                print(p -> p.holdJob("p", " "), "shareId must not be blank"),
                print(p -> p.submitJob(" "), "userPrincipalName must not be blank"),
                print(p -> p.failNext(0, Fault.unavailable()), "requests must be at least 1, but is 0"),
                print(p -> p.failNextTransfer(0, Fault.unavailable()), "requests must be at least 1, but is 0"),
                print(
                        p -> p.submitJob("s9", "user@example.com"),
                        "The printer share id 's9' does not match any registered printers. Create it first: addPrinter()"
                                + " creates printers and shares, holdJob() and submitJob() create jobs."),
                print(
                        p -> p.document(p.printerId(), "99"),
                        "The print job id '99' does not match any job of the printer. Create it first: addPrinter()"
                                + " creates printers and shares, holdJob() and submitJob() create jobs."),
                print(p -> p.addJob(p.printerId(), " ", true), "userPrincipalName must not be blank"),
                print(p -> p.device("q"), unknown("printer id 'q'", "registered printers")),
                print(p -> p.addJob("q", "a@b.c", false), unknown("printer id 'q'", "registered printers")),
                print(p -> p.release(p.printerId(), "99"), unknown("print job id '99'", "job of the printer")),
                print(p -> p.abort(p.printerId(), "99"), unknown("print job id '99'", "job of the printer")),
                print(p -> p.cancel("q", "99"), unknown("printer id 'q'", "registered printers")),
                print(
                        p -> p.redirect(p.printerId(), p.holdJob().jobId(), "q"),
                        unknown("printer id 'q'", "registered printers")),
                print(p -> p.documentType(p.printerId(), "99"), unknown("print job id '99'", "job of the printer")),
                print(p -> Fault.throttled(negative), "retryAfter must not be negative, but is PT-1S"),
                ges(g -> g.addGraph(" "), "graphName must not be blank"),
                ges(g -> GesOutput.rows("a", -1, i -> "1"), "size must not be negative, but is -1"),
                ges(g -> g.jobsTake(negative, Duration.ZERO), "pending must not be negative, but is PT-1S"),
                ges(g -> g.jobsTake(Duration.ZERO, negative), "running must not be negative, but is PT-1S"),
                ges(g -> g.cancelsTake(negative), "delay must not be negative, but is PT-1S"),
                ges(
                        g -> g.status("movie", "j9"),
                        "graph movie has no job j9: use the id that submitJob() or the submit of a client returned"));
    }

    private static String unknown(String what, String where) {
        return "The " + what + " does not match any " + where + ". Create it first: addPrinter() creates printers and"
                + " shares, holdJob() and submitJob() create jobs.";
    }

    private static Arguments print(Consumer<PrintEmulator> mistake, String message) {
        return arguments(message, (Runnable) () -> mistake.accept(emulator.print()));
    }

    private static Arguments ges(Consumer<GesEmulator> mistake, String message) {
        return arguments(message, (Runnable) () -> mistake.accept(emulator.ges()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aWrongArgumentIsNamed(String message, Runnable mistake) {
        assertThatThrownBy(mistake::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aShareOfAnotherPrinterIsNamed() {
        PrintEmulator print = emulator.print();

        assertThatThrownBy(() -> print.addPrinter("p", print.shareId()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share " + print.shareId() + " belongs to printer " + print.printerId()
                        + ", not to printer p: use another shareId");
    }

    @Test
    void aSecondUploadSaysWhichJobsNeedOne() {
        PrintEmulator print = emulator.print();
        String job = print.submitJob("user@example.com");

        assertThatThrownBy(() -> print.uploadDocument(print.printerId(), job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The document of print job '" + job
                        + "' is already uploaded: call uploadDocument() only for a job that waits for its upload.");
    }

    @Test
    void aJobThatIsNotHeldSaysHowToHoldOne() {
        PrintEmulator print = emulator.print();
        String job = print.submitJob("user@example.com");

        assertThatThrownBy(() -> print.release(print.printerId(), job))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No task of print job '" + job + "' is in the processing state. Only a held job can be"
                        + " released, aborted or redirected: holdJob() and addJob() create one.");
    }

    @Test
    void anEndedJobIsNotCanceled() {
        PrintEmulator print = emulator.print();
        String job = print.submitJob("user@example.com");
        print.cancel(print.printerId(), job);

        assertThatThrownBy(() -> print.cancel(print.printerId(), job))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Print job '" + job + "' is canceled and cannot be canceled.");
    }

    @Test
    void aMoveThatComesTooLateSaysHowToBeEarlier() {
        GesEmulator ges = emulator.ges();
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        ges.finishJob("movie", job);

        assertThatThrownBy(() -> ges.failJob("movie", job, "late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("job " + job + " cannot become failed: it is already success; to move a submitted job"
                        + " yourself, set longer times with jobsTake()");
    }

    @Test
    void aNullIsNamed() {
        assertThatThrownBy(() -> emulator.ges().engine(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("engine must not be null");
    }
}
