package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Why a file or a directory cannot be used, in words: the messages of the JDK are often only a path or a class name. */
final class Reason {
    private Reason() {}

    static String of(Exception e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early" + line((JsonProcessingException) e);
        }
        if (isCharacter(e)) {
            return "its characters are not in UTF-8";
        }
        if (e instanceof JsonProcessingException wrong) {
            return wrong.getOriginalMessage() + line(wrong);
        }
        if (e instanceof FileSystemException file) {
            return of(file);
        }
        return String.valueOf(e.getMessage());
    }

    /** The YAML parser wraps the exception. */
    private static boolean isCharacter(@Nullable Throwable e) {
        return e != null && (e instanceof CharConversionException || isCharacter(e.getCause()));
    }

    private static String of(FileSystemException e) {
        String reason = e.getReason() == null ? " cannot be used" : ": " + e.getReason();
        if (e instanceof NoSuchFileException) {
            reason = " does not exist";
        } else if (e instanceof AccessDeniedException) {
            reason = " may not be read or written by this user";
        } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            reason = " is not a directory";
        }
        return e.getFile() + reason;
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }
}
