package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the operations that a cell calls: {@code `printer(p).job(j).get(...)`, `.await(...)`}. Each call in it must
 * match a public method, with its number of arguments. {@code ...} stands for the arguments of any overload. Any other
 * argument is the parameter's type, its name or the end of its name: {@code name} for {@code displayName}.
 */
final class OperationCalls {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STEP = Pattern.compile("(\\w+)\\(([^()]*)\\)");
    private static final Pattern CALL = Pattern.compile("\\.?" + STEP + "(?:\\." + STEP + ")*");
    private static final Pattern COMMA = Pattern.compile(", *");

    /** The parameters by their short forms. */
    private static final Map<String, Set<String>> SHORT_FORMS = Map.of(
            "d", Set.of("documentId", "definitionId"),
            "g", Set.of("graphName", "groupId"),
            "i", Set.of("indexName"),
            "j", Set.of("jobId"),
            "p", Set.of("printerId"),
            "s", Set.of("shareId", "subscriptionId"),
            "t", Set.of("taskId", "triggerId"),
            "u", Set.of("userId", "usageId"),
            "upn", Set.of("userPrincipalName"));

    private final Class<?> client;
    private final Map<String, List<String>> parameters;

    private OperationCalls(Class<?> client, Map<String, List<String>> parameters) {
        this.client = client;
        this.parameters = parameters;
    }

    /** Returns a reader for the calls of a client. The sources of its module have the names of the parameters. */
    static OperationCalls of(Class<?> client, String module) throws IOException {
        return new OperationCalls(client, Javadocs.parameters(module));
    }

    /** Returns the rows of {@link Operation}: {@code PrinterJobResource.abort}. */
    List<String> operations(String cell) {
        List<String> operations = new ArrayList<>();
        Class<?> type = client;
        for (MatchResult code : CODE.matcher(cell).results().toList()) {
            String call = code.group(1).replace("...document(d)", "printer(p).job(j).document(d)");
            if (!CALL.matcher(call).matches()) {
                throw new AssertionError(call + " is not a chain of calls");
            }
            List<MatchResult> steps = STEP.matcher(call).results().toList();
            // A name that starts with a dot continues the previous one.
            type = call.startsWith(".") ? type : client;
            for (MatchResult step : steps.subList(0, steps.size() - 1)) {
                type = method(type, step).getReturnType();
            }
            MatchResult verb = steps.get(steps.size() - 1);
            operations.add(type.getSimpleName() + "." + method(type, verb).getName()
                    + (isType(verb.group(2))
                            ? verb.group().substring(verb.group(1).length())
                            : ""));
        }
        return operations;
    }

    private Method method(Class<?> type, MatchResult step) {
        List<Method> overloads = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(step.group(1)) && !method.isBridge())
                .toList();
        return overloads.stream()
                .filter(method -> matches(method, step.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + " has no method " + step.group()
                        + "; overloads: "
                        + overloads.stream().map(this::described).sorted().toList()));
    }

    private String described(Method method) {
        return parameters.get(Javadocs.key(method)).stream().collect(joining(", ", method.getName() + "(", ")"));
    }

    private boolean matches(Method method, String text) {
        int count = method.getParameterCount();
        if (text.equals("...")) {
            return count > 0;
        }
        List<String> arguments =
                text.isEmpty() ? List.of() : COMMA.splitAsStream(text).toList();
        if (method.isVarArgs() ? arguments.size() < count - 1 : arguments.size() != count) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!matches(method, Math.min(i, count - 1), arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(Method method, int index, String argument) {
        if (isType(argument)) {
            Class<?> type = method.getParameterTypes()[index];
            return Stream.concat(
                            Stream.of(type.isArray() ? type.getComponentType() : type),
                            Stream.ofNullable(type.getPermittedSubclasses()).flatMap(Arrays::stream))
                    .anyMatch(allowed -> allowed.getSimpleName().equals(argument));
        }
        String name = parameters.get(Javadocs.key(method)).get(index);
        return name.equals(argument)
                || argument.matches("[a-z]\\w*")
                        && name.endsWith(argument.substring(0, 1).toUpperCase(Locale.ROOT) + argument.substring(1))
                || SHORT_FORMS.getOrDefault(argument, Set.of()).contains(name);
    }

    private static boolean isType(String argument) {
        return argument.matches("[A-Z]\\w+");
    }
}
