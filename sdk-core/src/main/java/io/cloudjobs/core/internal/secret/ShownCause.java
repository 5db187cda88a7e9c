package io.cloudjobs.core.internal.secret;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Makes throwables safe to print as causes of our exceptions. OkHttp and the JDK quote data of a peer, such as a status
 * line or the names in a certificate. A throwable is copied if it, or one of its causes, quotes a secret or an
 * invisible character.
 */
public final class ShownCause {
    /** The maximum number of throwables to check. A copy has no more of them. */
    private static final int MAX = 100;

    /** The maximum length of a message, in bytes: OkHttp quotes status lines of up to 256 KiB. */
    private static final int MAX_TEXT = Text.MAX_BODY;

    private final Secrets secrets;
    private final Map<Throwable, Boolean> fit = new IdentityHashMap<>();
    private final Map<Throwable, Throwable> copies = new IdentityHashMap<>();

    private ShownCause(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Returns the throwable if it and all its causes and suppressed exceptions are safe to print. Otherwise copies the
     * unsafe ones and those that lead to them.
     */
    public static Throwable of(Throwable failure, Secrets secrets) {
        return new ShownCause(secrets).shown(failure);
    }

    private Throwable shown(Throwable failure) {
        if (isFitWithAll(failure)) {
            return failure;
        }
        Throwable copy = copy(failure);
        copies.put(failure, copy);
        copy.setStackTrace(failure.getStackTrace());
        Throwable cause = next(failure.getCause());
        if (cause != null && cause != copy) {
            copy.initCause(cause);
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            Throwable next = next(suppressed);
            if (next != null && next != copy) {
                copy.addSuppressed(next);
            }
        }
        return copy;
    }

    private @Nullable Throwable next(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable known = copies.get(failure);
        return known != null || copies.size() >= MAX ? known : shown(failure);
    }

    /** Checks a throwable with all causes and suppressed exceptions. Visits each of them once, so a loop ends. */
    private boolean isFitWithAll(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable one = open.remove();
            if (!seen.add(one)) {
                continue;
            }
            if (!fit.containsKey(one)) {
                fit.put(one, isFit(one));
            }
            if (seen.size() > MAX || !fit.get(one)) {
                return false;
            }
            if (one.getCause() != null) {
                open.add(one.getCause());
            }
            open.addAll(Arrays.asList(one.getSuppressed()));
        }
        return true;
    }

    private boolean isFit(Throwable failure) {
        return isFit(failure.toString()) && isFit(failure.getMessage());
    }

    private boolean isFit(@Nullable String text) {
        return text == null
                || text.equals(Text.cut(text, MAX_TEXT)) && Shown.isVisible(text) && text.equals(secrets.hide(text));
    }

    /**
     * Returns a copy of the same type, or of the nearest supertype with a constructor here. In that case the text names
     * the original type.
     */
    private Throwable copy(Throwable failure) {
        Class<?> type = failure.getClass();
        while (!Copies.BY_TYPE.containsKey(type)) {
            type = type.getSuperclass();
        }
        String text = type == failure.getClass() ? failure.getMessage() : failure.toString();
        String shown = text == null ? null : Shown.of(secrets.hide(Text.cut(text, MAX_TEXT)));
        return Copies.BY_TYPE.get(type).apply(shown);
    }

    /** The constructors for copies. Loaded with the first failure that needs one. */
    private static final class Copies {
        static final Map<Class<?>, Function<@Nullable String, Throwable>> BY_TYPE = Map.ofEntries(
                Map.entry(Throwable.class, Throwable::new),
                Map.entry(Exception.class, Exception::new),
                Map.entry(Error.class, Error::new),
                Map.entry(RuntimeException.class, RuntimeException::new),
                Map.entry(IllegalArgumentException.class, IllegalArgumentException::new),
                Map.entry(IllegalStateException.class, IllegalStateException::new),
                Map.entry(IOException.class, IOException::new),
                Map.entry(EOFException.class, EOFException::new),
                Map.entry(InterruptedIOException.class, InterruptedIOException::new),
                Map.entry(SocketTimeoutException.class, SocketTimeoutException::new),
                Map.entry(ProtocolException.class, ProtocolException::new),
                Map.entry(UnknownHostException.class, UnknownHostException::new),
                Map.entry(UnknownServiceException.class, UnknownServiceException::new),
                Map.entry(SocketException.class, SocketException::new),
                Map.entry(BindException.class, BindException::new),
                Map.entry(ConnectException.class, ConnectException::new),
                Map.entry(NoRouteToHostException.class, NoRouteToHostException::new),
                Map.entry(PortUnreachableException.class, PortUnreachableException::new),
                Map.entry(SSLException.class, SSLException::new),
                Map.entry(SSLHandshakeException.class, SSLHandshakeException::new),
                Map.entry(SSLKeyException.class, SSLKeyException::new),
                Map.entry(SSLPeerUnverifiedException.class, SSLPeerUnverifiedException::new),
                Map.entry(SSLProtocolException.class, SSLProtocolException::new),
                Map.entry(GeneralSecurityException.class, GeneralSecurityException::new),
                Map.entry(CertificateException.class, CertificateException::new),
                Map.entry(CertificateExpiredException.class, CertificateExpiredException::new),
                Map.entry(CertificateNotYetValidException.class, CertificateNotYetValidException::new),
                Map.entry(CertificateParsingException.class, CertificateParsingException::new),
                Map.entry(CertPathBuilderException.class, CertPathBuilderException::new),
                Map.entry(CertPathValidatorException.class, CertPathValidatorException::new));
    }
}
