package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Invoices on the emulator: each job is on exactly one. */
@Timeout(60)
class PrintInvoiceTest {
    private static final String HEADER = "user,jobs,copies,cost";

    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintJobClient user = client(() -> emulator.print().userToken());
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private PrintInvoice invoice;
    private int added;

    private PrintJobClient client(TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build();
    }

    @BeforeEach
    void makeInvoice() {
        emulator.print().pageSize(2); // so that the lists have several pages
        invoice = invoice(user);
    }

    private PrintInvoice invoice(PrintJobClient print) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
        OffsetDateTime begin = OffsetDateTime.parse("2026-11-01T00:00:00Z");
        return new PrintInvoice(print, folder, new BigDecimal("0.125"), begin, clock);
    }

    @AfterEach
    void close() {
        user.close();
        emulator.close();
    }

    /** Archives a job that ended at this time. */
    private void archive(String name, String completion, String copies) {
        emulator.print()
                .archive("{\"id\":\"" + ++added + "\",\"createdBy\":{\"userPrincipalName\":\"" + name
                        + "\"},\"completionDateTime\":\"" + completion + "\",\"copiesPrinted\":" + copies + "}");
    }

    private Optional<Path> write() throws IOException {
        return invoice.write(List.of(emulator.print().printerId()));
    }

    private static String name(Optional<Path> file) {
        return file.map(path -> path.getFileName().toString()).orElse("none");
    }

    private List<String> rows(int number) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("invoice-" + number + ".csv"));
        assertThat(lines.get(0)).isEqualTo(HEADER);
        return lines.subList(1, lines.size());
    }

    @Test
    void anInvoiceHasTheCostOfEachUserAndTheNextOneOnlyWhatIsNew() throws IOException {
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "3");
        archive("ben@contoso.com", "2026-11-20T09:00:00Z", "1");
        archive("ADA@contoso.com", "2026-11-21T08:00:00Z", "2");
        archive("old@contoso.com", "2026-10-31T23:59:59Z", "9");

        assertThat(name(write())).isEqualTo("invoice-1.csv");
        assertThat(rows(1)).containsExactly("\"ada@contoso.com\",2,5,0.63", "\"ben@contoso.com\",1,1,0.13");

        assertThat(name(write())).isEqualTo("none");

        archive("ben@contoso.com", "2026-11-19T08:00:00Z", "4"); // archived late
        now = now.plus(Duration.ofDays(20));
        archive("ada@contoso.com", "2026-12-10T08:00:00Z", "8");
        assertThat(name(write())).isEqualTo("invoice-2.csv");
        assertThat(rows(2)).containsExactly("\"ada@contoso.com\",1,8,1.00", "\"ben@contoso.com\",1,4,0.50");

        assertThat(name(write())).isEqualTo("none");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("lock", "billed.txt", "invoice-1.csv", "invoice-2.csv");
    }

    @Test
    void everyJobIsBilledOnceForYears() throws IOException {
        List<String> billed = new ArrayList<>();
        for (int week = 0; week < 60; week++) {
            for (int job = 0; job < 3; job++) {
                // A job ends up to 25 days before a run sees it.
                archive(
                        "u" + week + "." + job,
                        now.minus(Duration.ofDays(12L * job + 1)).toString(),
                        "1");
            }
            Optional<Path> file = write();
            if (file.isPresent()) {
                Files.readAllLines(file.get()).stream()
                        .filter(line -> !line.equals(HEADER))
                        .forEach(line -> billed.add(line.substring(1, line.indexOf('"', 1))));
            }
            now = now.plus(Duration.ofDays(7));
        }

        List<String> expected = new ArrayList<>();
        for (int week = 0; week < 60; week++) {
            for (int job = 0; job < 3; job++) {
                expected.add("u" + week + "." + job);
            }
        }
        assertThat(billed).containsExactlyInAnyOrderElementsOf(expected);
        // The state does not grow for ever: it has the jobs of the runs of about two months.
        assertThat(Files.readAllLines(folder.resolve("billed.txt"))).hasSizeLessThan(3 * 9 + 4);
    }

    /** The invoice is written and the state is not: the next run writes it again, with the new jobs. */
    @Test
    void aCrashBeforeTheStateIsReplacedBillsOnce() throws IOException {
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        write();
        Path state = folder.resolve("billed.txt");
        Path before = Files.copy(state, folder.resolve("before"));
        archive("ben@contoso.com", "2026-11-21T08:00:00Z", "2");
        write();
        Files.move(folder.resolve("invoice-2.csv"), folder.resolve("unfinished-2.csv"));
        Files.move(before, state, StandardCopyOption.REPLACE_EXISTING);

        archive("cleo@contoso.com", "2026-11-22T08:00:00Z", "4");
        assertThat(name(write())).isEqualTo("invoice-2.csv");

        assertThat(rows(2)).containsExactly("\"ben@contoso.com\",1,2,0.25", "\"cleo@contoso.com\",1,4,0.50");
        assertThat(name(write())).isEqualTo("none");
    }

    /** The state is replaced and the invoice has not its name yet: the next run finishes it. */
    @Test
    void aCrashAfterTheStateIsReplacedBillsOnce() throws IOException {
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        Path inTheWay = Files.createDirectories(folder.resolve("invoice-1.csv/x"));
        assertThatThrownBy(this::write).isInstanceOf(IOException.class);
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());

        archive("ben@contoso.com", "2026-11-21T08:00:00Z", "2");
        assertThat(name(write())).isEqualTo("invoice-2.csv");

        assertThat(rows(1)).containsExactly("\"ada@contoso.com\",1,1,0.13");
        assertThat(rows(2)).containsExactly("\"ben@contoso.com\",1,2,0.25");
        assertThat(name(write())).isEqualTo("none");
    }

    @Test
    void aFailureInTheMiddleOfAListBillsNothing() throws IOException {
        for (int i = 0; i < 5; i++) {
            archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        }
        invoice = invoice(client(() -> emulator.print().token()));
        assertThatThrownBy(this::write)
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("a user token, not an application token, with Reports.Read.All");
        assertThat(folder.toFile().list()).containsExactly("lock");

        invoice = invoice(user);
        emulator.print().failNext(1, Fault.closedConnection());
        assertThat(name(write())).isEqualTo("invoice-1.csv");
        assertThat(rows(1)).containsExactly("\"ada@contoso.com\",5,5,0.63");
    }

    @Test
    void aRunWaitsForNoOtherRun() throws IOException {
        try (FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            assertThatThrownBy(this::write)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("another run writes to ");
        }
        assertThat(emulator.print().requests()).isZero();
        assertThat(name(write())).isEqualTo("none");
    }

    /** With a time before the last run, the state would forget jobs that the following runs find again. */
    @Test
    void aClockThatWentBackBillsNothingTwice() throws IOException {
        Instant correct = now;
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        write();
        now = correct.plus(Duration.ofDays(45));
        assertThat(name(write())).isEqualTo("none");
        int requests = emulator.print().requests();

        now = Instant.EPOCH;
        assertThatThrownBy(this::write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the clock is at 1970-01-01T00:00:00Z, before the last run at 2027-01-14T12:00:00Z:"
                        + " set the clock");
        assertThat(emulator.print().requests()).isEqualTo(requests);

        now = correct.plus(Duration.ofDays(90));
        assertThat(name(write())).isEqualTo("none");
        now = correct.plus(Duration.ofDays(91));
        assertThat(name(write())).isEqualTo("none");
    }

    static Stream<String> damaged() {
        return Stream.of("", "1\n", "1\n2026-11-30T12:00:00Z\n", "x\n2026-11-30T12:00:00Z\nend\n", "1\nx\nend\n");
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedStateIsNoEmptyState(String text) throws IOException {
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        Files.writeString(folder.resolve("billed.txt"), text);

        assertThatThrownBy(this::write).isInstanceOf(RuntimeException.class);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock", "billed.txt");
        assertThat(emulator.print().requests()).isZero();
    }

    @Test
    void aLostStateIsNoEmptyState() throws IOException {
        archive("ada@contoso.com", "2026-11-20T08:00:00Z", "1");
        write();
        Files.delete(folder.resolve("billed.txt"));

        assertThatThrownBy(this::write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("billed.txt is missing: restore it from a backup");
    }

    @Test
    void incompleteJobsAreBilledOnceToo() throws IOException {
        String end = "\"completionDateTime\":\"2026-11-20T08:00:00Z\"";
        for (String job : List.of(
                "{\"id\":\"\",\"createdBy\":null," + end + "}",
                "{\"id\":null,\"createdBy\":{},\"copiesPrinted\":null," + end + "}",
                "{\"createdBy\":{\"displayName\":\"Ada\",\"userPrincipalName\":\"\"},\"copiesPrinted\":-5," + end + "}",
                "{\"createdBy\":{\"id\":\"7\"},\"processingState\":\"canceled\",\"copiesPrinted\":null," + end + "}",
                "{\"createdBy\":{\"id\":\"7\"},\"acquiredByPrinter\":false,\"copiesPrinted\":null," + end + "}",
                "{\"id\":\"a b\\n\\u0000/%\",\"createdBy\":{\"id\":\"7\"},\"completionDateTime\":null}")) {
            emulator.print().archive(job);
        }

        assertThat(name(write())).isEqualTo("invoice-1.csv");

        assertThat(rows(1)).containsExactly("\"7\",2,0,0.00", "\"Ada\",1,0,0.00", "\"unknown\",2,2,0.25");
        assertThat(name(write())).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Ada               | \"Ada\"",
                "=1+1              | \"'=1+1\"",
                "+1                | \"'+1\"",
                "-1                | \"'-1\"",
                "@SUM(A1)          | \"'@SUM(A1)\"",
                "~ =1~             | \"'=1\"",
                "\\t=1             | \"'=1\"",
                "\\r\\n@a          | \"'@a\"",
                "\uff1d1           | \"'\uff1d1\"",
                "a\\nb             | \"a b\"",
                "a\\u2028b         | \"a b\"",
                "Smith, John       | \"Smith, John\"",
                "a\";=1;\"b        | \"a\"\";=1;\"\"b\"",
                "\"=1              | \"\"\"=1\"",
                "a=1               | \"a=1\"",
                "~~                | \"\"",
                "\ud83d\ude00      | \"\ud83d\ude00\"",
            })
    void aNameIsNoFormulaAndStaysOneField(String name, String field) {
        String text = name.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\u2028", "\u2028");

        assertThat(PrintInvoice.field(text)).isEqualTo(field);
    }

    @Test
    void whatTheEmulatorPrintsIsBilled() throws IOException {
        String printerId = emulator.print().printerId();
        String jobId = emulator.print().submitJob("ada@contoso.com");
        user.printer(printerId).job(jobId).get();

        Optional<Path> file = new PrintInvoice(
                        user, folder, new BigDecimal("2"), OffsetDateTime.now().minusDays(1), Clock.systemUTC())
                .write(List.of(printerId));

        assertThat(name(file)).isEqualTo("invoice-1.csv");
        assertThat(rows(1)).containsExactly("\"ada@contoso.com\",1,1,2.00");
    }

    @Test
    void theFileEndsItsLinesAsSpreadsheetsExpect() throws IOException {
        archive("\u00fcnal@contoso.com", "2026-11-20T08:00:00Z", "1");
        write();

        assertThat(Files.readString(folder.resolve("invoice-1.csv")))
                .isEqualTo(HEADER + "\r\n\"\u00fcnal@contoso.com\",1,1,0.13\r\n");
        assertThat(Arrays.asList(folder.toFile().list())).noneMatch(file -> file.endsWith(".part"));
    }
}
