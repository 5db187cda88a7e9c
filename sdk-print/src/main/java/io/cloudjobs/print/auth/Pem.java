package io.cloudjobs.print.auth;

import io.cloudjobs.core.internal.Checks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The blocks of a PEM text (RFC 7468). Text between the blocks is ignored. */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9 ]{1,64}");
    private static final int LONGEST_PATH = 1024;
    private static final List<String> PATH_STARTS = List.of("/", "./", "../", "~", "file:", "classpath:");
    private static final List<String> PATH_ENDS = List.of(".pem", ".crt", ".cer", ".key", ".p12", ".pfx", ".txt");
    private static final Pattern BLANKS = Pattern.compile("\\s");

    private record Block(String label, String base64) {
        byte[] bytes() {
            try {
                return Base64.getDecoder().decode(BLANKS.matcher(base64).replaceAll(""));
            } catch (IllegalArgumentException e) {
                // Without the cause: its message quotes the input, which may be a key.
                if (base64.contains("\\n")) {
                    throw new IllegalArgumentException(
                            "the PEM has \\n instead of line breaks: convert it with String.translateEscapes()");
                }
                throw new IllegalArgumentException("the PEM block " + label + " is not Base64: copy the file again");
            }
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private final List<Block> blocks;
    private final boolean isCutOff;

    private Pem(List<Block> blocks, boolean isCutOff) {
        this.blocks = blocks;
        this.isCutOff = isCutOff;
    }

    static Pem parse(String text) {
        List<Block> blocks = new ArrayList<>();
        boolean isCutOff = false;
        for (int begin = Checks.given("pem", text).indexOf(BEGIN); begin >= 0; ) {
            int label = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            // The next dashes must begin the END line with the same label. Otherwise, this is not a block.
            int end = labelEnd < 0 ? -1 : text.indexOf(DASHES, labelEnd + DASHES.length());
            if (end < 0) {
                isCutOff = true;
                break;
            }
            String name = text.substring(label, labelEnd);
            String line = DASHES + "END " + name + DASHES;
            if (LABEL.matcher(name).matches() && text.startsWith(line, end)) {
                blocks.add(new Block(name, text.substring(labelEnd + DASHES.length(), end)));
                end += line.length();
            }
            begin = text.indexOf(BEGIN, end);
        }
        if (!text.contains(BEGIN)) {
            throw new IllegalArgumentException(insteadOfPem(text));
        }
        return new Pem(blocks, isCutOff);
    }

    /** Returns the message for a text without a BEGIN line. The message does not quote the text. */
    private static String insteadOfPem(String text) {
        String bare = text.replace("\uFEFF", "").strip();
        if (bare.isEmpty()) {
            return "the PEM is empty: pass the text of a PEM file";
        }
        if (isBase64OfPem(text)) {
            return "the whole PEM is encoded in Base64: decode it first";
        }
        if (isPath(bare)) {
            return "the PEM looks like a file path: pass Files.readString(path)";
        }
        return "the PEM has no BEGIN line: pass the text of a PEM file, or read PKCS#12 with fromPkcs12()";
    }

    private static boolean isPath(String text) {
        if (text.length() > LONGEST_PATH || text.lines().count() > 1) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String start : PATH_STARTS) {
            if (lower.startsWith(start)) {
                return true;
            }
        }
        for (String end : PATH_ENDS) {
            if (lower.endsWith(end)) {
                return true;
            }
        }
        return lower.startsWith(":\\", 1);
    }

    /** Returns whether the text is a PEM in Base64, as in a Kubernetes secret or in a variable of one line. */
    private static boolean isBase64OfPem(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(BLANKS.matcher(text).replaceAll(""));
            return new String(decoded, StandardCharsets.ISO_8859_1).contains(BEGIN);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals("CERTIFICATE")) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.bytes())));
                } catch (GeneralSecurityException e) {
                    throw new IllegalArgumentException(
                            "a certificate in the PEM cannot be read: copy the file again", e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("the PEM has no certificate" + whatElse("certificate"));
        }
        return certificates;
    }

    /** Lists the labels of the blocks, which are not secret, and advises what to do about the missing block. */
    private String whatElse(String missing) {
        Set<String> distinct = new LinkedHashSet<>();
        for (Block block : blocks) {
            distinct.add(block.label);
        }
        String labels = String.join(", ", distinct);
        if (!isCutOff) {
            return (labels.isEmpty() ? "" : ", only " + labels) + ": add the " + missing;
        }
        return ", only " + (labels.isEmpty() ? "" : labels + " and ")
                + "a block without its END line: copy the file again";
    }

    PrivateKey privateKey() {
        Block block = key();
        if (!block.label.equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key in the PEM is encrypted: pass its password");
        }
        return privateKey(new PKCS8EncodedKeySpec(block.bytes()));
    }

    PrivateKey privateKey(char[] password) {
        Block block = key();
        if (!block.label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key in the PEM is not encrypted: pass no password");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(CharBuffer.wrap(password))) {
            throw new IllegalArgumentException("Java decrypts PEM only with an ASCII password: choose one");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.bytes());
            AlgorithmParameters parameters = info.getAlgParameters();
            // For PBES2, only the parameters name the algorithm, such as "PBEWithHmacSHA256AndAES_256".
            String algorithm = info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(secret), parameters);
            return privateKey(info.getKeySpec(cipher));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("the private key in the PEM cannot be decrypted: check the password", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "Java cannot decrypt the private key in the PEM: encrypt it with"
                            + " \"openssl pkcs8 -topk8 -v2 aes-256-cbc\"",
                    e);
        } finally {
            secret.clearPassword();
        }
    }

    /** Returns the only block with a private key. */
    private Block key() {
        List<Block> keys = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.endsWith("PRIVATE KEY")) {
                keys.add(block);
            }
        }
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    keys.isEmpty()
                            ? "the PEM has no private key" + whatElse("private key")
                            : "the PEM has " + keys.size() + " private keys: keep only one");
        }
        String label = keys.get(0).label;
        if (label.equals("RSA PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key in the PEM must be in PKCS#8, but is " + label
                    + ": convert it with \"openssl pkcs8 -topk8\"");
        }
        if (!label.equals("PRIVATE KEY") && !label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the private key in the PEM must be an RSA key in PKCS#8, but is " + label);
        }
        return keys.get(0);
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            if (isRsaPss(encoded)) { // a plain RSA key signs with PSS, too
                throw new IllegalArgumentException("the private key in the PEM must be a plain RSA key, but is"
                        + " RSASSA-PSS: create one with \"openssl genpkey -algorithm RSA\"");
            }
            throw new IllegalArgumentException("the private key in the PEM is not a valid RSA key: use an RSA key", e);
        }
    }

    private static boolean isRsaPss(PKCS8EncodedKeySpec encoded) {
        try {
            KeyFactory.getInstance("RSASSA-PSS").generatePrivate(encoded);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
