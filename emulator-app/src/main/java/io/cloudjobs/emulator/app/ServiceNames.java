package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.EmulatedService;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The services in JSON: {@code print}, {@code documents}, {@code entra}, {@code ges} and {@code iam}. */
final class ServiceNames {
    private ServiceNames() {}

    static String of(EmulatedService service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the service, or throws an {@link IllegalArgumentException}. */
    static EmulatedService service(String name) {
        return Arrays.stream(EmulatedService.values())
                .filter(service -> of(service).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The service must be one of "
                        + Arrays.stream(EmulatedService.values())
                                .map(ServiceNames::of)
                                .collect(Collectors.joining(", "))));
    }
}
