package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.ODataType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of the state with its path. All members are compared with the schema before any is read. Each error names the path of
 * the wrong member, and what is allowed there. Null counts as absent.
 */
final class StateObject {
    /** The allowed value of each member, as errors name it. A list has the schema of its elements. */
    private static final ObjectNode SCHEMA = JsonTrees.parse("""
            {"version": "a whole number from 1 to 1",
             "clock": {"now": "a time", "frozen": "true or false", "ahead": "a duration"},
             "permissive": "true or false",
             "limits": "true or false",
             "print": {
               "pageSize": "a whole number from 1 to 2147483647",
               "users": [{"userPrincipalName": "a text", "displayName": "a text", "password": "a text", "roles": ["a text"]}],
               "taskDefinitions": [{"id": "a text", "displayName": "a text", "appName": "a text"}],
               "printers": [{
                 "id": "a text", "displayName": "a text", "registeredDateTime": "a time",
                 "description": "printer", "additional": "an object",
                 "shares": [{
                   "id": "a text", "createdDateTime": "a time", "description": "printerShare", "additional": "an object"}],
                 "trigger": {"id": "a text", "taskDefinitionId": "a text"},
                 "device": {
                   "state": "a text", "secondsPerJob": "a number of seconds from 0 to 31536000", "jobId": "a text",
                   "endsAt": "a time", "left": "a duration", "queue": ["a text"]},
                 "jobs": [{
                   "id": "a text", "state": "a text", "createdBy": "a text", "createdDateTime": "a time",
                   "acquiredDateTime": "a time", "completionDateTime": "a time", "configuration": "printJobConfiguration",
                   "document": {
                     "id": "a text", "displayName": "a text", "contentType": "a text",
                     "size": "a whole number from 0 to 1073741824", "content": "a text in Base64"},
                   "tasks": [{
                     "id": "a text", "taskDefinitionId": "a text", "triggerId": "a text", "state": "a text",
                     "description": "a text"}],
                   "redirectedTo": "a text", "redirectedFrom": "a text"}]}],
               "subscriptions": [{
                 "id": "a text", "resource": "a text", "applicationId": "a text", "changeType": "a text",
                 "clientState": "a text", "notificationUrl": "a text", "notificationQueryOptions": "a text",
                 "lifecycleNotificationUrl": "a text", "expirationDateTime": "a time", "creatorId": "a text",
                 "includeResourceData": "a text", "latestSupportedTlsVersion": "a text",
                 "encryptionCertificate": "a text", "encryptionCertificateId": "a text"}],
               "archive": ["archivedPrintJob"],
               "groups": {"*": ["a text"]}},
             "ges": {
               "engine": "a text", "pendingTime": "a duration", "runningTime": "a duration", "cancelTime": "a duration",
               "graphs": [{
                 "name": "a text",
                 "indexes": [{"name": "a text", "jobId": "a text"}],
                 "outputs": [{"of": "a text", "name": "a text", "size": "anything", "rows": "anything", "value": "anything"}],
                 "jobs": [{
                   "id": "a text", "kind": "a text", "algorithm": "a text", "status": "a text",
                   "progress": "a whole number from 0 to 100", "startedAt": "a time", "endedAt": "a time",
                   "startsAt": "a time", "endsAt": "a time", "cancelled": "true or false", "failReason": "a text",
                   "url": "a text", "request": "an object",
                   "output": {"name": "a text", "size": "anything", "rows": "anything", "value": "anything"}}]}]}}""");

    private static final Map<String, JsonNode> TYPES = Map.of(
            "printer", schema(PrintTypes.PRINTER),
            "printerShare", schema(PrintTypes.SHARE),
            "printJobConfiguration", schema(PrintTypes.CONFIGURATION),
            "archivedPrintJob", ((ObjectNode) schema(PrintTypes.ARCHIVED_JOB)).put("additional", "an object"));

    private static final Map<String, String> EXAMPLES =
            Map.of("a time", "a time such as 2026-02-04T08:03:02Z", "a duration", "a duration such as PT10M");

    private final String path;
    private final ObjectNode node;

    /** Creates an object whose members are right. */
    StateObject(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    /** Checks all members of a state. */
    static StateObject checked(ObjectNode state) {
        check("", state, SCHEMA);
        return new StateObject("", state);
    }

    /** Returns whether a type of Graph has all members of a value. */
    static boolean fits(JsonNode value, ODataType type) {
        try {
            check("", value, schema(type));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns a schema with the members of a type. Their values are not checked. */
    private static JsonNode schema(ODataType type) {
        ODataType element = type.element();
        if (element != null) {
            return JsonTrees.array().add(schema(element));
        }
        ObjectNode members = JsonTrees.object();
        for (Map.Entry<String, ODataType> member : type.members().entrySet()) {
            members.set(member.getKey(), schema(member.getValue()));
        }
        String value = type == ODataType.DATE ? "a time" : "anything";
        return members.isEmpty() ? TextNode.valueOf(value) : members;
    }

    private static void check(String path, JsonNode value, JsonNode schema) {
        JsonNode allowed = TYPES.getOrDefault(schema.asText(), schema);
        String text = allowed.isArray() ? "a list" : allowed.isObject() ? "an object" : allowed.textValue();
        if (allowed.isTextual() ? !fits(value, text) : value.getNodeType() != allowed.getNodeType()) {
            throw wrong(path, value, EXAMPLES.getOrDefault(text, text));
        }
        if (allowed.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", value.get(i), allowed.get(0));
            }
        } else if (allowed.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String at = join(path, member.getKey());
                JsonNode of = allowed.path(allowed.has("*") ? "*" : member.getKey());
                if (of.isMissingNode()) {
                    var names = new TreeSet<String>();
                    allowed.fieldNames().forEachRemaining(names::add);
                    throw new IllegalArgumentException(at + " is unknown: use " + String.join(", ", names));
                }
                if (!member.getValue().isNull()) {
                    check(at, member.getValue(), of);
                }
            }
        }
    }

    private static boolean fits(JsonNode value, String allowed) {
        try {
            return switch (allowed) {
                case "a text" -> value.isTextual();
                case "true or false" -> value.isBoolean();
                case "an object" -> value.isObject();
                case "a text in Base64" -> value.isPojo(); // by the reader
                case "a time" -> value.isTextual() && time(value) != null;
                case "a duration" -> value.isTextual() && duration(value) != null;
                case "anything" -> true;
                default -> isWithin(value, allowed.split(" "));
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Checks a number and the words "a whole number from 0 to 100" or "a number of seconds from 0 to 100". */
    private static boolean isWithin(JsonNode value, String[] words) {
        double number = value.asDouble();
        return value.isNumber()
                && (value.isIntegralNumber() || !words[1].equals("whole"))
                && number >= Double.parseDouble(words[words.length - 3])
                && number <= Double.parseDouble(words[words.length - 1]);
    }

    private static Instant time(JsonNode value) {
        return OffsetDateTime.parse(value.textValue()).toInstant();
    }

    private static Duration duration(JsonNode value) {
        return Duration.parse(value.textValue());
    }

    private static String join(String path, String name) {
        String shown = TextNode.valueOf(name).toString(); // escapes
        String escaped = shown.substring(1, shown.length() - 1);
        return path.isEmpty() ? escaped : path + "." + escaped;
    }

    private static IllegalArgumentException wrong(String path, JsonNode value, String allowed) {
        String text = value.toString();
        return new IllegalArgumentException(
                path + " is " + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + ": use " + allowed);
    }

    /** Returns the error for the value of a member. */
    IllegalArgumentException wrong(String name, String allowed) {
        return wrong(join(path, name), get(name), allowed);
    }

    /** Returns the error for a member. */
    IllegalArgumentException error(String name, String problem) {
        return new IllegalArgumentException(join(path, name) + " " + problem);
    }

    /** Returns a member. An absent one is null. */
    JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null ? NullNode.getInstance() : value;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    @Nullable String text(String name) {
        return get(name).textValue();
    }

    String text(String name, String usual) {
        return get(name).asText(usual);
    }

    /** Returns a text that names something. */
    String id(String name, String usual) {
        String id = text(name, usual);
        if (id.isBlank()) {
            throw error(name, "is blank: use an id, or leave the member out");
        }
        return id;
    }

    @Nullable Instant time(String name) {
        return has(name) ? time(get(name)) : null;
    }

    Duration duration(String name, Duration usual) {
        return has(name) ? duration(get(name)) : usual;
    }

    /** Returns one of some words. */
    String word(String name, String usual, List<String> words) {
        String word = text(name, usual);
        if (!words.contains(word)) {
            throw wrong(name, String.join(", ", words));
        }
        return word;
    }

    /** Returns the value with the given word. */
    <T> T word(String name, T usual, T[] values, Function<T, String> word) {
        var words = new ArrayList<String>();
        for (T value : values) {
            words.add(word.apply(value));
        }
        return values[words.indexOf(word(name, word.apply(usual), words))];
    }

    /** Returns any object; an empty one if the member is absent. */
    ObjectNode object(String name) {
        return get(name) instanceof ObjectNode object ? object : JsonTrees.object();
    }

    StateObject child(String name) {
        return new StateObject(join(path, name), object(name));
    }

    /** Returns the objects of a list, whose ids differ; none if the member is absent. */
    List<StateObject> children(String name) {
        var all = new ArrayList<StateObject>();
        var ids = new HashSet<String>();
        for (JsonNode value : get(name)) {
            var child = new StateObject(join(path, name) + "[" + all.size() + "]", (ObjectNode) value);
            if (child.has("id") && !ids.add(child.text("id", ""))) {
                throw child.duplicate();
            }
            all.add(child);
        }
        return all;
    }

    IllegalArgumentException duplicate() {
        return wrong("id", "an id that does not exist yet");
    }

    List<String> texts(String name) {
        var all = new ArrayList<String>();
        for (JsonNode value : get(name)) {
            all.add(value.textValue());
        }
        return all;
    }

    /** Returns copies of some members that are not absent. Times of Graph get the format of Graph. */
    ObjectNode members(String... names) {
        ObjectNode members = JsonTrees.object();
        for (String name : names) {
            if (has(name)) {
                boolean isTime = name.endsWith("DateTime");
                members.set(
                        name,
                        isTime
                                ? TextNode.valueOf(PrintTenant.timestamp(time(get(name))))
                                : get(name).deepCopy());
            }
        }
        return members;
    }

    /** Returns the members. */
    ObjectNode node() {
        return node;
    }
}
