package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.LowerCase;
import io.cloudjobs.emulator.internal.state.StateObject;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
    private static final String CREATED_BY = "createdBy";
    private static final String STATE = "state";

    private static final ODataType PRINTER_MEMBERS = PrintTypes.PRINTER;
    private static final ODataType SHARE_MEMBERS = PrintTypes.SHARE;

    private final PrintTenant tenant;
    private final PrintService service;
    private final PrintSubscriptions subscriptions;
    private final PrintReports reports;
    private final GraphResponses responses;
    private final PrintDocuments documents;
    private final String appId;

    PrintTenantState(
            PrintTenant tenant,
            PrintService service,
            PrintSubscriptions subscriptions,
            PrintReports reports,
            GraphResponses responses,
            PrintDocuments documents,
            String appId) {
        this.tenant = tenant;
        this.service = service;
        this.subscriptions = subscriptions;
        this.reports = reports;
        this.responses = responses;
        this.documents = documents;
        this.appId = appId;
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
        json.set("device", tenant.device(printer.id()).json());
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
        if (user.equals(PrintUser.named(user.userPrincipalName()))) {
            json.put(CREATED_BY, user.userPrincipalName());
        } else {
            json.set(CREATED_BY, user.json());
        }
        json.set(CREATED, whole.get(CREATED));
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
}
