package io.cloudjobs.print.auth;

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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The blocks of a PEM text (RFC 7468). The text between them is for people. */
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
                // Without the cause: it quotes what it could not read.
                if (base64.contains("\\n")) {
                    throw new IllegalArgumentException(
                            "the PEM has \\n as two characters where its lines end: put line breaks in their place,"
                                    + " for example with String.translateEscapes()");
                }
                throw new IllegalArgumentException("the PEM block " + label + " is not Base64");
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
        for (int begin = text.indexOf(BEGIN); begin >= 0; ) {
            int label = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            // The block ends at the next line of dashes, or it is none: another label, or another beginning.
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

    /** Says what a text without any block is, and does not quote it. */
    private static String insteadOfPem(String text) {
        String bare = text.replace("\uFEFF", "").strip();
        if (bare.isEmpty()) {
            return "the PEM is empty";
        }
        if (isBase64OfPem(text)) {
            return "the PEM is encoded in Base64 as a whole: decode it first";
        }
        if (isPath(bare)) {
            return "the PEM looks like the path of a file: give the text of the file, for example Files.readString(path)";
        }
        return "the PEM has no BEGIN line: give the text of a PEM file; DER and PKCS#12 are other formats";
    }

    private static boolean isPath(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST_PATH
                && text.lines().count() == 1
                && (PATH_STARTS.stream().anyMatch(lower::startsWith)
                        || PATH_ENDS.stream().anyMatch(lower::endsWith)
                        || lower.startsWith(":\\", 1));
    }

    /** As it comes out of a Kubernetes secret, or of a variable that must have one line. */
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
                    throw new IllegalArgumentException("a certificate of the PEM cannot be read", e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "the PEM holds no certificate: add the certificate of the private key" + whatElse());
        }
        return certificates;
    }

    /** The labels of the blocks, which are no secret. */
    private String whatElse() {
        String labels = blocks.stream().map(Block::label).distinct().collect(Collectors.joining(", "));
        if (!isCutOff) {
            return labels.isEmpty() ? "" : "; it holds " + labels;
        }
        return "; it holds " + (labels.isEmpty() ? "" : labels + ", and ") + "a block without its END line";
    }

    PrivateKey privateKey() {
        Block block = key();
        if (!block.label.equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key of the PEM is encrypted: give its password");
        }
        return privateKey(new PKCS8EncodedKeySpec(block.bytes()));
    }

    PrivateKey privateKey(char[] password) {
        Block block = key();
        if (!block.label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key of the PEM is not encrypted: give no password");
        }
        if (!CharBuffer.wrap(password).chars().allMatch(c -> c < 0x80)) {
            throw new IllegalArgumentException("the password of a PEM must be ASCII: Java supports no other");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.bytes());
            AlgorithmParameters parameters = info.getAlgParameters();
            // For PBES2 only the parameters know which one it is: "PBEWithHmacSHA256AndAES_256".
            String algorithm = info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(secret), parameters);
            return privateKey(info.getKeySpec(cipher));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    "the private key of the PEM cannot be decrypted: is the password right?", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "Java cannot decrypt the private key of the PEM: \"openssl pkcs8 -topk8 -v2 aes-256-cbc\" encrypts it in"
                            + " a way that it can",
                    e);
        } finally {
            secret.clearPassword();
        }
    }

    /** The one block that holds a private key. */
    private Block key() {
        List<Block> keys = blocks.stream()
                .filter(block -> block.label.endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "the PEM must hold one private key, but holds " + keys.size() + (keys.isEmpty() ? whatElse() : ""));
        }
        String label = keys.get(0).label;
        if (label.equals("RSA PRIVATE KEY")) {
            throw new IllegalArgumentException("the private key of the PEM must be in PKCS#8, but is " + label
                    + ": \"openssl pkcs8 -topk8\" converts it");
        }
        if (!label.equals("PRIVATE KEY") && !label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the private key of the PEM must be an RSA key in PKCS#8, but is " + label);
        }
        return keys.get(0);
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            if (isRsaPss(encoded)) {
                throw new IllegalArgumentException(
                        "the private key of the PEM is an RSASSA-PSS key, and must be a plain"
                                + " RSA key, which signs with PSS just as well: \"openssl genpkey -algorithm RSA\" makes one");
            }
            throw new IllegalArgumentException("the private key of the PEM is not an RSA key", e);
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
