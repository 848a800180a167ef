package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.RawTls;
import dev.mynah.testing.TestCertificates;
import dev.mynah.tls.Authority;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.ServerCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker with TLS, and clients that verify its name too. */
class MqttTlsTest {
    private static final DeviceProfile PROFILE = DeviceProfile.of(new DeviceId("02:00:00:00:00:08"));
    private static final int ECDHE_ECDSA_AES_128_GCM = 0xc02b;
    private static final int ECDHE_ECDSA_AES_128_CBC = 0xc009;

    @TempDir
    Path directory;

    private final Authority authority = TestCertificates.authority();
    private RunningServer server;

    @BeforeEach
    void start() {
        CertificateFiles files = TestCertificates.write(directory, TestCertificates.of(authority));
        server = RunningServer.withFakes(
                "devices.transport=mqtt",
                "http.tls.certificate=" + files.certificate(),
                "http.tls.key=" + files.key(),
                "http.tls.ports=0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_client_that_verifies_comes_in_with_the_credential_of_its_device() throws Exception {
        DeviceConfiguration.Mqtt offered = offered();
        Mqtt5BlockingClient client = client(offered, authority);
        client.connect();
        Afterwards.await(
                "the device",
                () -> server.mqtt().devices().refusedReports() == 0
                        && server.mqtt().broker().sessions() == 1);
        client.disconnect();
    }

    @Test
    void a_client_that_trusts_somebody_else_does_not_come_in() throws Exception {
        DeviceConfiguration.Mqtt offered = offered();
        Authority stranger = TestCertificates.authority();
        assertThatThrownBy(() -> client(offered, stranger).connect()).isInstanceOf(ConnectionFailedException.class);
        assertThat(server.mqtt().broker().sessions()).isZero();
    }

    /** With 8883 firmware insists on a certificate of a public authority, which this one has no way to be. */
    @Test
    void devices_are_still_told_of_the_port_they_can_use() throws Exception {
        assertThat(offered().endpoint()).isEqualTo("127.0.0.1:" + server.mqttPort());
        assertThat(server.mqttTlsPort()).isNotZero().isNotEqualTo(server.mqttPort());
    }

    @Test
    void a_renewed_certificate_is_shown_to_new_clients_while_old_ones_stay() throws Exception {
        DeviceConfiguration.Mqtt offered = offered();
        Mqtt5BlockingClient before = client(offered, authority);
        before.connect();
        Authority other = TestCertificates.authority();
        ServerCertificate second = TestCertificates.of(other);
        TestCertificates.write(directory, second);
        server.lookAtCertificate();
        server.lookAtCertificate();
        Mqtt5BlockingClient after = client(offered, other);
        assertThatThrownBy(() -> client(offered, authority).connect()).isInstanceOf(ConnectionFailedException.class);
        assertThat(before.getState().isConnected()).isTrue();
        before.publishWith()
                .topic("device-server")
                .payload("{}".getBytes(StandardCharsets.UTF_8))
                .send();
        before.disconnect();
        after.connect();
        after.disconnect();
    }

    @Test
    void old_versions_are_refused() throws Exception {
        assertThat(RawTls.greet(server.mqttTlsPort(), RawTls.TLS_1_2, ECDHE_ECDSA_AES_128_GCM))
                .isEqualTo("hello");
        assertThat(RawTls.greet(server.mqttTlsPort(), RawTls.TLS_1_1, ECDHE_ECDSA_AES_128_CBC))
                .as("protocol_version")
                .isEqualTo("alert 70");
    }

    private DeviceConfiguration.Mqtt offered() throws Exception {
        return Objects.requireNonNull(new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)))
                .check(PROFILE, server.otaUrl())
                .mqtt());
    }

    private Mqtt5BlockingClient client(DeviceConfiguration.Mqtt offered, Authority trusted) throws Exception {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(offered.clientId())
                .serverHost("localhost")
                .serverPort(server.mqttTlsPort())
                .simpleAuth()
                .username(offered.username())
                .password(offered.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .sslConfig()
                .trustManagerFactory(trusting(trusted.certificate()))
                .applySslConfig()
                .buildBlocking();
    }

    private static TrustManagerFactory trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
