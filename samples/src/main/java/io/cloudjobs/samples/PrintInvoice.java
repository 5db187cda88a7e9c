package io.cloudjobs.samples;

import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.UserIdentity;
import io.cloudjobs.print.report.ArchivedPrintJob;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes invoices: a CSV file with the cost of each user, for the jobs that no earlier invoice has. Run it as often as you
 * want. Each job is on exactly one invoice, also if a run fails or is killed at any time.
 *
 * <p>A folder has the invoices, and a file with the number of the last invoice and the jobs that are billed. To write an
 * invoice: write it under another name, replace that file, and rename the invoice. The next run does the rest, or writes
 * the invoice again.
 */
final class PrintInvoice {
    /**
     * How far each run looks back behind the last one. The service does not document which time of a job the period
     * applies to, or how late a job is archived. So this is longer than a job lives.
     */
    static final Duration OVERLAP = Duration.ofDays(30);

    private final PrintJobClient print;
    private final Path folder;
    private final BigDecimal pricePerCopy;
    private final OffsetDateTime begin;
    private final Clock clock;

    /**
     * Creates a writer of invoices.
     *
     * @param print a client with a user token
     * @param folder the existing folder of all invoices
     * @param pricePerCopy the price of a printed copy
     * @param begin the start of billing: jobs that ended earlier are not billed
     * @param clock the time
     */
    PrintInvoice(PrintJobClient print, Path folder, BigDecimal pricePerCopy, OffsetDateTime begin, Clock clock) {
        this.print = print;
        this.folder = folder;
        this.pricePerCopy = pricePerCopy;
        this.begin = begin;
        this.clock = clock;
    }

    /**
     * Writes an invoice.
     *
     * @param printerIds the printers, including printers that were removed since the last run
     * @return the file; empty if there is nothing to bill
     */
    Optional<Path> write(List<String> printerIds) throws IOException {
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock != null) {
                return writeAlone(printerIds);
            }
        } catch (OverlappingFileLockException e) {
            // another run in this JVM
        }
        throw new IllegalStateException("another run writes to " + folder);
    }

    private Optional<Path> writeAlone(List<String> printerIds) throws IOException {
        Billed billed = readBilled();
        if (Files.exists(unfinished(billed.invoice))) {
            finish(billed.invoice);
        }
        Instant now = clock.instant();
        if (billed.until != null && now.isBefore(billed.until)) {
            // The next run would look back further than the billed jobs are kept.
            throw new IllegalStateException(
                    "the clock is at " + now + ", before the last run at " + billed.until + ": set the clock");
        }
        OffsetDateTime start = billed.until == null
                ? begin
                : later(begin, billed.until.minus(OVERLAP).atOffset(ZoneOffset.UTC));
        Map<String, Instant> jobs = new LinkedHashMap<>(billed.jobs);
        Map<String, Cost> costs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String printerId : printerIds) {
            for (ArchivedPrintJob job : print.reports().archivedPrintJobsOfPrinter(printerId, start, null)) {
                OffsetDateTime end = job.completionDateTime();
                boolean isOfPeriod = end == null || !end.isBefore(begin);
                if (isOfPeriod && jobs.putIfAbsent(key(printerId, job), now) == null) {
                    costs.computeIfAbsent(user(job), user -> new Cost()).add(copies(job));
                }
            }
        }
        // No later run can find these jobs again, because they ended before they were billed.
        jobs.values().removeIf(time -> time.isBefore(start.toInstant().minus(Duration.ofDays(1))));
        if (costs.isEmpty()) {
            writeBilled(new Billed(billed.invoice, now, jobs));
            return Optional.empty();
        }
        int invoice = billed.invoice + 1;
        replace(unfinished(invoice), csv(costs));
        writeBilled(new Billed(invoice, now, jobs));
        return Optional.of(finish(invoice));
    }

    private static OffsetDateTime later(OffsetDateTime one, OffsetDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns a key on one line. A job without an id, which no documentation promises, is known by its text. */
    private static String key(String printerId, ArchivedPrintJob job) {
        String id = job.id().isEmpty() ? String.valueOf(job.json()) : job.id();
        return URLEncoder.encode(printerId + "/" + id, StandardCharsets.UTF_8);
    }

    private static String user(ArchivedPrintJob job) {
        UserIdentity user = job.createdBy();
        return user == null
                ? "unknown"
                : Stream.of(user.userPrincipalName(), user.displayName(), user.id())
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst()
                        .orElse("unknown");
    }

    private static int copies(ArchivedPrintJob job) {
        Integer copies = job.copiesPrinted();
        if (copies != null) {
            return Math.max(0, copies);
        }
        boolean isPrinted = job.processingState().equals(PrintJobProcessingState.COMPLETED)
                && !Boolean.FALSE.equals(job.acquiredByPrinter()); // for example, it was redirected
        return isPrinted ? 1 : 0;
    }

    /** The jobs and copies of a user. */
    private static final class Cost {
        private int jobs;
        private long copies;

        void add(int copiesOfJob) {
            jobs++;
            copies += copiesOfJob;
        }
    }

    private String csv(Map<String, Cost> costs) {
        StringBuilder csv = new StringBuilder("user,jobs,copies,cost\r\n");
        costs.forEach((user, cost) -> csv.append(field(user))
                .append(',')
                .append(cost.jobs)
                .append(',')
                .append(cost.copies)
                .append(',')
                .append(pricePerCopy
                        .multiply(BigDecimal.valueOf(cost.copies))
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString())
                .append("\r\n"));
        return csv.toString();
    }

    /**
     * Returns a name as a field of a CSV file, on one line. A spreadsheet would run a name such as {@code =1+1} as a
     * formula, so it begins with an apostrophe.
     */
    static String field(String name) {
        StringBuilder field = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
                .forEach(field::appendCodePoint);
        String text = field.toString().strip();
        boolean isFormula = !text.isEmpty() && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    /**
     * The state between two runs.
     *
     * @param invoice the number of the last invoice
     * @param until the time of the last run; null before the first
     * @param jobs the keys of the jobs that are billed, each with the time of its invoice, as far back as a run may look
     */
    private record Billed(int invoice, Instant until, Map<String, Instant> jobs) {}

    private Path billed() {
        return folder.resolve("billed.txt");
    }

    private Path invoice(int number) {
        return folder.resolve("invoice-" + number + ".csv");
    }

    private Path unfinished(int number) {
        return folder.resolve("unfinished-" + number + ".csv");
    }

    private Path finish(int number) throws IOException {
        return Files.move(unfinished(number), invoice(number), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads the state. Fails if it is damaged or lost, because all jobs would be billed again. */
    private Billed readBilled() throws IOException {
        if (!Files.exists(billed())) {
            if (Files.isRegularFile(invoice(1))) {
                throw new IllegalStateException(billed() + " is missing: restore it from a backup");
            }
            return new Billed(0, null, Map.of());
        }
        List<String> lines = Files.readAllLines(billed());
        if (lines.size() < 3 || !lines.get(lines.size() - 1).equals("end")) {
            throw new IllegalStateException(billed() + " is damaged: restore it from a backup");
        }
        Map<String, Instant> jobs = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size() - 1)) {
            int space = line.indexOf(' ');
            jobs.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
        }
        return new Billed(Integer.parseInt(lines.get(0)), Instant.parse(lines.get(1)), jobs);
    }

    private void writeBilled(Billed billed) throws IOException {
        StringBuilder text = new StringBuilder().append(billed.invoice).append('\n');
        text.append(billed.until).append('\n');
        billed.jobs.forEach(
                (key, time) -> text.append(time).append(' ').append(key).append('\n'));
        replace(billed(), text.append("end\n").toString());
    }

    /** Replaces a file by a new one that is complete on the disk. */
    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
