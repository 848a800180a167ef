package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.BareHttp;
import dev.mynah.testing.RawTls;
import dev.mynah.testing.TestCertificates;
import dev.mynah.testing.WireDevice;
import dev.mynah.tls.Authority;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.ServerCertificate;
import dev.mynah.tls.UnusableCertificateException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with TLS, and clients that verify. */
class TlsServerTest {
    private static final int ECDHE_ECDSA_AES_128_GCM = 0xc02b;
    private static final int ECDHE_ECDSA_AES_128_CBC = 0xc009;
    private static final int RSA_AES_128_GCM = 0x009c;

    @TempDir
    Path directory;

    private final Authority authority = TestCertificates.authority();
    private final ServerCertificate first = TestCertificates.of(authority);
    private final SSLContext trusting = TestCertificates.trusting(authority.certificate());

    private RunningServer with(ServerCertificate certificate, String hsts) {
        return with(TestCertificates.write(directory, certificate), hsts);
    }

    private static RunningServer with(CertificateFiles files, String hsts) {
        return RunningServer.withFakes(
                "devices.activation=false",
                "http.tls.certificate=" + files.certificate(),
                "http.tls.key=" + files.key(),
                "http.tls.ports=0",
                "http.tls.hsts=" + hsts);
    }

    @Test
    void a_client_that_trusts_the_authority_is_served_as_on_the_plain_ports() throws Exception {
        try (RunningServer server = with(first, "false");
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.tlsPort() + "/xiaozhi/ota/"))
                            .header("Device-Id", "02:00:00:00:00:01")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).contains("wss://localhost:" + server.tlsPort() + "/xiaozhi/v1/");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(live(server).status()).isEqualTo(200);
        }
    }

    @Test
    void a_conversation_runs_over_wss() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (RunningServer server = with(first, "false");
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .header("Device-Id", "02:00:00:00:00:01")
                    .header("Client-Id", "test")
                    .header("Protocol-Version", "1")
                    .buildAsync(URI.create("wss://localhost:" + server.tlsPort() + "/xiaozhi/v1/"), new Listener(heard))
                    .get(20, TimeUnit.SECONDS);
            socket.sendText(WireDevice.HELLO, true).get(20, TimeUnit.SECONDS);
            await(heard, "\"type\":\"hello\"");
            socket.sendText("{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"what time is it\"}", true)
                    .get(20, TimeUnit.SECONDS);
            await(heard, "\"state\":\"start\"");
            await(heard, "audio");
            await(heard, "\"state\":\"stop\"");
            socket.abort();
        }
    }

    @Test
    void old_versions_and_weak_ciphers_are_refused() throws IOException {
        try (RunningServer server = with(first, "false")) {
            assertThat(RawTls.greet(server.tlsPort(), RawTls.TLS_1_2, ECDHE_ECDSA_AES_128_GCM))
                    .isEqualTo("hello");
            assertThat(RawTls.greet(server.tlsPort(), RawTls.TLS_1_1, ECDHE_ECDSA_AES_128_CBC))
                    .as("protocol_version")
                    .isEqualTo("alert 70");
            assertThat(RawTls.greet(server.tlsPort(), RawTls.TLS_1_2, ECDHE_ECDSA_AES_128_CBC, RSA_AES_128_GCM))
                    .as("handshake_failure")
                    .isEqualTo("alert 40");
        }
    }

    @Test
    void every_strong_cipher_is_spoken_and_the_one_that_the_client_likes_best_chosen() throws Exception {
        try (RunningServer server = with(first, "false")) {
            for (String suite : List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
                try (SSLSocket socket = connect(server, suite)) {
                    assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
                }
            }
            try (SSLSocket socket = connect(server, "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384")) {
                assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
            }
        }
    }

    @Test
    void an_rsa_certificate_serves_too() throws Exception {
        ServerCertificate rsa = TestCertificates.selfSigned(TestCertificates.keys("RSA", 2048), "SHA256withRSA");
        SSLContext trustingIt = TestCertificates.trusting(rsa.own());
        try (RunningServer server = with(rsa, "false");
                SSLSocket socket =
                        (SSLSocket) trustingIt.getSocketFactory().createSocket("127.0.0.1", server.tlsPort())) {
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
            socket.startHandshake();
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(rsa.own());
        }
    }

    @Test
    void a_renewed_certificate_is_shown_to_new_clients_while_old_ones_stay() throws Exception {
        ServerCertificate second = TestCertificates.of(authority);
        try (RunningServer server = with(first, "false")) {
            try (SSLSocket before = connect(server)) {
                assertThat(ask(before)).startsWith("HTTP/1.1 200");
                TestCertificates.write(directory, second);
                server.lookAtCertificate();
                server.lookAtCertificate();
                assertThat(shown(server)).isEqualTo(second.own());
                assertThat(ask(before)).as("the connection from before").startsWith("HTTP/1.1 200");
                assertThat(before.getSession().getPeerCertificates()[0]).isEqualTo(first.own());
            }
            Files.writeString(directory.resolve("server.key"), "broken");
            server.lookAtCertificate();
            server.lookAtCertificate();
            assertThat(shown(server)).as("the last that could be used").isEqualTo(second.own());
        }
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_stops_the_start() {
        CertificateFiles files = TestCertificates.write(
                directory, first.chain(), TestCertificates.of(authority).key());
        assertThatThrownBy(() -> with(files, "false")).hasCauseInstanceOf(UnusableCertificateException.class);
    }

    @Test
    void an_expired_certificate_keeps_nobody_from_the_plain_ports_nor_those_who_do_not_verify() throws Exception {
        try (RunningServer server = with(TestCertificates.of(authority, Duration.ofDays(900)), "false")) {
            assertThat(live(server).status()).isEqualTo(200);
            assertThat(RawTls.greet(server.tlsPort(), RawTls.TLS_1_2, ECDHE_ECDSA_AES_128_GCM))
                    .isEqualTo("hello");
            assertThatThrownBy(() -> connect(server)).hasStackTraceContaining("NotAfter");
            assertThat(server.metrics()
                            .get("mynah.tls.certificate.seconds.left")
                            .gauge()
                            .value())
                    .isNegative();
        }
    }

    @Test
    void browsers_are_told_to_stay_with_tls_only_when_that_is_asked_for() throws Exception {
        try (RunningServer server = with(first, "true");
                SSLSocket socket = connect(server)) {
            assertThat(ask(socket)).contains("Strict-Transport-Security: max-age=31536000");
            assertThat(live(server).head()).doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void what_is_no_tls_gets_no_answer_and_does_no_harm() throws Exception {
        try (RunningServer server = with(first, "false")) {
            try (Socket socket = BareHttp.connect(server.tlsPort())) {
                BareHttp.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).doesNotContain("HTTP/1.1 200");
            }
            assertThat(shown(server)).isEqualTo(first.own());
        }
    }

    private static BareHttp.Answer live(RunningServer server) throws IOException {
        return BareHttp.ask(server.port(), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private Certificate shown(RunningServer server) throws IOException {
        try (SSLSocket socket = connect(server)) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** A handshake by a client that verifies the name too, without remembering earlier ones. */
    private SSLSocket connect(RunningServer server, String... suites) throws IOException {
        SSLContext fresh = TestCertificates.trusting(authority.certificate());
        SSLSocket socket = (SSLSocket) fresh.getSocketFactory().createSocket("localhost", server.tlsPort());
        socket.setSoTimeout(20_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        if (suites.length > 0) {
            socket.setEnabledCipherSuites(suites);
        }
        socket.startHandshake();
        return socket;
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("live\n") < 0) {
            int next = in.read();
            assertThat(next).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static void await(BlockingQueue<String> heard, String wanted) throws InterruptedException {
        String next = heard.poll(20, TimeUnit.SECONDS);
        while (next != null && !next.contains(wanted)) {
            next = heard.poll(20, TimeUnit.SECONDS);
        }
        assertThat(next).as(wanted).isNotNull();
    }

    private record Listener(BlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
            heard.add("audio");
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
