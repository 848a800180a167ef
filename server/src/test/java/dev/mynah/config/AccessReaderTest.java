package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessReaderTest {
    private final Path home;

    AccessReaderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void without_keys_there_is_no_provider_and_the_master_key_is_beside_the_data() throws Exception {
        AccessSettings settings = load();
        assertThat(settings.oidc()).isNull();
        assertThat(settings.keyFile()).isNull();
        assertThat(settings.auditRetention()).isEqualTo(Duration.ofDays(400));
        assertThat(settings.sessionIdle()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void a_provider_takes_an_issuer_and_a_client_id() throws Exception {
        OidcSettings oidc = Objects.requireNonNull(load(
                        "access.oidc.issuer=https://id.example.org/realms/home",
                        "access.oidc.client-id=mynah",
                        "access.oidc.client-secret=hush",
                        "access.oidc.scopes=profile,groups",
                        "access.oidc.role-claim=realm_access.roles",
                        "access.oidc.roles.admin=voice-admins,root",
                        "access.oidc.default-role=none")
                .oidc());
        assertThat(oidc.scopes()).containsExactly("openid", "profile", "groups");
        assertThat(oidc.roles())
                .containsEntry(ForeignRole.ADMIN, List.of("voice-admins", "root"))
                .containsEntry(ForeignRole.VIEWER, List.of("viewer"))
                .doesNotContainKey(ForeignRole.NONE);
        assertThat(oidc.defaultRole()).isEqualTo(ForeignRole.NONE);
        assertThat(oidc.toString()).doesNotContain("hush");
    }

    @Test
    void what_cannot_work_is_named() {
        refused("access.oidc.client-id does nothing without", "access.oidc.client-id=mynah");
        refused("needs access.oidc.client-id", "access.oidc.issuer=https://id.example.org");
        refused("must begin with https://", "access.oidc.issuer=http://id.example.org", "access.oidc.client-id=mynah");
        refused(
                "'owner' is no role a provider may give",
                "access.oidc.issuer=https://id.example.org",
                "access.oidc.client-id=mynah",
                "access.oidc.roles.owner=boss");
        refused(
                "access.oidc.client-secret: the environment variable NONE is not set",
                "access.oidc.issuer=https://id.example.org",
                "access.oidc.client-id=mynah",
                "access.oidc.client-secret=${ENV:NONE}");
        refused("access.audit-retention", "access.audit-retention=1h");
    }

    @Test
    void a_provider_on_this_machine_may_do_without_tls() throws Exception {
        for (String issuer : List.of("http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1/realms/x")) {
            assertThat(load("access.oidc.issuer=" + issuer, "access.oidc.client-id=mynah")
                            .oidc())
                    .isNotNull();
        }
    }

    @Test
    void the_master_key_is_no_configuration_key_and_its_variable_no_mistake() throws Exception {
        Surroundings surroundings = new Surroundings(Map.of("MYNAH_MASTER_KEY", "x"), home, home, ZoneId.of("UTC"));
        assertThat(new ConfigurationLoader(surroundings).load(null, List.of()).overridden())
                .isEmpty();
        assertThat(load("secrets.key-file=my.key").keyFile()).isEqualTo(home.resolve("my.key"));
    }

    private AccessSettings load(String... assignments) throws Exception {
        Files.createDirectories(home);
        Surroundings surroundings = new Surroundings(Map.of(), home, home, ZoneId.of("UTC"));
        return new ConfigurationLoader(surroundings)
                .load(null, List.of(assignments))
                .access();
    }

    private void refused(String message, String... assignments) {
        assertThatThrownBy(() -> load(assignments))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message.replace(" does nothing", ": does nothing"));
    }
}
