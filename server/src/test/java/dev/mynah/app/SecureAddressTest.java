package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.TestCertificates;
import dev.mynah.tls.CertificateFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever came by plain http, where browsers give no microphone, is told where there is https. */
class SecureAddressTest {
    @Test
    void without_tls_there_is_none() {
        try (RunningServer server = RunningServer.withFakes()) {
            assertThat(first(server).path("secure_url").isNull()).isTrue();
        }
    }

    @Test
    void with_tls_it_is_the_same_host_on_the_port_that_speaks_it(@TempDir Path directory) throws Exception {
        CertificateFiles files = TestCertificates.write(directory, TestCertificates.of(TestCertificates.authority()));
        try (RunningServer server = RunningServer.withFakes(
                "http.tls.certificate=" + files.certificate(), "http.tls.key=" + files.key(), "http.tls.ports=0")) {
            JsonNode address = first(server);
            assertThat(address.path("secure_url").asText())
                    .isEqualTo("https://" + address.path("host").asText() + ":" + server.tlsPort() + "/");
        }
    }

    @Test
    void a_public_address_with_https_is_it_itself() {
        try (RunningServer server = RunningServer.withFakes("http.public-url=https://voice.example:1/bird")) {
            assertThat(first(server).path("secure_url").asText()).isEqualTo("https://voice.example:1/bird/");
        }
    }

    private static JsonNode first(RunningServer server) {
        try (ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer())) {
            String token = client.firstOwner(server.setupToken());
            return client.call("listSystemAddresses").as(token).send().data().at("/items/0");
        }
    }
}
