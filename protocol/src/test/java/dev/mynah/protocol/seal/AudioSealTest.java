package dev.mynah.protocol.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against itself, and against OpenSSL as the judge. */
class AudioSealTest {
    private static final byte[] SOUND = "sixteen thousand samples a second".getBytes(US_ASCII);

    private final SealKey key = SealKey.random(new Random(1));
    private final AudioSeal device = new AudioSeal(key, AudioSeal.End.DEVICE, new Random(2));
    private final AudioSeal server = new AudioSeal(key, AudioSeal.End.SERVER, new Random(3));

    @Test
    void what_one_end_seals_the_other_opens() {
        assertThat(server.open(device.seal(SOUND))).contains(SOUND);
        assertThat(device.open(server.seal(SOUND))).contains(SOUND);
        assertThat(server.open(device.seal(new byte[0]))).contains(new byte[0]);
    }

    @Test
    void nothing_is_taken_twice_out_of_order_or_back() {
        byte[] first = device.seal(SOUND);
        byte[] second = device.seal(SOUND);
        assertThat(server.open(second)).isPresent();
        assertThat(server.open(second)).isEmpty();
        assertThat(server.open(first)).isEmpty();
        assertThat(device.open(device.seal(SOUND)))
                .as("its own words sent back")
                .isEmpty();
    }

    @Test
    void any_flipped_bit_is_noticed() {
        byte[] sealed = device.seal(SOUND);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(server.open(damaged)).isEmpty();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(server.open(Arrays.copyOf(sealed, length))).isEmpty();
        }
        assertThat(server.open(sealed)).contains(SOUND);
    }

    @Test
    void no_two_seals_have_the_same_iv_and_none_opens_with_another_key() {
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ivs.add(HexFormat.of().formatHex(device.seal(SOUND), 8, 24));
        }
        assertThat(ivs).hasSize(1_000);
        AudioSeal other = new AudioSeal(SealKey.random(new Random(9)), AudioSeal.End.SERVER, new Random(4));
        assertThat(other.open(device.seal(SOUND))).isEmpty();
    }

    @Test
    void a_secret_has_48_bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SealKey(new byte[47]));
    }

    @Test
    void openssl_makes_seals_that_are_opened_and_opens_those_that_are_made(@TempDir Path folder) throws Exception {
        byte[] secret = new byte[SealKey.BYTES];
        new Random(5).nextBytes(secret);
        String aes = HexFormat.of().formatHex(secret, 0, 16);
        String hmac = HexFormat.of().formatHex(secret, 16, 48);
        String iv = "000102030405060708090a0b0c0d0e0f";
        byte[] cipher = openssl(folder, SOUND, "enc", "-aes-128-cbc", "-K", aes, "-iv", iv);
        byte[] authenticated = ByteBuffer.allocate(25 + cipher.length)
                .put((byte) 'D')
                .putLong(1)
                .put(HexFormat.of().parseHex(iv))
                .put(cipher)
                .array();
        byte[] tag = openssl(
                folder, authenticated, "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + hmac, "-binary");
        byte[] sealed = ByteBuffer.allocate(authenticated.length - 1 + tag.length)
                .put(authenticated, 1, authenticated.length - 1)
                .put(tag)
                .array();
        AudioSeal opening = new AudioSeal(new SealKey(secret), AudioSeal.End.SERVER, new Random(6));
        assertThat(opening.open(sealed)).contains(SOUND);

        byte[] ours = opening.seal(SOUND);
        String ourIv = HexFormat.of().formatHex(ours, 8, 24);
        byte[] inside = Arrays.copyOfRange(ours, 24, ours.length - 32);
        assertThat(openssl(folder, inside, "enc", "-d", "-aes-128-cbc", "-K", aes, "-iv", ourIv))
                .isEqualTo(SOUND);
    }

    @Test
    void openssl_wraps_secrets_that_are_read_and_reads_those_that_are_wrapped(@TempDir Path folder) throws Exception {
        Path pem = folder.resolve("server.pem");
        Path der = folder.resolve("private.der");
        Path open = folder.resolve("public.der");
        keyPair(folder, pem, der, open);
        PrivateKey secretKey =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(der)));
        PublicKey publicKey =
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Files.readAllBytes(open)));

        byte[] secret = new byte[SealKey.BYTES];
        new Random(7).nextBytes(secret);
        byte[] theirs = openssl(folder, secret, rsa("-encrypt", "-pubin", "-keyform", "DER", "-inkey", "" + open));
        SealKey read = SealKey.unwrap(theirs, secretKey).orElseThrow();
        assertThat(read.aes()).isEqualTo(Arrays.copyOf(secret, 16));
        assertThat(read.hmac()).isEqualTo(Arrays.copyOfRange(secret, 16, 48));

        byte[] ours = new SealKey(secret).wrapped(publicKey);
        assertThat(openssl(folder, ours, rsa("-decrypt", "-inkey", "" + pem))).isEqualTo(secret);
        assertThat(SealKey.unwrap(new byte[256], secretKey)).isEmpty();
        assertThat(SealKey.unwrap(new byte[3], secretKey)).isEmpty();
    }

    /** Lets openssl make a key pair: as PEM, and both halves as DER. */
    private static void keyPair(Path folder, Path pem, Path der, Path open) throws Exception {
        openssl(
                folder,
                new byte[0],
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                "rsa_keygen_bits:2048",
                "-out",
                "" + pem);
        openssl(
                folder,
                new byte[0],
                "pkcs8",
                "-topk8",
                "-nocrypt",
                "-in",
                "" + pem,
                "-outform",
                "DER",
                "-out",
                "" + der);
        openssl(folder, new byte[0], "pkey", "-in", "" + pem, "-pubout", "-outform", "DER", "-out", "" + open);
    }

    private static String[] rsa(String... options) {
        List<String> all = new ArrayList<>(List.of("pkeyutl"));
        all.addAll(List.of(options));
        for (String option : List.of("rsa_padding_mode:oaep", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha256")) {
            all.add("-pkeyopt");
            all.add(option);
        }
        return all.toArray(String[]::new);
    }

    private static byte[] openssl(Path folder, byte[] input, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        Files.write(in, input);
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return Files.readAllBytes(out);
    }
}
