package io.cloudjobs.emulator.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of {@code --bind}. */
final class AddressConverter implements ITypeConverter<InetAddress> {
    static final InetAddress LOOPBACK = loopback();

    @Override
    public InetAddress convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException("the address is blank");
        }
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new TypeConversionException("this machine does not know the address '" + value + "'");
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only for another length
        }
    }
}
