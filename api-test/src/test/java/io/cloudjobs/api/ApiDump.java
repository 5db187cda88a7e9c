package io.cloudjobs.api;

import static java.util.stream.Collectors.joining;

import java.lang.module.ModuleDescriptor.Requires;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public API as text: one line for each type and member, in an order that does not depend on the compiler. Names of
 * {@code java.lang} and of the same package are short. Members of {@link Object} are omitted.
 */
final class ApiDump {
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final Class<?> type;

    private ApiDump(Class<?> type) {
        this.type = type;
    }

    static List<String> of(PublishedModule module) {
        List<String> lines = new ArrayList<>();
        lines.add("module " + module.descriptor().name());
        Set<String> directives = new TreeSet<>();
        module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .forEach(exports -> directives.add("    exports " + exports.source()));
        module.descriptor().requires().stream()
                .filter(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE))
                .forEach(requires -> directives.add("    requires transitive " + requires.name()));
        lines.addAll(directives);
        for (Class<?> type : module.api()) {
            lines.add("");
            lines.addAll(new ApiDump(type).lines());
        }
        if (!module.properties().isEmpty()) {
            lines.add("");
            lines.add("properties");
            module.properties().forEach(property -> lines.add("    " + property));
        }
        return lines;
    }

    /** Returns whether a member is public or protected. */
    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map(this::field)
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()) && !constructor.isSynthetic())
                .map(this::constructor)
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !OF_OBJECT.contains(method.getName()))
                .map(this::method)
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private String head() {
        int modifiers = type.getModifiers();
        String kind = "class";
        if (type.isRecord()) {
            kind = "record";
            modifiers &= ~(Modifier.FINAL | Modifier.STATIC);
        } else if (type.isAnnotation()) {
            kind = "@interface";
            modifiers &= ~(Modifier.INTERFACE | Modifier.ABSTRACT | Modifier.STATIC);
        } else if (type.isInterface()) {
            kind = "interface";
            modifiers &= ~(Modifier.INTERFACE | Modifier.ABSTRACT | Modifier.STATIC);
        } else if (type.isEnum()) {
            kind = "enum";
            modifiers &= ~(Modifier.FINAL | Modifier.ABSTRACT | Modifier.STATIC);
        }
        String line = deprecated(type) + modifiers(modifiers) + kind + " " + type.getCanonicalName()
                + typeParameters(type.getTypeParameters());
        if (kind.equals("class") && type.getSuperclass() != Object.class) {
            line += " extends " + name(type.getAnnotatedSuperclass());
        }
        if (type.getInterfaces().length > 0) {
            line += (type.isInterface() ? " extends " : " implements ") + names(type.getAnnotatedInterfaces());
        }
        if (type.isSealed()) {
            line += " permits "
                    + Stream.of(type.getPermittedSubclasses()).map(this::name).collect(joining(", "));
        }
        return line;
    }

    private String field(Field field) {
        return "    " + deprecated(field) + modifiers(field.getModifiers()) + name(field.getAnnotatedType()) + " "
                + field.getName() + constant(field);
    }

    private String constructor(Constructor<?> constructor) {
        return "    " + deprecated(constructor) + modifiers(constructor.getModifiers())
                + typeParameters(constructor.getTypeParameters()) + type.getSimpleName() + signature(constructor);
    }

    private String method(Method method) {
        int modifiers = method.getModifiers();
        if (type.isInterface()) {
            modifiers &= ~Modifier.ABSTRACT;
        }
        String generic = typeParameters(method.getTypeParameters());
        return "    " + deprecated(method) + modifiers(modifiers) + (method.isDefault() ? "default " : "")
                + (generic.isEmpty() ? "" : generic + " ") + name(method.getAnnotatedReturnType()) + " "
                + method.getName()
                + signature(method) + (method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue());
    }

    private String signature(Executable executable) {
        String parameters = names(executable.getAnnotatedParameterTypes());
        if (executable.isVarArgs()) {
            parameters = parameters.substring(0, parameters.length() - "[]".length()) + "...";
        }
        String exceptions = names(executable.getAnnotatedExceptionTypes());
        return "(" + parameters + ")" + (exceptions.isEmpty() ? "" : " throws " + exceptions);
    }

    /** Returns the constants that compilers copy into the classes of users. */
    private static String constant(Field field) {
        boolean isCopied = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return isCopied ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            return ""; // protected
        }
    }

    private String typeParameters(TypeVariable<?>[] parameters) {
        return parameters.length == 0
                ? ""
                : Stream.of(parameters)
                        .map(parameter -> parameter.getName() + bounds(parameter.getAnnotatedBounds()))
                        .collect(joining(", ", "<", ">"));
    }

    private String bounds(AnnotatedType[] bounds) {
        String names = Stream.of(bounds).map(this::name).collect(joining(" & "));
        return names.equals("Object") ? "" : " extends " + names;
    }

    private String names(AnnotatedType[] types) {
        return Arrays.stream(types).map(this::name).collect(joining(", "));
    }

    private String name(AnnotatedType annotated) {
        String nullable = annotated.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (annotated instanceof AnnotatedArrayType array) {
            return name(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " @Nullable ") + "[]";
        }
        if (annotated instanceof AnnotatedWildcardType wildcard) {
            String lower = names(wildcard.getAnnotatedLowerBounds());
            return lower.isEmpty() ? "?" + bounds(wildcard.getAnnotatedUpperBounds()) : "? super " + lower;
        }
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType();
            return nullable + name(raw) + "<" + names(parameterized.getAnnotatedActualTypeArguments()) + ">";
        }
        return nullable
                + (annotated.getType() instanceof Class<?> raw
                        ? name(raw)
                        : annotated.getType().getTypeName());
    }

    private String name(Class<?> named) {
        String whole = named.getCanonicalName();
        String of = named.getPackageName();
        boolean isShort = !named.isPrimitive() && (of.equals("java.lang") || of.equals(type.getPackageName()));
        return isShort ? whole.substring(of.length() + 1) : whole;
    }

    private static String deprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }

    private static String modifiers(int modifiers) {
        // Without the modifiers that a caller does not see, and those that share a bit with a modifier of fields.
        String text = Modifier.toString(modifiers
                & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL));
        return text.isEmpty() ? "" : text + " ";
    }
}
