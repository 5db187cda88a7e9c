package io.cloudjobs.api;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the Javadoc and the parameter names of a module from its sources. */
final class Javadocs extends TreePathScanner<Void, DocTrees> {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> parameters = new HashMap<>();

    private Javadocs() {}

    /** Returns the Javadoc, each on one line, by {@code Type} and by {@link #key}. */
    static Map<String, String> of(String module) throws IOException {
        return read(module).texts;
    }

    /** Returns the names of the parameters by {@link #key}. */
    static Map<String, List<String>> parameters(String module) throws IOException {
        return read(module).parameters;
    }

    private static Javadocs read(String module) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Committed.ROOT.resolve(module).resolve("src/main/java"))) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Javadocs javadocs = new Javadocs();
        try (StandardJavaFileManager sources = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, sources, null, null, null, sources.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                javadocs.scan(unit, docs);
            }
        }
        return javadocs;
    }

    /** Returns the key of a method: {@code Type.method(Type, Type[])}. */
    static String key(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
    }

    @Override
    public Void visitClass(ClassTree type, DocTrees docs) {
        put(type.getSimpleName().toString(), docs);
        return super.visitClass(type, docs);
    }

    @Override
    public Void visitMethod(MethodTree method, DocTrees docs) {
        if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type) {
            String key = method.getParameters().stream()
                    .map(parameter -> simple(parameter.getType()))
                    .collect(Collectors.joining(", ", type.getSimpleName() + "." + method.getName() + "(", ")"));
            put(key, docs);
            parameters.put(
                    key,
                    method.getParameters().stream()
                            .map(parameter -> parameter.getName().toString())
                            .toList());
        }
        return null;
    }

    private static String simple(Tree type) {
        return type.toString()
                .replace("...", "[]")
                .replaceAll("<.*>|@\\w+ |\\w+\\.(?=\\w)", "")
                .replace(" []", "[]")
                .strip();
    }

    private void put(String key, DocTrees docs) {
        String text = docs.getDocComment(getCurrentPath());
        if (text != null) {
            texts.put(key, text.strip().replaceAll("\\s+", " "));
        }
    }
}
