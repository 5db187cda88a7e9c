package io.cloudjobs.api;

import static java.util.stream.Collectors.toCollection;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The needs of an operation, parsed from the hint of a 403.
 *
 * @param application the permissions of an application; empty if it is not for applications
 * @param user the permissions of a user; empty if it is not for users
 * @param isOfTask whether an application needs a task that holds the job
 * @param isOfAdministrator whether a user must be a Printer Administrator
 */
record Needs(Set<String> application, Set<String> user, boolean isOfTask, boolean isOfAdministrator) {
    private static final Pattern PERMISSION = Pattern.compile("\\b(?:Print\\w*|Reports)(?:\\.[A-Z][a-zA-Z]+)+");
    private static final Pattern INSUFFICIENT = Pattern.compile("\\([\\w.]+ is not sufficient\\)");

    /** The part of the hint about needs of the path in addition to the operation itself. */
    private static final Pattern OF_PATH =
            Pattern.compile("(?:and|in addition) (?:Printer\\.Read\\.All|PrinterShare\\.ReadBasic\\.All)");

    static Needs of(String text) {
        String always = text.replaceFirst(";.*", "");
        String own =
                OF_PATH.matcher(INSUFFICIENT.matcher(always).replaceAll("")).replaceAll("");
        int or = Math.max(own.indexOf("or a user token"), own.indexOf("or the token of a Printer Administrator"));
        boolean isOfApplication = !own.contains("not an application token");
        boolean isOfUser = !own.contains("not a user token");
        Set<String> all = permissions(own);
        Set<String> first = or < 0 ? all : permissions(own.substring(0, or));
        return new Needs(
                !isOfApplication ? Set.of() : first.isEmpty() ? all : first,
                !isOfUser ? Set.of() : or < 0 ? all : permissions(own.substring(or)),
                own.contains("a task of"),
                own.contains("Printer Administrator"));
    }

    boolean isForApplicationOnly() {
        return user.isEmpty() && !application.isEmpty();
    }

    boolean isForUserOnly() {
        return application.isEmpty() && !user.isEmpty();
    }

    /** Returns the needs of all operations together. */
    static Needs of(Stream<Needs> parts) {
        return parts.reduce((one, other) -> new Needs(
                        one.application.isEmpty() || other.application.isEmpty()
                                ? Set.of()
                                : union(one.application, other.application),
                        one.user.isEmpty() || other.user.isEmpty() ? Set.of() : union(one.user, other.user),
                        one.isOfTask || other.isOfTask,
                        one.isOfAdministrator || other.isOfAdministrator))
                .orElseThrow();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    /** Returns the permission names in a text. */
    static Set<String> permissions(String text) {
        return PERMISSION.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }
}
