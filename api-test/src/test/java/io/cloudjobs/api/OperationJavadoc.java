package io.cloudjobs.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the Javadoc of an operation. Missing facts come from the links in its first paragraph: to the type of an
 * argument, or to another method with the same request.
 */
final class OperationJavadoc {
    private static final Pattern REQUEST =
            Pattern.compile("\\{@code ((?:GET|POST|PUT|PATCH|DELETE) (?:[^{}]|\\{\\w+})+)}");
    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)? (\\w*)#(\\w+)(\\([^)]*\\))?[^}]*}");
    private static final Pattern REQUEST_OR_LINK = Pattern.compile(REQUEST + "|" + LINK);
    private static final Pattern PERMISSION = Pattern.compile("<p>(Permission.*?)(?= <p>| @\\w|$)");
    private static final Pattern RETRY = Pattern.compile(
            "(?i)(retried according to \\{@link io\\.cloudjobs\\.core\\.RetryPolicy})|(never retried once it may have reached)");

    private final Map<String, String> javadocs;
    private final List<Operation> operations;

    OperationJavadoc(Map<String, String> javadocs, List<Operation> operations) {
        this.javadocs = javadocs;
        this.operations = operations;
    }

    /** Returns method and path; if the Javadoc first names the operations that it consists of, returns theirs. */
    String request(Operation operation) {
        return found(operation)
                .findFirst()
                .map(found -> found.group(1) == null ? request(linked(operation, found)) : found.group(1))
                .map(found -> found.replaceFirst("\\?(?!action_id=).*", ""))
                .map(found -> whole(found, operation.request()))
                .orElse("no request");
    }

    /** Returns the text with the full start of the path instead of dots, if the rest is correct. */
    private static String whole(String said, String request) {
        int dots = said.indexOf(" ...");
        return dots >= 0
                        && request.startsWith(said.substring(0, dots + 1))
                        && request.endsWith(said.substring(dots + " ...".length()))
                ? request
                : said;
    }

    /** The paragraph about permissions, with the whole text around it. */
    record Permission(String paragraph, String text) {
        boolean isStated() {
            return !paragraph.isEmpty();
        }

        /** Returns whether the operation accepts one kind of token only: {@code an application} or {@code a user}. */
        boolean isForOne(String kind) {
            return paragraph.matches("Permission, for " + kind + "[^:]* only[,:].*");
        }
    }

    Permission permission(Operation operation) {
        String text = text(operation);
        return PERMISSION
                .matcher(text)
                .results()
                .map(found -> new Permission(found.group(1), text))
                .findFirst()
                .filter(own -> !LINK.matcher(own.paragraph).find())
                .or(() -> other(operation).map(this::permission))
                .orElse(new Permission("", ""));
    }

    /** Returns the permissions in addition to the permissions of the operation that the paragraph links to. */
    Stream<String> furtherPermissions(Operation operation) {
        return PERMISSION
                .matcher(text(operation))
                .results()
                .map(MatchResult::group)
                .filter(paragraph -> LINK.matcher(paragraph).find())
                .flatMap(paragraph -> Needs.permissions(paragraph).stream());
    }

    /** Returns whether the operation is retried after an unclear outcome; empty if the Javadoc does not say. */
    Optional<Boolean> isRetried(Operation operation) {
        return RETRY.matcher(text(operation))
                .results()
                .map(found -> found.group(1) != null)
                .findFirst()
                .or(() -> other(operation).flatMap(this::isRetried));
    }

    private Optional<Operation> other(Operation operation) {
        return found(operation)
                .filter(found -> found.group(1) == null)
                .map(found -> linked(operation, found))
                .filter(other -> other.request().equals(operation.request()))
                .findFirst();
    }

    private String text(Operation operation) {
        return javadocs.getOrDefault(Javadocs.key(operation.method()), "");
    }

    /** Returns the named requests, and the links to other operations. */
    private Stream<MatchResult> found(Operation operation) {
        Stream<String> given = operation.arguments().stream()
                .map(argument -> javadocs.getOrDefault(argument.getClass().getSimpleName(), ""));
        String type =
                javadocs.getOrDefault(operation.method().getDeclaringClass().getSimpleName(), "");
        return Stream.concat(Stream.concat(Stream.of(text(operation)), given), Stream.of(type))
                .map(text -> text.replaceFirst(" (<p>|@\\w).*", ""))
                .flatMap(paragraph -> REQUEST_OR_LINK.matcher(paragraph).results())
                .filter(found -> found.group(1) != null || linked(operation, found) != null);
    }

    private Operation linked(Operation operation, MatchResult link) {
        String type =
                link.group(2).isEmpty() ? operation.method().getDeclaringClass().getSimpleName() : link.group(2);
        String start = type + "." + link.group(3) + (link.group(4) == null ? "(" : link.group(4));
        return operations.stream()
                .filter(other -> other.method() != operation.method()
                        && Javadocs.key(other.method()).startsWith(start))
                .findFirst()
                .orElse(null);
    }
}
