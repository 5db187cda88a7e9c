package io.cloudjobs.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.micrometer.CloudJobsObservations;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.kafka.KafkaTaskSource;
import io.cloudjobs.spring.ConnectionCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A published module, found on the class path: a folder of classes, or the jar after a build. Not the program
 * {@code emulator-app}: nobody compiles against it, and it has no {@code module-info}.
 */
enum PublishedModule {
    CORE("sdk-core", SdkException.class),
    PRINT("sdk-print", PrintJobClient.class),
    PRINT_WORKER("sdk-print-worker", PrintTaskWorker.class),
    PRINT_WORKER_KAFKA("sdk-print-worker-kafka", KafkaTaskSource.class),
    GES("sdk-ges", GesJobClient.class),
    EMULATOR("sdk-emulator", CloudJobsEmulator.class),
    MICROMETER("sdk-micrometer", CloudJobsObservations.class),
    STARTER("sdk-spring-boot-starter", ConnectionCustomizer.class);

    private final String artifact;
    private final Path root;
    private final List<Class<?>> classes;
    private final ModuleDescriptor descriptor;

    PublishedModule(String artifact, Class<?> oneOfIts) {
        this.artifact = artifact;
        try {
            Path place = Path.of(
                    oneOfIts.getProtectionDomain().getCodeSource().getLocation().toURI());
            root = Files.isDirectory(place)
                    ? place
                    : FileSystems.newFileSystem(place).getPath("/");
            classes = classes(root);
            try (InputStream in = Files.newInputStream(root.resolve("module-info.class"))) {
                descriptor = ModuleDescriptor.read(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<PublishedModule> all() {
        return Stream.of(values());
    }

    String artifact() {
        return artifact;
    }

    /** Returns the folder, or the root of the jar. */
    Path root() {
        return root;
    }

    /** Returns all classes by name, without initializing them. */
    List<Class<?>> classes() {
        return classes;
    }

    ModuleDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Returns the types that a user can name: public, in public enclosing classes, in packages that are exported to
     * all.
     */
    List<Class<?>> api() {
        return classes.stream()
                .filter(type -> isPublic(type) && isExported(type.getPackageName()))
                .toList();
    }

    /** Returns the properties for {@code application.properties}, with type and default. */
    List<String> properties() {
        Path metadata = root.resolve("META-INF/spring-configuration-metadata.json");
        if (!Files.exists(metadata)) {
            return List.of();
        }
        try {
            List<String> properties = new ArrayList<>();
            for (JsonNode property :
                    new ObjectMapper().readTree(Files.readAllBytes(metadata)).path("properties")) {
                String line = property.path("name").textValue() + ": "
                        + property.path("type").textValue();
                properties.add(property.has("defaultValue") ? line + " = " + property.get("defaultValue") : line);
            }
            properties.sort(null);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isExported(String name) {
        return descriptor.exports().stream()
                .anyMatch(exports -> !exports.isQualified() && exports.source().equals(name));
    }

    private static boolean isPublic(Class<?> type) {
        return ApiDump.isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static List<Class<?>> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .<Class<?>>map(PublishedModule::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublishedModule.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return artifact;
    }
}
