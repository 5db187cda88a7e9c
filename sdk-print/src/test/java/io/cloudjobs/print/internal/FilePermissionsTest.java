package io.cloudjobs.print.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class FilePermissionsTest {
    @TempDir
    private Path folder;

    /** If the group of the file cannot be set, another group must not be able to read it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"rw-rw----, rw-------", "rwxrwxr-x, rwxr-xr-x", "rw-r--r--, rw-r--r--", "rw----r--, rw----r--"})
    void anotherGroupGetsNoMoreThanOthers(String modes) throws Exception {
        String[] beforeAndAfter = modes.split(", ");

        Path file = Files.createFile(folder.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(beforeAndAfter[0]));

        FilePermissions permissions = FilePermissions.of(file);

        assertThat(PosixFilePermissions.toString(permissions.modeInAnotherGroup()))
                .isEqualTo(beforeAndAfter[1]);
    }
}
