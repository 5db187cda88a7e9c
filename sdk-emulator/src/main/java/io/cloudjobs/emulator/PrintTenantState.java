package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.cloudjobs.emulator.EntraUsers.EntraUser;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.documents.BlankPage;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.LowerCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of Universal Print as JSON. Callers hold the lock of the {@link PrintTenant}. */
final class PrintTenantState {
    /** Names of members. */
    private static final String ID = "id";

    private static final String DISPLAY_NAME = "displayName";
    private static final String DESCRIPTION = "description";
    private static final String ADDITIONAL = "additional";
    private static final String CREATED = "createdDateTime";
    private static final String COMPLETED = "completionDateTime";
    private static final String ACQUIRED = "acquiredDateTime";
    private static final String CREATED_BY = "createdBy";
    private static final String STATE = "state";
    private static final String USER_NAME = "userPrincipalName";
    private static final String EXPIRATION = "expirationDateTime";
    /** The members of a subscription, in the order of Graph. */
    private static final String[] SUBSCRIPTION = {
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
        "encryptionCertificateId"
    };

    private static final ODataType PRINTER_MEMBERS = PrintTypes.PRINTER;
    private static final ODataType SHARE_MEMBERS = PrintTypes.SHARE;

    private final PrintTenant tenant;
    private final PrintService service;
    private final PrintSubscriptions subscriptions;
    private final PrintReports reports;
    private final GraphResponses responses;
    private final PrintDocuments documents;
    private final String appId;
    private final EntraUsers users;
    /** The changes that make the state that is read. */
    private final List<Runnable> changes = new ArrayList<>();

    private final Map<String, EmulatedPrinter> printers = new LinkedHashMap<>();
    private final Map<String, EmulatedPrinterShare> shares = new LinkedHashMap<>();
    private final Map<String, EmulatedPrintTaskDefinition> definitions = new LinkedHashMap<>();
    private final Map<EmulatedPrinter, EmulatedPrintTaskTrigger> triggers = new IdentityHashMap<>();
    private final Map<String, EmulatedPrintJob> jobs = new LinkedHashMap<>();
    private final List<EmulatedPrinterShare> newShares = new ArrayList<>();
    private final Map<EmulatedPrintTask, EmulatedPrintTaskDefinition> newTasks = new LinkedHashMap<>();
    private final Set<String> taskIds = new HashSet<>();
    private final Map<String, PrintUser> newUsers = new HashMap<>();
    private final List<Runnable> devices = new ArrayList<>();
    /** The links between jobs, which are followed when all jobs are known. */
    private final List<Runnable> links = new ArrayList<>();

    PrintTenantState(
            PrintTenant tenant,
            PrintService service,
            PrintSubscriptions subscriptions,
            PrintReports reports,
            GraphResponses responses,
            PrintDocuments documents,
            String appId,
            EntraUsers users) {
        this.users = users;
        this.tenant = tenant;
        this.service = service;
        this.subscriptions = subscriptions;
        this.reports = reports;
        this.responses = responses;
        this.documents = documents;
        this.appId = appId;
    }

    /** Returns an object that can read one more state. */
    PrintTenantState again() {
        return new PrintTenantState(tenant, service, subscriptions, reports, responses, documents, appId, users);
    }

    PrintTenant tenant() {
        return tenant;
    }

    PrintService service() {
        return service;
    }

    PrintDocuments documents() {
        return documents;
    }

    /**
     * Returns the state.
     *
     * @param bytes adds the bytes of each uploaded document to the document
     */
    ObjectNode write(boolean secrets, BiConsumer<ObjectNode, Payload> bytes) {
        ObjectNode state = JsonTrees.object().put("pageSize", responses.pageSize());
        ArrayNode accounts = state.putArray("users");
        for (EntraUser user : users.all()) {
            ObjectNode account = accounts.addObject()
                    .put(USER_NAME, user.identity().userPrincipalName())
                    .put(DISPLAY_NAME, user.identity().displayName());
            if (secrets) {
                account.put("password", user.password());
            }
            user.roles().forEach(account.putArray("roles")::add);
        }
        var definitionOf = new IdentityHashMap<EmulatedPrintTask, String>();
        ArrayNode definitions = state.putArray("taskDefinitions");
        ObjectNode order = JsonTrees.object();
        ArrayNode shareIds = order.putArray("shares");
        tenant.shares().forEach(share -> shareIds.add(share.id()));
        ArrayNode taskIds = order.putArray("tasks");
        for (EmulatedPrintTaskDefinition definition : tenant.definitions()) {
            ObjectNode json = definition.json();
            definitions
                    .addObject()
                    .put(ID, definition.id())
                    .put(DISPLAY_NAME, json.path(DISPLAY_NAME).textValue())
                    .put("appName", json.path(CREATED_BY).path(DISPLAY_NAME).textValue());
            for (EmulatedPrintTask task : definition.tasks()) {
                definitionOf.put(task, definition.id());
                taskIds.add(task.id());
            }
        }
        ArrayNode printers = state.putArray("printers");
        tenant.printers().forEach(printer -> printers.add(write(printer, definitionOf, bytes)));
        state.set("order", order);
        ArrayNode watching = state.putArray("subscriptions");
        for (ObjectNode subscription : subscriptions.state()) {
            watching.add(secrets ? subscription : subscription.without("clientState"));
        }
        ArrayNode archive = state.putArray("archive");
        for (ObjectNode job : reports.archived()) {
            ObjectNode known = archive.addObject();
            split(job, PrintTypes.ARCHIVED_JOB, known, known);
        }
        ObjectNode groups = state.putObject("groups");
        reports.groups().forEach((group, users) -> users.forEach(groups.putArray(group)::add));
        return state;
    }

    private ObjectNode write(
            EmulatedPrinter printer,
            Map<EmulatedPrintTask, String> definitionOf,
            BiConsumer<ObjectNode, Payload> bytes) {
        ObjectNode device = tenant.device(printer.id()).whole();
        ObjectNode whole = printer.alone();
        ObjectNode json = JsonTrees.object().put(ID, printer.id());
        json.set(DISPLAY_NAME, whole.get(DISPLAY_NAME));
        json.set("registeredDateTime", whole.get("registeredDateTime"));
        describe(json, printer.description(), PRINTER_MEMBERS);
        ArrayNode shares = json.putArray("shares");
        for (EmulatedPrinterShare share : printer.shares()) {
            ObjectNode of = shares.addObject().put(ID, share.id()).put(CREATED, share.createdDateTime());
            describe(of, share.description(), SHARE_MEMBERS);
        }
        EmulatedPrintTaskTrigger trigger = printer.trigger();
        if (trigger != null) {
            json.putObject("trigger")
                    .put(ID, trigger.id())
                    .put("taskDefinitionId", trigger.definition().id());
        }
        json.set("device", device);
        ArrayNode jobs = json.putArray("jobs");
        printer.jobs().forEach(job -> jobs.add(write(job, definitionOf, bytes)));
        return json;
    }

    private static void describe(ObjectNode json, PrinterDescription description, ODataType type) {
        ObjectNode members = description.members();
        members.remove(type == PRINTER_MEMBERS ? List.of(DISPLAY_NAME) : List.of());
        split(members, type, json.putObject(DESCRIPTION), json);
    }

    /** Sets apart the members that the type does not have, because a misspelt member of a seed is refused. */
    private static void split(ObjectNode members, ODataType type, ObjectNode known, ObjectNode parent) {
        members.properties().forEach(member -> {
            ODataType of = type.members().get(member.getKey());
            boolean fits = of != null && StateObject.fits(member.getValue(), of);
            (fits ? known : parent.withObject("/" + ADDITIONAL)).set(member.getKey(), member.getValue());
        });
    }

    private ObjectNode write(
            EmulatedPrintJob job, Map<EmulatedPrintTask, String> definitionOf, BiConsumer<ObjectNode, Payload> bytes) {
        ObjectNode whole = job.alone();
        ObjectNode json = JsonTrees.object().put(ID, job.id()).put(STATE, word(job.state()));
        PrintUser user = job.createdBy();
        if (user.equals(users.named(user.userPrincipalName()).identity())) {
            json.put(CREATED_BY, user.userPrincipalName());
        } else {
            json.set(CREATED_BY, user.json());
        }
        json.set(CREATED, whole.get(CREATED));
        putUnlessNull(json, ACQUIRED, job.acquiredDateTime());
        putUnlessNull(json, COMPLETED, job.completionDateTime());
        json.set("configuration", whole.get("configuration"));
        Payload payload = job.document().payload();
        ObjectNode document = job.document().json();
        json.set("document", document);
        if (payload != null) {
            bytes.accept(document, payload);
        }
        ArrayNode tasks = json.putArray("tasks");
        for (EmulatedPrintTask task : job.tasks()) {
            ObjectNode of = task.json();
            tasks.addObject()
                    .put(ID, task.id())
                    .put("taskDefinitionId", definitionOf.get(task))
                    .put("triggerId", task.triggerId())
                    .put(STATE, LowerCase.of(task.state()))
                    .put(DESCRIPTION, of.path("status").path(DESCRIPTION).textValue());
        }
        putUnlessNull(json, "redirectedTo", path(whole, "redirectedTo"));
        putUnlessNull(json, "redirectedFrom", path(whole, "redirectedFrom"));
        return json;
    }

    /** Returns a link without the endpoint, which can be another one later. */
    private @Nullable String path(ObjectNode job, String name) {
        String url = job.path(name).textValue();
        return url == null ? null : url.substring(tenant.endpoint().length() + 1);
    }

    private static void putUnlessNull(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String word(PrintJobState state) {
        String name = LowerCase.of(state);
        int dash = name.indexOf('_');
        return dash < 0
                ? name
                : name.substring(0, dash) + Character.toUpperCase(name.charAt(dash + 1)) + name.substring(dash + 2);
    }

    /** Reads the state, and adds the changes that make it. Changes nothing itself. Its objects are complete before any is seen. */
    void read(StateObject state, List<Runnable> made) {
        for (EmulatedPrintTaskDefinition definition : tenant.definitions()) {
            definitions.put(definition.id(), definition);
            definition.tasks().forEach(task -> taskIds.add(task.id()));
        }
        tenant.shares().forEach(share -> shares.put(share.id(), share));
        for (EmulatedPrinter printer : tenant.printers()) {
            printers.put(printer.id(), printer);
            EmulatedPrintTaskTrigger trigger = printer.trigger();
            if (trigger != null) {
                triggers.put(printer, trigger);
            }
            printer.jobs().forEach(job -> jobs.put(path(job), job));
        }
        int pageSize = state.get("pageSize").asInt(responses.pageSize());
        changes.add(() -> responses.pageSize(pageSize));
        state.children("users").forEach(this::account);
        state.children("taskDefinitions").forEach(this::definition);
        state.children("printers").forEach(this::printer);
        links.forEach(Runnable::run);
        StateObject order = state.child("order");
        var shareOrder = positions(order, "shares", shares.keySet());
        newShares.sort(Comparator.comparing(share -> shareOrder.getOrDefault(share.id(), Integer.MAX_VALUE)));
        newShares.forEach(share -> changes.add(() -> tenant.put(share)));
        var taskOrder = positions(order, "tasks", taskIds);
        newTasks.entrySet().stream()
                .sorted(Comparator.comparing(
                        task -> taskOrder.getOrDefault(task.getKey().id(), Integer.MAX_VALUE)))
                .forEach(task -> changes.add(() -> task.getValue().put(task.getKey())));
        subscriptions(state);
        archive(state);
        made.addAll(changes);
        made.addAll(devices);
    }

    private static Map<String, Integer> positions(StateObject order, String name, Set<String> known) {
        var positions = new HashMap<String, Integer>();
        for (String id : order.texts(name)) {
            if (!known.contains(id) || positions.put(id, positions.size()) != null) {
                throw order.wrong(name, "the id of an object of this state, once");
            }
        }
        return positions;
    }

    private void account(StateObject json) {
        PrintUser named = PrintUser.named(json.id(USER_NAME, ""));
        PrintUser user =
                new PrintUser(named.id(), json.text(DISPLAY_NAME, named.displayName()), named.userPrincipalName());
        if (newUsers.put(user.userPrincipalName().toLowerCase(Locale.ROOT), user) != null) {
            throw json.wrong(USER_NAME, "a name that no other user has");
        }
        var account = new EntraUser(user, json.text("password", users.password()), json.texts("roles"));
        changes.add(() -> users.add(account));
    }

    private void definition(StateObject json) {
        String id = json.id(ID, newId());
        String appName = json.text("appName");
        String displayName = json.text(DISPLAY_NAME);
        EmulatedPrintTaskDefinition old = definitions.get(id);
        if (old != null) {
            changes.add(() -> old.rename(displayName, appName));
            return;
        }
        var definition = new EmulatedPrintTaskDefinition(
                id, displayName == null ? "Definition " + id : displayName, appId, appName);
        add(definition);
    }

    private EmulatedPrintTaskDefinition add(EmulatedPrintTaskDefinition definition) {
        definitions.put(definition.id(), definition);
        changes.add(() -> tenant.put(definition));
        return definition;
    }

    private EmulatedPrintTaskDefinition definition(StateObject json, String name) {
        String id = json.text(name);
        EmulatedPrintTaskDefinition definition = definitions.get(id);
        if (definition == null) {
            throw json.wrong(name, "the id of one of print.taskDefinitions");
        }
        return definition;
    }

    private void printer(StateObject json) {
        String id = json.id(ID, newId());
        EmulatedPrinter old = printers.get(id);
        String registered = timestamp(json, "registeredDateTime", tenant.now());
        EmulatedPrinter printer = old == null ? new EmulatedPrinter(id, registered) : old;
        if (old == null) {
            printers.put(id, printer);
            changes.add(() -> tenant.put(printer));
        } else if (json.has("registeredDateTime")) {
            changes.add(() -> printer.restoreRegistered(registered));
        }
        ObjectNode description = description(json);
        String displayName = json.text(DISPLAY_NAME);
        if (displayName != null
                && !displayName.equals(printer.alone().path(DISPLAY_NAME).textValue())) {
            description.put(DISPLAY_NAME, displayName);
        }
        changes.add(() -> printer.description().merge(description));
        List<StateObject> shareList = json.children("shares");
        shareList.forEach(share -> share(share, printer));
        if (old == null && !json.has("shares")) {
            add(new EmulatedPrinterShare(newId(), printer, tenant.now(), PrinterDescription.ofShare()));
        }
        if (!json.get("trigger").isNull()) {
            trigger(json, json.child("trigger"), printer);
        }
        json.children("jobs").forEach(job -> job(job, printer));
        if (!json.get("device").isNull()) {
            Consumer<PrinterDevice> device =
                    PrinterDevice.read(json.child("device"), jobId -> jobs.get(path(printer, jobId)));
            devices.add(() -> device.accept(tenant.device(printer.id())));
        }
    }

    private static ObjectNode description(StateObject json) {
        ObjectNode description = json.object(DESCRIPTION).deepCopy();
        description.setAll(json.object(ADDITIONAL).deepCopy());
        for (String name : PrinterDescription.COMPUTED) {
            if (description.has(name)) {
                throw json.error(DESCRIPTION + "." + name, "is set by the emulator: leave it out");
            }
        }
        return description;
    }

    private void share(StateObject json, EmulatedPrinter printer) {
        String id = json.id(ID, newId());
        EmulatedPrinterShare old = shares.get(id);
        if (old != null && old.printer() != printer) {
            throw json.duplicate();
        }
        ObjectNode members = description(json);
        if (old != null && !json.has(CREATED)) {
            changes.add(() -> old.description().merge(members));
            return;
        }
        PrinterDescription description = PrinterDescription.ofShare();
        if (old != null) {
            description.merge(old.description().members());
        }
        description.merge(members);
        add(new EmulatedPrinterShare(id, printer, timestamp(json, CREATED, tenant.now()), description));
    }

    private void add(EmulatedPrinterShare share) {
        shares.put(share.id(), share);
        newShares.add(share);
    }

    private void trigger(StateObject parent, StateObject json, EmulatedPrinter printer) {
        EmulatedPrintTaskDefinition definition = definition(json, "taskDefinitionId");
        var trigger = new EmulatedPrintTaskTrigger(json.id(ID, newId()), definition);
        EmulatedPrintTaskTrigger old = triggers.put(printer, trigger);
        if (old != null && !old.equals(trigger)) {
            throw parent.error("trigger", "is a second trigger of the printer, which can have one: leave it out");
        }
        changes.add(() -> printer.restoreTrigger(trigger));
    }

    private void job(StateObject json, EmulatedPrinter printer) {
        String id = json.id(ID, nextId(printer));
        String path = path(printer, id);
        if (jobs.containsKey(path)) {
            throw json.duplicate();
        }
        EmulatedPrintTaskTrigger trigger = triggers.get(printer);
        PrintJobState usual = trigger == null ? PrintJobState.PROCESSING : PrintJobState.HELD;
        PrintJobState jobState = json.word(STATE, usual, PrintJobState.values(), PrintTenantState::word);
        String created = timestamp(json, CREATED, tenant.now());
        var job = new EmulatedPrintJob(id, printer, tenant.endpoint() + "/" + path, tenant::now, user(json));
        jobs.put(path, job);
        job.configure(json.object("configuration"));
        document(json.child("document"), job, jobState);
        for (StateObject task : json.children("tasks")) {
            task(task, job, trigger, jobState);
        }
        if (jobState == PrintJobState.HELD && !json.has("tasks")) {
            task(json.child("task"), job, trigger, jobState);
        }
        String completion = timestamp(json, COMPLETED, created);
        job.restore(
                jobState,
                created,
                jobState.hasEnded() ? completion : null,
                json.has(ACQUIRED) ? timestamp(json, ACQUIRED, created) : null);
        changes.add(() -> printer.put(job));
        links.add(() -> job.restoreRedirects(link(json, "redirectedTo"), link(json, "redirectedFrom")));
    }

    private @Nullable String link(StateObject json, String name) {
        String path = json.text(name);
        if (path != null && !jobs.containsKey(path)) {
            throw json.wrong(name, "the path of a job, such as print/printers/{printerId}/jobs/{jobId}");
        }
        return path == null ? null : tenant.endpoint() + "/" + path;
    }

    /** Returns an id like the ones that the printer gives. */
    private String nextId(EmulatedPrinter printer) {
        String before = printer.path() + "/jobs/";
        int number = 1
                + (int) jobs.keySet().stream()
                        .filter(path -> path.startsWith(before))
                        .count();
        while (jobs.containsKey(before + number)) {
            number++;
        }
        return String.valueOf(number);
    }

    private PrintUser user(StateObject json) {
        if (json.get(CREATED_BY).isObject()) {
            StateObject user = json.child(CREATED_BY);
            PrintUser named = PrintUser.named(user.id(USER_NAME, ""));
            return new PrintUser(
                    user.id(ID, named.id()), user.text(DISPLAY_NAME, named.displayName()), named.userPrincipalName());
        }
        if (json.get(CREATED_BY).isNull()) {
            return PrintUser.SIGNED_IN;
        }
        if (!json.get(CREATED_BY).isTextual()) {
            throw json.wrong(CREATED_BY, "a text");
        }
        String name = json.id(CREATED_BY, "");
        PrintUser user = newUsers.get(name.toLowerCase(Locale.ROOT));
        return user == null ? users.named(name).identity() : user;
    }

    private void document(StateObject json, EmulatedPrintJob job, PrintJobState jobState) {
        boolean isExpected = jobState != PrintJobState.UPLOAD_PENDING;
        Payload payload = null;
        int size = json.get("size").asInt(-1);
        if (json.get("content") instanceof POJONode given && given.getPojo() instanceof Payload read) {
            payload = read.length() == BlankPage.PAYLOAD.length() && isBlank(read) ? BlankPage.PAYLOAD : read;
            if (payload.length() == 0) {
                throw json.error("content", "is empty: use at least one byte, or leave it out for a blank page");
            }
            if (size >= 0 && payload.length() != size) {
                throw json.error(
                        "size",
                        "is " + size + ", but the content has " + payload.length() + " bytes: leave the size out");
            }
        } else if (size > 0 && size != BlankPage.PAYLOAD.length()) {
            throw json.error(
                    "content",
                    "is missing, although the size is " + size
                            + " bytes: use the text of a dump, which has the content");
        } else if (isExpected && size != 0) {
            payload = BlankPage.PAYLOAD;
        }
        job.document()
                .restore(
                        json.id(ID, job.document().id()),
                        json.text(DISPLAY_NAME, payload == null ? "" : BlankPage.NAME),
                        json.text("contentType", payload == null ? "" : BlankPage.CONTENT_TYPE),
                        payload);
    }

    /** The blank page is in memory once, however many jobs have it. */
    private static boolean isBlank(Payload payload) {
        return Arrays.equals(payload.copy(), BlankPage.PAYLOAD.copy());
    }

    private void task(
            StateObject json, EmulatedPrintJob job, @Nullable EmulatedPrintTaskTrigger trigger, PrintJobState of) {
        String id = json.id(ID, newId());
        if (!taskIds.add(id)) {
            throw json.duplicate();
        }
        EmulatedPrintTaskDefinition definition = json.node().has("taskDefinitionId")
                ? json.get("taskDefinitionId").isNull() ? null : definition(json, "taskDefinitionId")
                : trigger != null ? trigger.definition() : pullPrinting();
        String triggerId = trigger != null && trigger.definition() == definition ? trigger.id() : "";
        var task = new EmulatedPrintTask(id, job, json.text("triggerId", triggerId));
        PrintTaskState usual = !of.hasEnded()
                ? PrintTaskState.PROCESSING
                : of.compareTo(PrintJobState.CANCELED) < 0 ? PrintTaskState.COMPLETED : PrintTaskState.ABORTED;
        task.state(json.word(STATE, usual, PrintTaskState.values(), LowerCase::of));
        task.description(json.text(DESCRIPTION, task.state().description()));
        job.hold(task);
        if (definition != null) {
            newTasks.put(task, definition);
        }
    }

    private EmulatedPrintTaskDefinition pullPrinting() {
        String id = service.definitionId();
        EmulatedPrintTaskDefinition old = definitions.get(id);
        return old != null
                ? old
                : add(new EmulatedPrintTaskDefinition(id, PrintService.PULL_PRINTING, appId, PrintService.APP_NAME));
    }

    private void subscriptions(StateObject state) {
        var all = new HashSet<WatchedCollection>();
        for (StateObject json : state.children("subscriptions")) {
            String resource = json.id("resource", "");
            String changeType = json.id("changeType", "");
            WatchedCollection watched = WatchedCollection.of(resource);
            if (watched == null
                    || !(watched.isJobs() ? printers : definitions).containsKey(watched.key())
                    || !changeType.equals(watched.isJobs() ? "updated" : "created")) {
                throw json.wrong(
                        "resource",
                        "the jobs of a printer with updated, or the tasks" + " of a definition with created");
            }
            ObjectNode subscription = JsonTrees.object().put(ID, json.id(ID, newId()));
            for (String name : SUBSCRIPTION) {
                subscription.put(name, json.text(name, subscription.path(name).textValue()));
            }
            subscription.put("applicationId", json.text("applicationId", appId));
            subscription.put("latestSupportedTlsVersion", json.text("latestSupportedTlsVersion", "v1_2"));
            for (String name : List.of("notificationUrl", "lifecycleNotificationUrl")) {
                String url = json.text(name);
                boolean isAbsent = url == null && !name.equals("notificationUrl");
                if (!isAbsent && (url == null || !subscriptions.isReachable(url))) {
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
            changes.add(() -> subscriptions.restore(subscription));
        }
    }

    private void archive(StateObject state) {
        for (StateObject json : state.children("archive")) {
            ObjectNode job = json.node().deepCopy();
            job.remove(ADDITIONAL);
            job.setAll(json.object(ADDITIONAL).deepCopy());
            changes.add(() -> reports.archive(job));
        }
        StateObject groups = state.child("groups");
        for (String group : (Iterable<String>) groups.node()::fieldNames) {
            for (String user : groups.texts(group)) {
                changes.add(() -> reports.addToGroup(group, user));
            }
        }
    }

    private static String timestamp(StateObject json, String name, String usual) {
        Instant time = json.time(name);
        return time == null ? usual : PrintTenant.timestamp(time);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String path(EmulatedPrinter printer, String jobId) {
        return printer.path() + "/jobs/" + jobId;
    }

    private String path(EmulatedPrintJob job) {
        return job.url().substring(tenant.endpoint().length() + 1);
    }
}
