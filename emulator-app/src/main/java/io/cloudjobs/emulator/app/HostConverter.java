package io.cloudjobs.emulator.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the host of {@code --host}. URLs contain an IPv6 address in brackets. */
final class HostConverter implements ITypeConverter<String> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9.])?");

    @Override
    public String convert(String value) {
        boolean brackets = value.startsWith("[") && value.endsWith("]");
        String address = brackets ? value.substring(1, value.length() - 1) : value;
        if (isIpv6(address)) {
            return "[" + address + "]";
        }
        if (brackets || !NAME.matcher(value).matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is neither a host name nor an address; a port or a path does not belong to it");
        }
        return value;
    }

    /** Asks the JDK, which does not look up a name in brackets. */
    private static boolean isIpv6(String address) {
        try {
            return address.indexOf(':') >= 0
                    && address.indexOf('%') < 0
                    && InetAddress.getByName("[" + address + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
