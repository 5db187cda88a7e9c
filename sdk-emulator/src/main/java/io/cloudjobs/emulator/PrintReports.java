package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The archived jobs: the ended jobs of the tenant and the jobs that a test adds. The usage is their sum. */
final class PrintReports {
    private static final String COMPLETION = "completionDateTime";
    private static final String CREATED_BY = "createdBy";
    private static final String USER_NAME = "userPrincipalName";
    static final String USER_ID = "userId";
    static final String GROUP_ID = "groupId";
    static final String PRINTER_ID = "printerId";
    private static final String PRINTER_NAME = "printerName";
    private static final String COPIES = "copiesPrinted";

    private final PrintTenant tenant;
    private final Time time;
    private final String printerId;
    private final List<ObjectNode> added = new ArrayList<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();

    /** Creates an archive whose added jobs belong to this printer, unless they name another one. */
    PrintReports(PrintTenant tenant, Time time, String printerId) {
        this.tenant = tenant;
        this.time = time;
        this.printerId = printerId;
    }

    /** Adds a job with the given members, and the usual value of each other member. */
    void archive(ObjectNode members) {
        JsonNode user = members.path(CREATED_BY);
        String now = PrintTenant.timestamp(time.now());
        ObjectNode job = JsonTrees.object();
        job.put("id", UUID.randomUUID().toString())
                .put(PRINTER_ID, printerId)
                .put("processingState", "completed")
                .put("createdDateTime", now)
                .put("acquiredDateTime", now)
                .put(COMPLETION, now)
                .put("acquiredByPrinter", true)
                .put(COPIES, 1)
                .set(CREATED_BY, PrintUser.SIGNED_IN.json());
        job.put(PRINTER_NAME, "Printer " + members.path(PRINTER_ID).asText(printerId));
        job.setAll(members.deepCopy());
        if (user.path(USER_NAME).isTextual()) {
            ObjectNode whole = PrintUser.named(user.path(USER_NAME).textValue()).json();
            job.set(CREATED_BY, whole.setAll((ObjectNode) user.deepCopy()));
        }
        synchronized (tenant) {
            added.add(job);
        }
    }

    /** Adds a user, by name or by id. */
    void addToGroup(String groupId, String user) {
        String id = user.indexOf('@') < 0 ? user : PrintUser.named(user).id();
        synchronized (tenant) {
            groups.computeIfAbsent(groupId, name -> new LinkedHashSet<>()).add(id);
        }
    }

    /**
     * Returns the archived jobs that ended in a time.
     *
     * @param owner {@link #PRINTER_ID}, {@link #USER_ID} or {@link #GROUP_ID}
     */
    ArrayNode within(@Nullable Instant start, @Nullable Instant end, String owner, String id) {
        ArrayNode jobs = JsonTrees.array();
        synchronized (tenant) {
            for (ObjectNode job : all()) {
                Instant completion = completion(job);
                boolean isWithin =
                        (start == null || !completion.isBefore(start)) && (end == null || !completion.isAfter(end));
                if (isWithin && belongs(job, owner, id)) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }

    private boolean belongs(JsonNode job, String owner, String id) {
        String userId = job.path(CREATED_BY).path("id").asText();
        return switch (owner) {
            case PRINTER_ID -> job.path(PRINTER_ID).asText().equals(id);
            case USER_ID -> userId.equals(id);
            default -> groups.getOrDefault(id, Set.of()).contains(userId);
        };
    }

    /** Returns all archived jobs, in the order of their ends. */
    private List<ObjectNode> all() {
        var all = new ArrayList<ObjectNode>();
        added.forEach(job -> all.add(job.deepCopy()));
        for (EmulatedPrinter printer : tenant.printers()) {
            for (EmulatedPrintJob job : printer.jobs()) {
                if (job.state().hasEnded()) {
                    all.add(job.archived());
                }
            }
        }
        all.sort(Comparator.comparing(PrintReports::completion));
        return all;
    }

    /** Returns the end of a job. A job without a valid one counts as the first to end. */
    private static Instant completion(JsonNode job) {
        try {
            return OffsetDateTime.parse(job.path(COMPLETION).asText()).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * Returns the usage.
     *
     * @param period daily or monthly
     * @param subject User or Printer
     */
    ArrayNode usage(String period, String subject) {
        boolean isDaily = period.equals("daily");
        boolean isByUser = subject.equals("User");
        var rows = new LinkedHashMap<String, ObjectNode>();
        synchronized (tenant) {
            for (ObjectNode job : all()) {
                String day = completion(job).toString().substring(0, 10);
                String date = isDaily ? day : day.substring(0, 8) + "01";
                JsonNode key = isByUser ? job.path(CREATED_BY).path(USER_NAME) : job.path(PRINTER_ID);
                ObjectNode row = rows.computeIfAbsent(date + key.asText().toLowerCase(Locale.ROOT), name -> {
                    String id = period + name;
                    ObjectNode first = JsonTrees.object();
                    first.put(
                            "id",
                            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                                    .toString());
                    first.put("usageDate", date);
                    if (isByUser) {
                        first.put(USER_NAME, key.asText());
                    } else {
                        first.put(PRINTER_ID, key.asText())
                                .put(PRINTER_NAME, job.path(PRINTER_NAME).asText());
                    }
                    return first;
                });
                count(row, job);
            }
        }
        return JsonTrees.array().addAll(rows.values());
    }

    /** Adds a job to a row. Each copy counts as one page in black and white on a sheet of its own. */
    private static void count(ObjectNode row, ObjectNode job) {
        boolean isCompleted = job.path("processingState").asText().equals("completed");
        boolean isPrinted = isCompleted && job.path("acquiredByPrinter").asBoolean();
        add(row, isPrinted ? 1 : 0, "completedJobCount completedBlackAndWhiteJobCount");
        add(row, isCompleted ? 0 : 1, "incompleteJobCount");
        add(
                row,
                isPrinted ? job.path(COPIES).asLong() : 0,
                "pageCount blackAndWhitePageCount mediaSheetCount singleSidedSheetCount");
        add(row, 0, "completedColorJobCount colorPageCount doubleSidedSheetCount");
    }

    private static void add(ObjectNode row, long count, String names) {
        for (String name : names.split(" ")) {
            row.put(name, row.path(name).asLong() + count);
        }
    }

    /** Returns copies of the jobs that were added. Callers hold the lock of the tenant. */
    List<ObjectNode> archived() {
        return added.stream().map(ObjectNode::deepCopy).toList();
    }

    /** Returns the names of the users by their groups. Callers hold the lock of the tenant. */
    Map<String, Set<String>> groups() {
        return groups;
    }
}
