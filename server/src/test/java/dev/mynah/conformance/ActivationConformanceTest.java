package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Transcript;
import dev.mynah.protocol.ota.ActivationProof;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C19 to C23: how a device becomes somebody's, on the wire byte for byte. */
class ActivationConformanceTest {
    private static final RunningServer SERVER = RunningServer.withActivation();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String USUAL =
            Transcript.read("ota", "unbound-device").msgs().getFirst().text() + "";

    private final String mac = "02:00:19:00:00:%02x".formatted(NUMBERS.incrementAndGet());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void c19_an_unknown_device_gets_digits_a_message_and_a_challenge() throws Exception {
        DeviceConfiguration configuration = configured();
        DeviceConfiguration.Activation activation = activation(configuration);

        assertThat(activation.code()).matches("\\d{6}");
        assertThat(activation.message()).isEqualTo("http://192.0.2.10:8002/\n" + activation.code());
        assertThat(activation.challenge()).matches("[0-9a-f]{32}");
        assertThat(token(configuration)).as("a MAC address earns no token").isEmpty();
        assertThat(activation(configured())).as("asked again").isEqualTo(activation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xiaozhi/ota/activate", "/xiaozhi/ota/activate/"})
    void c20_a_device_that_waits_gets_202_with_a_small_body(String path) throws Exception {
        configured();
        RawHttp answer = post(path, Map.of(), "{}");

        assertThat(answer.statusLine()).startsWith("HTTP/1.1 202 ");
        readable(answer, 200);
    }

    @Test
    void c20_a_device_nobody_knows_waits_too() throws Exception {
        assertThat(activate(Map.of(), "{}").statusLine()).startsWith("HTTP/1.1 202 ");
        assertThat(activate(Map.of(), "").statusLine()).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void c21_once_bound_the_device_is_told_so_and_the_next_configuration_has_no_activation() throws Exception {
        String code = activation(configured()).code();
        SERVER.bind(code);

        RawHttp answer = activate(Map.of(), "{}");
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        readable(answer, 200);
        DeviceConfiguration configuration = configured();
        assertThat(configuration.activation()).isNull();
        assertThat(token(configuration)).matches("[A-Za-z0-9._-]{40,100}");
        assertThat(configured().webSocket()).as("the same at every boot").isEqualTo(configuration.webSocket());
    }

    @Test
    void c21_another_device_with_the_same_address_is_not_the_bound_one() throws Exception {
        SERVER.bind(activation(configured()).code());
        Map<String, String> other = Map.of("Client-Id", "00000000-0000-4000-8000-000000000000");

        DeviceConfiguration configuration = configuration(post("/xiaozhi/ota/", other, USUAL));
        assertThat(configuration.activation()).isNotNull();
        assertThat(token(configuration)).isEmpty();
        assertThat(activate(other, "{}").statusLine()).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void c22_a_good_signature_waits_and_is_told_when_it_is_bound() throws Exception {
        SERVER.importSerial("SN-" + mac, KEY);
        DeviceConfiguration.Activation activation = activation(configured());
        String signed = signed(activation.challenge(), KEY);

        assertThat(activate(versionTwo(), signed).statusLine()).startsWith("HTTP/1.1 202 ");
        SERVER.bind(activation.code());
        assertThat(activate(versionTwo(), signed).statusLine()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void c22_a_wrong_an_empty_and_a_missing_signature_get_a_short_4xx() throws Exception {
        SERVER.importSerial("SN-" + mac, KEY);
        String challenge = activation(configured()).challenge();
        for (String body : new String[] {
            signed(challenge, "ff".repeat(32)),
            signed("another challenge", KEY),
            new ActivationProof("SN-" + mac, challenge, "").body(),
            new ActivationProof("nobody", challenge, "0".repeat(64)).body(),
            "{}",
            "",
            "no json",
            "{\"algorithm\":\"hmac-sha256\",\"hmac\":7}",
            "{\"algorithm\":\"none\"}",
        }) {
            RawHttp answer = activate(versionTwo(), body);
            assertThat(answer.statusLine()).as(body).matches("HTTP/1.1 4\\d\\d .*");
            readable(answer, 1000);
        }
    }

    @Test
    void c23_a_device_that_waits_may_ask_more_than_twenty_times_a_minute() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertThat(post("/xiaozhi/ota/", Map.of(), USUAL).statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(activate(Map.of(), "{}").statusLine()).startsWith("HTTP/1.1 202 ");
        }
    }

    private static void readable(RawHttp answer, int most) {
        assertThat(answer.bodyBytes()).isPositive().isLessThan(most);
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.bodyBytes()));
        assertThat(answer.headers())
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding"));
    }

    private static Map<String, String> versionTwo() {
        return Map.of("Activation-Version", "2");
    }

    private String signed(String challenge, String key) throws Exception {
        Mac mac256 = Mac.getInstance("HmacSHA256");
        mac256.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
        byte[] hmac = mac256.doFinal(challenge.getBytes(StandardCharsets.UTF_8));
        return new ActivationProof("SN-" + mac, challenge, HexFormat.of().formatHex(hmac)).body();
    }

    private DeviceConfiguration configured() throws Exception {
        return configuration(post("/xiaozhi/ota/", Map.of(), USUAL));
    }

    private static DeviceConfiguration configuration(RawHttp answer) throws Exception {
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.bodyBytes()).isLessThanOrEqualTo(6000);
        return DeviceConfigurations.decode(answer.body());
    }

    private static String token(DeviceConfiguration configuration) {
        DeviceConfiguration.WebSocket where = configuration.webSocket();
        if (where == null) {
            throw new AssertionError("no websocket section");
        }
        return where.token();
    }

    private static DeviceConfiguration.Activation activation(DeviceConfiguration configuration) {
        DeviceConfiguration.Activation activation = configuration.activation();
        if (activation == null) {
            throw new AssertionError("no activation");
        }
        return activation;
    }

    private RawHttp activate(Map<String, String> changed, String body) throws IOException {
        return post("/xiaozhi/ota/activate", changed, body);
    }

    private RawHttp post(String path, Map<String, String> changed, String body) throws IOException {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("Device-Id", mac);
        headers.putAll(changed);
        return RawHttp.post(SERVER.port(), path, "192.0.2.10:8002", headers, body);
    }
}
