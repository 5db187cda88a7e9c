package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.cloudjobs.emulator.internal.BlankPage;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Payload;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of Universal Print as JSON. Callers hold the lock of the {@link PrintTenant}. */
final class PrintTenantState {
    private static final String ID = "id";
    private static final String DISPLAY_NAME = "displayName";
    private static final String USER_NAME = "userPrincipalName";
    private static final String EXPIRATION = "expirationDateTime";
    /** The members of a subscription, in the order of Graph. */
    private static final List<String> SUBSCRIPTION = List.of(
            ID,
            "resource",
            "applicationId",
            "changeType",
            "clientState",
            "notificationUrl",
            "notificationQueryOptions",
            "lifecycleNotificationUrl",
            EXPIRATION,
            "creatorId",
            "includeResourceData",
            "latestSupportedTlsVersion",
            "encryptionCertificate",
            "encryptionCertificateId");

    private final PrintTenant tenant;
    private final PrintService service;
    private final PrintSubscriptions subscriptions;
    private final PrintReports reports;
    private final GraphResponses responses;
    private final EntraTenant directory;

    PrintTenantState(
            PrintTenant tenant,
            PrintService service,
            PrintSubscriptions subscriptions,
            PrintReports reports,
            GraphResponses responses,
            EntraTenant directory) {
        this.tenant = tenant;
        this.service = service;
        this.subscriptions = subscriptions;
        this.reports = reports;
        this.responses = responses;
        this.directory = directory;
    }

    PrintTenant tenant() {
        return tenant;
    }

    /** Returns the state. The documents have their bytes. */
    ObjectNode write(boolean secrets) {
        ObjectNode state = JsonTrees.object().put("pageSize", responses.pageSize());
        ArrayNode accounts = state.putArray("users");
        for (PrintUser user : directory.users()) {
            ObjectNode account = accounts.addObject()
                    .put(USER_NAME, user.userPrincipalName())
                    .put(DISPLAY_NAME, user.displayName());
            if (secrets) {
                account.put("password", user.password());
            }
            account.set("roles", JsonTrees.of(user.roles()));
        }
        state.setAll(tenant.write());
        ArrayNode watching = state.putArray("subscriptions");
        for (ObjectNode subscription : subscriptions.state()) {
            watching.add(secrets ? subscription : subscription.without("clientState"));
        }
        ArrayNode archive = state.putArray("archive");
        for (ObjectNode job : reports.archived()) {
            ObjectNode known = archive.addObject();
            PrinterDescription.split(job, PrintTypes.ARCHIVED_JOB, known, known);
        }
        state.set("groups", JsonTrees.of(reports.groups()));
        return state;
    }

    /** Finds each mistake in a state, because it is read into a copy of the tenant. Changes nothing. */
    void check(StateObject state) {
        PrintTenant copy = tenant.empty();
        read(new StateObject("", tenant.write()), copy);
        read(state, copy);
    }

    /** Adds what a checked state names. */
    void load(StateObject state) {
        responses.pageSize(state.get("pageSize").asInt(responses.pageSize()));
        read(state, tenant);
    }

    private void read(StateObject state, PrintTenant into) {
        accounts(state, into);
        for (StateObject json : state.children("taskDefinitions")) {
            String id = json.id(ID, newId());
            ObjectNode definition = into.definitionOrNew(id, "Definition " + id, null);
            PrintTenant.rename(definition, json.text(DISPLAY_NAME), json.text("appName"));
        }
        for (StateObject printer : state.children("printers")) {
            printer(printer, into);
        }
        for (StateObject printer : state.children("printers")) {
            for (StateObject job : printer.children("jobs")) {
                for (String link : List.of("redirectedTo", "redirectedFrom")) {
                    if (job.has(link) && !into.hasJob(job.text(link, ""))) {
                        throw job.wrong(link, "the path of a job, such as print/printers/{printerId}/jobs/{jobId}");
                    }
                }
            }
        }
        subscriptions(state, into);
        archive(state, into);
    }

    private void accounts(StateObject state, PrintTenant into) {
        var names = new HashSet<String>();
        for (StateObject json : state.children("users")) {
            PrintUser named = PrintUser.named(json.id(USER_NAME, ""));
            if (!names.add(named.userPrincipalName().toLowerCase(Locale.ROOT))) {
                throw json.wrong(USER_NAME, "a name that no other user has");
            }
            if (into == tenant) {
                directory.add(
                        named.with(json.text(DISPLAY_NAME, named.displayName())),
                        json.text("password", directory.userPassword()),
                        json.texts("roles"));
            }
        }
    }

    private void printer(StateObject json, PrintTenant into) {
        String id = json.id(ID, newId());
        boolean isNew = !into.hasPrinter(id);
        EmulatedPrinter printer = into.printerOrNew(id);
        printer.restore(json);
        for (StateObject share : json.children("shares")) {
            String shareId = share.id(ID, newId());
            EmulatedPrinterShare old = into.shareOrNull(shareId);
            if (old != null && old.printer() != printer) {
                throw share.duplicate();
            }
            printer.shareOrNew(shareId).restore(share);
        }
        if (isNew && !json.has("shares")) {
            printer.shareOrNew(newId());
        }
        if (json.has("trigger")) {
            trigger(json, json.child("trigger"), printer);
        }
        for (StateObject job : json.children("jobs")) {
            job(job, printer);
        }
        if (json.has("device")) {
            printer.device().restore(json.child("device"));
        }
    }

    private static void trigger(StateObject parent, StateObject json, EmulatedPrinter printer) {
        checkDefinition(json.text(PrintTenant.DEFINITION), json, printer);
        ObjectNode trigger = JsonTrees.object().put(ID, json.id(ID, newId()));
        trigger.setAll(json.members(PrintTenant.DEFINITION));
        ObjectNode old = printer.trigger();
        if (old == null) {
            printer.bind(trigger);
        } else if (!old.equals(trigger)) {
            throw parent.error("trigger", "is a second trigger of the printer, which can have one: leave it out");
        }
    }

    private static void checkDefinition(@Nullable String id, StateObject json, EmulatedPrinter printer) {
        if (!printer.tenant().hasDefinition(id)) {
            throw json.wrong(PrintTenant.DEFINITION, "the id of one of print.taskDefinitions");
        }
    }

    private void job(StateObject json, EmulatedPrinter printer) {
        String id = json.id(ID, printer.nextJobId());
        if (printer.hasJob(id)) {
            throw json.duplicate();
        }
        EmulatedPrintJob job = printer.addJob(id, json.id("createdBy", PrintUser.SIGNED_IN.userPrincipalName()));
        PrintJobState usual = printer.trigger() == null ? PrintJobState.PROCESSING : PrintJobState.HELD;
        PrintJobState state = json.word("state", usual, PrintJobState.values(), PrintJobState::key);
        document(json.child("document"), job, state);
        for (StateObject task : json.children("tasks")) {
            task(task, job, state);
        }
        if (state == PrintJobState.HELD && !json.has("tasks")) {
            task(json.child("task"), job, state);
        }
        job.restore(json, state);
    }

    private static void document(StateObject json, EmulatedPrintJob job, PrintJobState state) {
        int size = json.get("size").asInt(-1);
        Payload payload = null;
        if (json.get(StateReader.CONTENT) instanceof POJONode content) {
            payload = blankOr((Payload) content.getPojo());
            if (payload.length() == 0) {
                throw json.error(
                        StateReader.CONTENT, "is empty: use at least one byte, or leave it out for a blank page");
            }
            if (size >= 0 && payload.length() != size) {
                throw json.error(
                        "size",
                        "is " + size + ", but the content has " + payload.length() + " bytes: leave the size out");
            }
        } else if (size > 0 && size != BlankPage.PAYLOAD.length()) {
            throw json.error(
                    StateReader.CONTENT,
                    "is missing, although the size is " + size
                            + " bytes: use the text of a dump, which has the content");
        } else if (state != PrintJobState.UPLOAD_PENDING && size != 0) {
            payload = BlankPage.PAYLOAD;
        }
        job.become(
                json.text(DISPLAY_NAME, payload == null ? "" : BlankPage.NAME),
                json.text("contentType", payload == null ? "" : BlankPage.CONTENT_TYPE),
                payload);
        job.documentId(json.id(ID, newId()));
    }

    /** The blank page is in memory once, however many jobs have it. */
    private static Payload blankOr(Payload payload) {
        Payload blank = BlankPage.PAYLOAD;
        boolean isCopy = payload != blank && payload.length() == blank.length();
        return isCopy && Arrays.equals(payload.copy(), blank.copy()) ? blank : payload;
    }

    private void task(StateObject json, EmulatedPrintJob job, PrintJobState state) {
        String id = json.id(ID, newId());
        PrintTenant into = job.printer().tenant();
        if (into.hasTask(id)) {
            throw json.duplicate();
        }
        String definitionId = definition(json, job);
        if (definitionId != null) {
            checkDefinition(definitionId, json, job.printer());
        }
        String usual = !state.hasEnded()
                ? EmulatedPrintTask.PROCESSING
                : state.compareTo(PrintJobState.CANCELED) < 0 ? EmulatedPrintTask.COMPLETED : EmulatedPrintTask.ABORTED;
        into.addTask(id, job, definitionId).restore(json, usual);
    }

    /** Returns the definition of a task. A null is a deleted one. */
    private @Nullable String definition(StateObject json, EmulatedPrintJob job) {
        JsonNode given = json.node().get(PrintTenant.DEFINITION);
        if (given != null) {
            return given.textValue();
        }
        ObjectNode trigger = job.printer().trigger();
        return trigger != null
                ? trigger.path(PrintTenant.DEFINITION).textValue()
                : service.pullPrinting(job.printer().tenant());
    }

    private void subscriptions(StateObject state, PrintTenant into) {
        var all = new HashSet<WatchedCollection>();
        for (StateObject json : state.children("subscriptions")) {
            String resource = json.id("resource", "");
            WatchedCollection watched = WatchedCollection.of(resource);
            if (watched == null
                    || !(watched.isJobs() ? into.hasPrinter(watched.key()) : into.hasDefinition(watched.key()))
                    || !json.text("changeType", "").equals(watched.isJobs() ? "updated" : "created")) {
                throw json.wrong(
                        "resource", "the jobs of a printer with updated, or the tasks of a definition with created");
            }
            ObjectNode subscription = JsonTrees.object();
            for (String name : SUBSCRIPTION) {
                subscription.set(name, json.get(name));
            }
            subscription
                    .put(ID, json.id(ID, newId()))
                    .put("applicationId", json.text("applicationId", directory.clientId()))
                    .put("latestSupportedTlsVersion", json.text("latestSupportedTlsVersion", "v1_2"));
            for (String name : List.of("notificationUrl", "lifecycleNotificationUrl")) {
                String url = json.text(name);
                if (url == null ? name.equals("notificationUrl") : !subscriptions.isReachable(url)) {
                    throw json.wrong(name, "a URL of this machine, of an event hub or a partner topic");
                }
            }
            Instant expires = json.time(EXPIRATION);
            if (expires == null) {
                throw json.error(EXPIRATION, "is missing: use the time when the subscription ends");
            }
            subscription.put(EXPIRATION, PrintTenant.timestamp(expires));
            if (!all.add(watched) || subscriptions.watches(resource)) {
                throw json.error("resource", "is watched already: leave the subscription out");
            }
            if (into == tenant) {
                subscriptions.restore(subscription);
            }
        }
    }

    private void archive(StateObject state, PrintTenant into) {
        if (into != tenant) {
            return; // the schema has checked it
        }
        for (StateObject json : state.children("archive")) {
            ObjectNode job = json.node().deepCopy();
            job.remove(PrinterDescription.ADDITIONAL);
            reports.archive(job.setAll(json.object(PrinterDescription.ADDITIONAL)));
        }
        StateObject groups = state.child("groups");
        for (String group : (Iterable<String>) groups.node()::fieldNames) {
            for (String user : groups.texts(group)) {
                reports.addToGroup(group, user);
            }
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
