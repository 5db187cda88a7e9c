package io.cloudjobs.emulator.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the origin of {@code --allow-origin}. */
final class OriginConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return Origins.checked(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
