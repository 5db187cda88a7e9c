package io.cloudjobs.spring;

import io.cloudjobs.core.internal.http.HttpClients;
import io.cloudjobs.print.auth.ClientCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedKeyManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Converts Boot's SSL bundles for the clients. */
final class Tls {
    private static final Pattern NUMBERS = Pattern.compile("^\\d{1,9}\\.\\d{1,9}\\.");

    private Tls() {}

    /** Reads the certificate for logins of an application. It is not for TLS, but Boot's bundles can hold it. */
    static ClientCertificate clientCertificate(SslBundle bundle) {
        X509ExtendedKeyManager keys =
                first(X509ExtendedKeyManager.class, bundle.getManagers().getKeyManagers());
        String wanted = bundle.getKey().getAlias();
        String alias = wanted == null
                ? keys.chooseClientAlias(new String[] {"RSA"}, null, null)
                : alias(keys.getClientAliases("RSA", null), wanted);
        if (alias == null) {
            throw new IllegalArgumentException(
                    "the SSL bundle has no certificate with an RSA key" + (wanted == null ? "" : " at its key.alias"));
        }
        return ClientCertificate.of(keys.getPrivateKey(alias), List.of(keys.getCertificateChain(alias)));
    }

    /** Finds the alias, ignoring case and the numbers that one kind of key manager puts before it. Boot uses it for servers only. */
    private static @Nullable String alias(String @Nullable [] aliases, String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        return Arrays.stream(aliases == null ? new String[0] : aliases)
                .filter(alias -> NUMBERS.matcher(alias.toLowerCase(Locale.ROOT))
                        .replaceFirst("")
                        .equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Creates a client like the library's own. It trusts the current bundle, also after a reload. */
    static OkHttpClient trusting(SslBundles bundles, String name) {
        FollowedTrust trust = new FollowedTrust(bundles, name);
        return HttpClients.create(false)
                .newBuilder()
                .sslSocketFactory(trust, trust.trustManager())
                .build();
    }

    static SslBundle bundle(SslBundles bundles, String name) {
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw new IllegalArgumentException("spring.ssl.bundle has no bundle of this name", e);
        }
    }

    static <T> T first(Class<T> type, Object[] managers) {
        for (Object manager : managers) {
            if (type.isInstance(manager)) {
                return type.cast(manager);
            }
        }
        throw new IllegalArgumentException("the SSL bundle has no " + type.getSimpleName());
    }
}
