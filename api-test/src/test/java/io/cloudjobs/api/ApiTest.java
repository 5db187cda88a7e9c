package io.cloudjobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the public API with the committed one. */
class ApiTest {
    @ParameterizedTest
    @EnumSource
    void theApiIsTheOneInTheFile(PublishedModule module) throws IOException {
        Committed.check("api/" + module.artifact() + ".txt", ApiDump.of(module));
    }

    @Test
    void jacksonIsNowhereInIt() {
        assertThat(lines()).noneMatch(line -> line.contains("jackson"));
    }

    /** Otherwise a new major version of the engine would be one of ours. */
    @Test
    void theEngineOfTheWorkerIsNowhereInIt() {
        assertThat(lines())
                .noneMatch(line ->
                        line.contains("kagkarlsson") || line.contains("org.h2.") || line.contains("apache.kafka"));
    }

    @Test
    void okHttpIsInTwoMethodsOnly() {
        assertThat(lines().filter(line -> line.contains("okhttp3.") || line.contains("okio.")))
                .containsExactly(
                        "    public B callFactory(java.util.function.Function<okhttp3.OkHttpClient, okhttp3.Call.Factory>)",
                        "    public B httpClient(okhttp3.OkHttpClient)");
    }

    @Test
    void noInternalTypeIsInTheApi() {
        assertThat(lines().filter(line -> line.contains("internal"))).isEmpty();
    }

    @Test
    void onlyExceptionsCanBeExtended() {
        assertThat(api().filter(type -> !type.isInterface()
                        && !type.isSealed()
                        && !Modifier.isFinal(type.getModifiers())
                        && !Throwable.class.isAssignableFrom(type)))
                .extracting(Class::getSimpleName)
                .containsExactly("ClientBuilder", "ConnectionBuilder");
    }

    /** Otherwise users could call members of a class that they cannot name, and the dump would not show them. */
    @Test
    void whatATypeExtendsIsPublicToo() {
        assertThat(api().flatMap(type ->
                        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))))
                .allMatch(above -> Modifier.isPublic(above.getModifiers()));
    }

    @Test
    void nothingIsNullUnlessItSaysSo() {
        assertThat(api().map(Class::getPackage)).allMatch(its -> its.isAnnotationPresent(NullMarked.class));
    }

    private static Stream<Class<?>> api() {
        return PublishedModule.all().map(PublishedModule::api).flatMap(List::stream);
    }

    private static Stream<String> lines() {
        return PublishedModule.all().map(ApiDump::of).flatMap(List::stream);
    }
}
