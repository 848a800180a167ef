package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.AuthorizationServer;
import dev.mynah.testing.ContractClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that goes away. */
class OidcAwayTest {
    private final Path directory;

    OidcAwayTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void without_the_provider_the_server_starts_says_so_and_takes_passwords() throws Exception {
        try (AuthorizationServer provider = new AuthorizationServer(directory)) {
            try (RunningServer server = OidcTest.serverFor(provider.issuer(), AuthorizationServer.SECRET);
                    Browser browser = new Browser(server)) {
                URI callback = browser.atProvider("ada", "/");
                provider.close();
                assertThat(browser.visit(callback).getQuery()).isEqualTo("problem=oidc-unavailable");
            }
            try (RunningServer server = OidcTest.serverFor(provider.issuer(), AuthorizationServer.SECRET);
                    ContractClient client = OidcTest.client(server)) {
                ContractClient.Answer away = client.call("startOidc").send();
                assertThat(away.error()).isEqualTo("UNAVAILABLE");
                assertThat(client.call("createOwner")
                                .json("{\"token\":\"%s\",\"username\":\"olga\",\"password\":\"seven green parrots\"}"
                                        .formatted(server.setupToken()))
                                .send()
                                .status())
                        .isEqualTo(201);
            }
        }
    }
}
