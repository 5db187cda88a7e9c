package io.cloudjobs.print;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of all accessors of a model, one a line, by name: {@code status.state: completed}. A null has no line, so
 * a whole text covers every accessor, also future ones. The received text is left out.
 */
public final class Members {
    private Members() {}

    public static List<String> of(Object model) {
        return accessors(model)
                .sorted(Comparator.comparing(Method::getName))
                .filter(accessor -> !accessor.getName().equals("json"))
                .flatMap(accessor -> lines(accessor.getName(), answer(model, accessor)))
                .toList();
    }

    private static Stream<String> lines(String path, Object value) {
        if (value == null) {
            return Stream.empty();
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return IntStream.range(0, list.size()).boxed().flatMap(i -> lines(path + "[" + i + "]", list.get(i)));
        }
        if (accessors(value).findAny().isEmpty()) {
            return Stream.of((path + ": " + value).stripTrailing());
        }
        List<String> members = of(value);
        return members.isEmpty() ? Stream.of(path + ": {}") : members.stream().map(member -> path + "." + member);
    }

    /** The methods of the public interface of a record. An open enumeration has none and is a value. */
    private static Stream<Method> accessors(Object model) {
        return Arrays.stream(model.getClass().getInterfaces())
                .filter(type -> type.getPackageName().startsWith(Members.class.getPackageName()))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && method.getParameterCount() == 0);
    }

    private static Object answer(Object model, Method accessor) {
        try {
            return accessor.invoke(model);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
