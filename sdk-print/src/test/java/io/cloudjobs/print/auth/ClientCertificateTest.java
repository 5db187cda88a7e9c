package io.cloudjobs.print.auth;

import static io.cloudjobs.print.auth.CertificateFile.PASSWORD;
import static io.cloudjobs.print.auth.CertificateFile.bytes;
import static io.cloudjobs.print.auth.CertificateFile.certificate;
import static io.cloudjobs.print.auth.CertificateFile.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.RsaKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every supported format of a certificate with its key, and refuses other formats. */
class ClientCertificateTest {
    private static final HeldCertificate ROOT = RsaKeys.certificate("root")
            .certificateAuthority(1)
            .commonName("root")
            .build();
    private static final HeldCertificate ISSUER = RsaKeys.certificate("issuer")
            .certificateAuthority(0)
            .commonName("issuer")
            .signedBy(ROOT)
            .build();
    private static final HeldCertificate LEAF = RsaKeys.certificate("leaf")
            .commonName("pull printing")
            .signedBy(ISSUER)
            .build();
    private static final HeldCertificate ISSUER_WITH_ANOTHER_KEY = RsaKeys.certificate("another issuer")
            .certificateAuthority(0)
            .commonName("issuer")
            .signedBy(ROOT)
            .build();
    private static final HeldCertificate EC =
            new HeldCertificate.Builder().ecdsa256().build();

    private static final String PLAIN = pem("certificate.pem", "private-key.pem");
    private static final String ENCRYPTED = pem("certificate.pem", "private-key-aes-256.pem");

    private static char[] password() {
        return PASSWORD.toCharArray();
    }

    private static void assertIsThatOf(X509Certificate expected, ClientCertificate read) {
        for (ClientCertificate each : List.of(read, read.withRs256())) {
            assertThat(ClientAssertion.parse(each.assertion("client", "https://host/token", Instant.EPOCH))
                            .isOf(expected))
                    .isTrue();
        }
    }

    static Stream<Arguments> plainPems() {
        String key = pem("private-key.pem");
        String oneLine = PLAIN.replaceAll("(?<!-)\n", "").replace("-----\n", "-----");
        String attributes = "Bag Attributes\n    localKeyID: DF 36 36 54 \nsubject=CN = pull-printing\n\n";
        return Stream.of(
                argumentSet("certificate first", PLAIN),
                argumentSet("key first", key + pem("certificate.pem")),
                argumentSet("with the attributes of a PKCS#12", attributes + pem("certificate.pem") + attributes + key),
                argumentSet("with the line ends of Windows", PLAIN.replace("\n", "\r\n")),
                argumentSet("with those of an old Mac", PLAIN.replace("\n", "\r")),
                argumentSet("in one line, as from an environment variable", oneLine),
                argumentSet("indented, as from YAML", PLAIN.replaceAll("(?m)^", "    ")),
                argumentSet("behind a byte order mark", "\uFEFF" + PLAIN),
                argumentSet("without a line end", PLAIN.strip()),
                argumentSet("with a certificate that is not its own before", EC.certificatePem() + PLAIN),
                argumentSet(
                        "with something else", "-----BEGIN X509 CRL-----\n\u2026\n-----END X509 CRL-----\n" + PLAIN),
                argumentSet("twice the same certificate", PLAIN + pem("certificate.pem")));
    }

    @ParameterizedTest
    @MethodSource("plainPems")
    void pemIsRead(String pem) {
        assertIsThatOf(certificate(), ClientCertificate.fromPem(pem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rli", "ril", "irl", "ilr", "lri", "lir"})
    void theCertificateOfTheKeyIsFoundInAChainOfAnyOrder(String order) {
        StringBuilder pem = new StringBuilder(LEAF.privateKeyPkcs8Pem());
        order.chars()
                .mapToObj(c -> c == 'r' ? ROOT : c == 'i' ? ISSUER : LEAF)
                .forEach(each -> pem.append(each.certificatePem()));

        assertIsThatOf(LEAF.certificate(), ClientCertificate.fromPem(pem.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-key-aes-256.pem", "private-key-aes-128-sha1.pem", "private-key-pbes1-des3.pem"})
    void encryptedPemIsReadAndThePasswordMayBeWipedThen(String file) {
        char[] password = password();

        ClientCertificate read = ClientCertificate.fromPem(pem("certificate.pem", file), password);

        assertThat(password).containsExactly(password()); // only the caller may overwrite it
        Arrays.fill(password, 'x');
        assertIsThatOf(certificate(), read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.p12", "store-legacy.p12"})
    void pkcs12OfOpenSslIsReadAndThePasswordMayBeWipedThen(String file) {
        char[] password = password();

        ClientCertificate read = ClientCertificate.fromPkcs12(bytes(file), password);

        assertThat(password).containsExactly(password());
        Arrays.fill(password, 'x');
        assertIsThatOf(certificate(), read);
    }

    @Test
    void pkcs12WithoutAPasswordIsRead() {
        assertIsThatOf(certificate(), ClientCertificate.fromPkcs12(bytes("store-without-password.p12"), new char[0]));
        assertIsThatOf(certificate(), ClientCertificate.fromPkcs12(bytes("store-without-password.p12"), null));
    }

    @Test
    void pkcs12OfJavaWithAChainAndTheCertificatesOfOthersIsRead() {
        byte[] store = pkcs12(keys -> {
            keys.setCertificateEntry("somebody", EC.certificate());
            addKey(keys, "mine", LEAF, ISSUER, ROOT);
        });

        assertIsThatOf(LEAF.certificate(), ClientCertificate.fromPkcs12(store, password()));
    }

    @Test
    void aKeyAndItsCertificateAreTakenAsTheyAre() {
        assertIsThatOf(LEAF.certificate(), ClientCertificate.of(LEAF.keyPair().getPrivate(), LEAF.certificate()));
    }

    static Stream<Arguments> chains() {
        return Stream.of(
                argumentSet(
                        "PEM in any order",
                        ClientCertificate.fromPem(ROOT.certificatePem()
                                + EC.certificatePem()
                                + LEAF.privateKeyPkcs8Pem()
                                + ISSUER.certificatePem()
                                + LEAF.certificatePem()),
                        List.of(LEAF, ISSUER, ROOT)),
                argumentSet(
                        "PEM without the issuer",
                        ClientCertificate.fromPem(
                                LEAF.privateKeyPkcs8Pem() + LEAF.certificatePem() + ROOT.certificatePem()),
                        List.of(LEAF)),
                argumentSet(
                        "PKCS#12",
                        ClientCertificate.fromPkcs12(pkcs12(keys -> addKey(keys, "a", LEAF, ISSUER, ROOT)), password()),
                        List.of(LEAF, ISSUER, ROOT)),
                argumentSet(
                        "a list",
                        ClientCertificate.of(
                                LEAF.keyPair().getPrivate(), List.of(ISSUER.certificate(), LEAF.certificate())),
                        List.of(LEAF, ISSUER)),
                argumentSet(
                        "PEM with an issuer of the same name and another key",
                        ClientCertificate.fromPem(LEAF.privateKeyPkcs8Pem()
                                + LEAF.certificatePem()
                                + ISSUER_WITH_ANOTHER_KEY.certificatePem()
                                + ISSUER.certificatePem()
                                + ROOT.certificatePem()),
                        List.of(LEAF, ISSUER, ROOT)),
                argumentSet(
                        "self-signed, beside another one of the same name",
                        ClientCertificate.of(
                                ROOT.keyPair().getPrivate(),
                                List.of(
                                        ROOT.certificate(),
                                        RsaKeys.certificate("another root")
                                                .commonName("root")
                                                .build()
                                                .certificate(),
                                        new HeldCertificate.Builder()
                                                .keyPair(ROOT.keyPair())
                                                .commonName("root")
                                                .build()
                                                .certificate())),
                        List.of(ROOT)),
                argumentSet(
                        "self-signed",
                        ClientCertificate.of(ROOT.keyPair().getPrivate(), ROOT.certificate()),
                        List.of(ROOT)));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void theChainIsSentOnlyWhenItIsAskedFor(ClientCertificate certificate, List<HeldCertificate> chain)
            throws Exception {
        List<String> expected = new ArrayList<>();
        for (HeldCertificate each : chain) {
            expected.add(Base64.getEncoder().encodeToString(each.certificate().getEncoded()));
        }
        for (ClientCertificate each : List.of(
                certificate.withCertificateChain(),
                certificate.withCertificateChain().withRs256(),
                certificate.withRs256().withCertificateChain())) {
            ClientAssertion assertion =
                    ClientAssertion.parse(each.assertion("client", "https://host/token", Instant.EPOCH));
            assertThat(assertion.isOf(chain.get(0).certificate())).isTrue();
            assertThat(assertion.header().path("x5c"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(expected);
        }
        assertThat(ClientAssertion.parse(certificate.assertion("client", "https://host/token", Instant.EPOCH))
                        .header()
                        .has("x5c"))
                .isFalse();
    }

    @Test
    void whatIsPrintedIsTheSubject() {
        assertThat(ClientCertificate.fromPem(PLAIN)).hasToString("ClientCertificate[CN=pull-printing]");
    }

    static Stream<Arguments> bad() {
        String certificate = pem("certificate.pem");
        String key = pem("private-key.pem");
        String line = key.lines().toList().get(10);
        return Stream.of(
                plain("empty", "", "the PEM is empty: pass the text of a PEM file"),
                plain("blank", "\uFEFF \r\n", "the PEM is empty: pass the text of a PEM file"),
                path("/etc/entra/app.pem"),
                path("app.key"),
                path("./secrets/app"),
                path("~/app"),
                path("C:\\entra\\app.PEM\n"),
                path("file:/etc/entra/app"),
                path("classpath:app.crt"),
                plain(
                        "the placeholder of a path",
                        "${APP_PEM}",
                        "the PEM has no BEGIN line: pass the text of a PEM file, or read PKCS#12 with fromPkcs12()"),
                plain(
                        "certificate only",
                        certificate,
                        "the PEM has no private key, only CERTIFICATE: add the private key"),
                plain(
                        "public key in place of the private one",
                        certificate + block("PUBLIC KEY"),
                        "the PEM has no private key, only CERTIFICATE, PUBLIC KEY: add the private key"),
                plain(
                        "certificate request in place of a certificate",
                        key + block("CERTIFICATE REQUEST"),
                        "the PEM has no certificate, only PRIVATE KEY, CERTIFICATE REQUEST: add the certificate"),
                plain(
                        "public key in place of a certificate",
                        key + block("PUBLIC KEY"),
                        "the PEM has no certificate, only PRIVATE KEY, PUBLIC KEY: add the certificate"),
                plain(
                        "EC key of OpenSSL",
                        certificate + block("EC PRIVATE KEY"),
                        "the private key in the PEM must be an RSA key in PKCS#8, but is EC PRIVATE KEY"),
                plain(
                        "key of OpenSSH",
                        certificate + block("OPENSSH PRIVATE KEY"),
                        "the private key in the PEM must be an RSA key in PKCS#8, but is OPENSSH PRIVATE KEY"),
                plain("twice the same key", PLAIN + key, "the PEM has 2 private keys: keep only one"),
                plain(
                        "DER in place of PEM",
                        "0\u0082\u0003\u0013",
                        "the PEM has no BEGIN line: pass the text of a PEM file, or read PKCS#12 with fromPkcs12()"),
                plain("key only", key, "the PEM has no certificate, only PRIVATE KEY: add the certificate"),
                plain("two keys", PLAIN + LEAF.privateKeyPkcs8Pem(), "the PEM has 2 private keys: keep only one"),
                plain(
                        "key plain and encrypted",
                        PLAIN + pem("private-key-aes-256.pem"),
                        "the PEM has 2 private keys: keep only one"),
                plain(
                        "key of another certificate",
                        ROOT.certificatePem() + ISSUER.certificatePem() + key,
                        "no certificate in the PEM belongs to the private key: add the matching one"),
                plain(
                        "PKCS#1",
                        pem("certificate.pem", "private-key-traditional.pem"),
                        "the private key in the PEM must be in PKCS#8, but is RSA PRIVATE KEY: convert it with"
                                + " \"openssl pkcs8 -topk8\""),
                plain(
                        "PKCS#1 encrypted",
                        pem("certificate.pem", "private-key-traditional-aes-256.pem"),
                        "the private key in the PEM must be in PKCS#8, but is RSA PRIVATE KEY: convert it with"
                                + " \"openssl pkcs8 -topk8\""),
                plain(
                        "EC key",
                        EC.certificatePem() + EC.privateKeyPkcs8Pem(),
                        "the private key in the PEM is not a valid RSA key: use an RSA key"),
                plain(
                        "garbage in the key",
                        PLAIN.replace(line, "!garbage!"),
                        "the PEM block PRIVATE KEY is not Base64: copy the file again"),
                plain(
                        "a character missing in the key",
                        PLAIN.replace(line, line.substring(1)),
                        "the PEM block PRIVATE KEY is not Base64: copy the file again"),
                plain(
                        "key that is none",
                        PLAIN.replace(line, ""),
                        "the private key in the PEM is not a valid RSA key: use an RSA key"),
                plain(
                        "certificate that is none",
                        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n" + key,
                        "a certificate in the PEM cannot be read: copy the file again"),
                plain(
                        "certificate without content",
                        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----\n" + key,
                        "a certificate in the PEM cannot be read: copy the file again"),
                plain(
                        "garbage in the certificate",
                        "-----BEGIN CERTIFICATE-----\n\u00FC\u00FC\n-----END CERTIFICATE-----\n" + key,
                        "the PEM block CERTIFICATE is not Base64: copy the file again"),
                plain(
                        "truncated key",
                        certificate + key.substring(0, key.length() / 2),
                        "the PEM has no private key, only CERTIFICATE and a block without its END line: copy the file"
                                + " again"),
                plain(
                        "only a truncated key",
                        key.substring(0, key.length() / 2),
                        "the PEM has no private key, only a block without its END line: copy the file again"),
                plain("encrypted", ENCRYPTED, "the private key in the PEM is encrypted: pass its password"),
                plain(
                        "line ends written as \\n",
                        PLAIN.replace("\n", "\\n"),
                        "the PEM has \\n instead of line breaks: convert it with String.translateEscapes()"),
                plain(
                        "line ends written as \\r\\n",
                        PLAIN.replace("\n", "\\r\\n"),
                        "the PEM has \\n instead of line breaks: convert it with String.translateEscapes()"),
                plain("Base64 as a whole", base64(PLAIN), "the whole PEM is encoded in Base64: decode it first"),
                plain(
                        "Base64 in lines, as a whole",
                        Base64.getMimeEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.US_ASCII)) + "\n",
                        "the whole PEM is encoded in Base64: decode it first"),
                plain(
                        "Base64 as a whole, with attributes",
                        base64("Bag Attributes\n" + PLAIN),
                        "the whole PEM is encoded in Base64: decode it first"),
                encrypted(
                        "Base64 as a whole",
                        base64(ENCRYPTED),
                        PASSWORD,
                        "the whole PEM is encoded in Base64: decode it first"),
                plain(
                        "RSASSA-PSS key",
                        pem("certificate.pem") + rsaPssKey(),
                        "the private key in the PEM must be a plain RSA key, but is RSASSA-PSS: create one with"
                                + " \"openssl genpkey -algorithm RSA\""),
                encrypted(
                        "not encrypted",
                        PLAIN,
                        PASSWORD,
                        "the private key in the PEM is not encrypted: pass no password"),
                encrypted(
                        "wrong password",
                        ENCRYPTED,
                        "test-Password",
                        "the private key in the PEM cannot be decrypted: check the password"),
                encrypted(
                        "wrong password, PBES1",
                        pem("certificate.pem", "private-key-pbes1-des3.pem"),
                        "test-Password",
                        "the private key in the PEM cannot be decrypted: check the password"),
                encrypted(
                        "no password",
                        ENCRYPTED,
                        "",
                        "the private key in the PEM cannot be decrypted: check the password"),
                encrypted(
                        "a password beyond ASCII",
                        ENCRYPTED,
                        "test-pa\u00DFword",
                        "Java decrypts PEM only with an ASCII password: choose one"),
                encrypted(
                        "scrypt",
                        pem("certificate.pem", "private-key-scrypt.pem"),
                        PASSWORD,
                        "Java cannot decrypt the private key in the PEM: encrypt it with"
                                + " \"openssl pkcs8 -topk8 -v2 aes-256-cbc\""),
                encrypted(
                        "Triple DES in PBES2",
                        pem("certificate.pem", "private-key-des3.pem"),
                        PASSWORD,
                        "Java cannot decrypt the private key in the PEM: encrypt it with"
                                + " \"openssl pkcs8 -topk8 -v2 aes-256-cbc\""),
                encrypted(
                        "encrypted PKCS#1",
                        pem("certificate.pem", "private-key-traditional-aes-256.pem"),
                        PASSWORD,
                        "the private key in the PEM must be in PKCS#8, but is RSA PRIVATE KEY: convert it with"
                                + " \"openssl pkcs8 -topk8\""),
                encrypted(
                        "nothing in the encrypted key",
                        certificate + "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----\n",
                        PASSWORD,
                        "Java cannot decrypt the private key in the PEM: encrypt it with"
                                + " \"openssl pkcs8 -topk8 -v2 aes-256-cbc\""),
                encrypted(
                        "encrypted, of another certificate",
                        LEAF.certificatePem() + pem("private-key-aes-256.pem"),
                        PASSWORD,
                        "no certificate in the PEM belongs to the private key: add the matching one"),
                store(
                        "wrong password",
                        bytes("store.p12"),
                        "test-Password",
                        "the PKCS#12 store cannot be opened: check the password and the file"),
                store(
                        "no password",
                        bytes("store.p12"),
                        "",
                        "the PKCS#12 store cannot be opened: check the password and the file"),
                argumentSet(
                        "PKCS#12: null in place of its password",
                        (Supplier<ClientCertificate>) () -> ClientCertificate.fromPkcs12(bytes("store.p12"), null),
                        "the PKCS#12 store cannot be opened: check the password and the file"),
                store(
                        "empty",
                        new byte[0],
                        PASSWORD,
                        "the PKCS#12 store cannot be opened: check the password and the file"),
                store(
                        "PEM in place of PKCS#12",
                        bytes("certificate.pem"),
                        PASSWORD,
                        "this is not a PKCS#12 store: read PEM with fromPem(), or decode Base64 first"),
                store(
                        "Base64 in place of PKCS#12",
                        Base64.getEncoder().encode(bytes("store.p12")),
                        PASSWORD,
                        "this is not a PKCS#12 store: read PEM with fromPem(), or decode Base64 first"),
                store(
                        "without a key",
                        bytes("certificate-only.p12"),
                        PASSWORD,
                        "the PKCS#12 store must have one private key with its certificate, but has 0: export one pair"),
                store(
                        "without a certificate",
                        bytes("key-only.p12"),
                        PASSWORD,
                        "the PKCS#12 store must have one private key with its certificate, but has 0: export one pair"),
                store(
                        "with a secret key only",
                        pkcs12(keys -> keys.setEntry(
                                "aes",
                                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                                new KeyStore.PasswordProtection(password()))),
                        PASSWORD,
                        "the PKCS#12 store must have one private key with its certificate, but has 0: export one pair"),
                store(
                        "with two keys",
                        pkcs12(keys -> {
                            addKey(keys, "a", ROOT);
                            addKey(keys, "b", ISSUER);
                        }),
                        PASSWORD,
                        "the PKCS#12 store must have one private key with its certificate, but has 2: export one pair"),
                store(
                        "with an EC key",
                        pkcs12(keys -> addKey(keys, "ec", EC)),
                        PASSWORD,
                        "the private key must be an RSA key, but is EC"),
                argumentSet(
                        "an EC key as it is",
                        (Supplier<ClientCertificate>)
                                () -> ClientCertificate.of(EC.keyPair().getPrivate(), EC.certificate()),
                        "the private key must be an RSA key, but is EC"),
                argumentSet(
                        "a key and a certificate that do not belong together",
                        (Supplier<ClientCertificate>)
                                () -> ClientCertificate.of(LEAF.keyPair().getPrivate(), ROOT.certificate()),
                        "the private key does not belong to the certificate: pass a matching pair"),
                argumentSet(
                        "an RSA key and an EC certificate",
                        (Supplier<ClientCertificate>)
                                () -> ClientCertificate.of(LEAF.keyPair().getPrivate(), EC.certificate()),
                        "the private key does not belong to the certificate: pass a matching pair"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rsaPssKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSASSA-PSS");
            keys.initialize(2048);
            byte[] key = keys.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arguments plain(String name, String pem, String message) {
        return argumentSet("PEM: " + name, (Supplier<ClientCertificate>) () -> ClientCertificate.fromPem(pem), message);
    }

    private static Arguments path(String path) {
        return plain("the path " + path.strip(), path, "the PEM looks like a file path: pass Files.readString(path)");
    }

    private static String block(String label) {
        return "-----BEGIN " + label + "-----\nMAA=\n-----END " + label + "-----\n";
    }

    private static Arguments encrypted(String name, String pem, String password, String message) {
        return argumentSet(
                "PEM with a password: " + name,
                (Supplier<ClientCertificate>) () -> ClientCertificate.fromPem(pem, password.toCharArray()),
                message);
    }

    private static Arguments store(String name, byte[] store, String password, String message) {
        return argumentSet(
                "PKCS#12: " + name,
                (Supplier<ClientCertificate>) () -> ClientCertificate.fromPkcs12(store, password.toCharArray()),
                message);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsWrongIsSaidWithoutShowingAnything(Supplier<ClientCertificate> bad, String message) {
        Throwable failure = catchThrowable(bad::get);

        assertThat(failure).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(message);
        assertThat(FailureText.of(failure))
                .doesNotContainIgnoringCase(PASSWORD)
                .doesNotContain(pem("private-key.pem").lines().skip(1).toList())
                .doesNotContain(pem("private-key-aes-256.pem").lines().skip(1).toList());
    }

    /** About one of 256 wrong passwords results in valid padding: these are such passwords. */
    @ParameterizedTest
    @CsvSource({
        "private-key-aes-256.pem, wrong86",
        "private-key-aes-256.pem, wrong103",
        "private-key-aes-128-sha1.pem, wrong103",
        "private-key-aes-128-sha1.pem, wrong179",
        "private-key-pbes1-des3.pem, wrong275"
    })
    void noWrongPasswordIsTakenForTheRightOneByChance(String file, String password) {
        String pem = pem("certificate.pem", file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientCertificate.fromPem(pem, password.toCharArray()))
                .withMessage("the private key in the PEM cannot be decrypted: check the password");
    }

    @Test
    void aStoreThatIsCutOffAnywhereIsRefused() {
        byte[] store = bytes("store.p12");
        for (int length = 0; length < store.length; length++) {
            byte[] start = Arrays.copyOf(store, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientCertificate.fromPkcs12(start, password()))
                    .withMessage("the PKCS#12 store cannot be opened: check the password and the file");
        }
    }

    @Test
    void aPemThatIsCutOffAnywhereIsRefused() {
        String pem = ENCRYPTED.strip();
        for (int length = 0; length < pem.length(); length++) {
            String start = pem.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ClientCertificate.fromPem(start, password()));
        }
    }

    private interface Filling {
        void fill(KeyStore keys) throws GeneralSecurityException;
    }

    private static byte[] pkcs12(Filling filling) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            filling.fill(keys);
            ByteArrayOutputStream store = new ByteArrayOutputStream();
            keys.store(store, password());
            return store.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addKey(KeyStore keys, String alias, HeldCertificate held, HeldCertificate... issuers)
            throws GeneralSecurityException {
        X509Certificate[] chain = Stream.concat(Stream.of(held), Arrays.stream(issuers))
                .map(HeldCertificate::certificate)
                .toArray(X509Certificate[]::new);
        keys.setKeyEntry(alias, held.keyPair().getPrivate(), password(), chain);
    }

    /** Random combinations of the changes that editors, variables, templates and copying make to a PEM. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPemThatWasHandledBadlyIsReadRightOrRefusedWithoutShowingIt(long seed) {
        List<UnaryOperator<String>> accidents = List.of(
                text -> text.replace("\n", "\r\n"),
                text -> text.replace("\n", "\\n"),
                text -> text.replace("\n", " "),
                text -> text.replace("\n", ""),
                text -> text.replaceAll("(?m)^", "  "),
                text -> "\uFEFF" + text,
                text -> "\"" + text.strip() + "\"",
                text -> base64(text),
                text -> text.replace("-----", "----"),
                text -> text.replace("-----", "\u2014"),
                text -> text.replace('+', ' '),
                text -> text.substring(text.length() / 3),
                text -> text.substring(0, text.length() - text.length() / 3),
                text -> EC.certificatePem() + text,
                text -> text + text,
                text -> text.toLowerCase(Locale.ROOT));
        Random random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            String pem = PLAIN;
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                pem = accidents.get(random.nextInt(accidents.size())).apply(pem);
            }
            String text = pem;
            try {
                assertThat(ClientCertificate.fromPem(text)).hasToString("ClientCertificate[CN=pull-printing]");
            } catch (IllegalArgumentException e) {
                assertThat(FailureText.of(e))
                        .doesNotContain(pem("private-key.pem").lines().skip(1).toList());
            }
        }
    }

    /** With a pattern that searched for the end of a block after every beginning, each of these took minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----\n",
                "-----BEGIN ",
                "-----",
                "-----BEGIN A-----\n-----END B-----\n",
                "-----BEGIN -----END ",
                "-----END A-----"
            })
    @Timeout(60)
    void aLongTextTakesNoLongTime(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());

        assertThatIllegalArgumentException().isThrownBy(() -> ClientCertificate.fromPem(text));
    }
}
