package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.Contract;
import dev.mynah.config.Surroundings;
import dev.mynah.secret.KeyFile;
import dev.mynah.secret.MasterKeys;
import dev.mynah.testing.ContractClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccessCommandsTest {
    private final Path home;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    AccessCommandsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void an_owner_who_lost_the_password_gets_in_again_while_the_server_runs() {
        try (RunningServer server = RunningServer.withFakes();
                ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer())) {
            String body = "{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"%s\"}";
            client.call("createOwner")
                    .json(body.formatted(server.setupToken(), "seven green parrots"))
                    .send();
            assertThat(client.call("resetOwner")
                            .json(body.formatted("x", "ten grey parrots"))
                            .send()
                            .status())
                    .isEqualTo(404);
            assertThat(run("reset-owner", "--set", "data=" + server.data())).isZero();
            String token = output().lines().skip(1).findFirst().orElseThrow().strip();
            assertThat(client.call("resetOwner")
                            .json(body.formatted(token, "ten grey parrots"))
                            .send()
                            .data()
                            .path("user")
                            .path("username")
                            .asText())
                    .isEqualTo("ada");
            assertThat(client.call("login")
                            .json("{\"username\":\"ada\",\"password\":\"ten grey parrots\"}")
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void without_a_server_there_is_nothing_to_reset() {
        assertThat(run("reset-owner", "--set", "data=" + home.resolve("nowhere")))
                .isNotZero();
        assertThat(output()).contains("There is no server in");
        assertThat(home.resolve("nowhere")).doesNotExist();
    }

    @Test
    void where_there_is_no_owner_yet_nothing_is_reset_and_the_token_that_makes_one_is_shown() {
        try (RunningServer server = RunningServer.withFakes();
                ContractClient client = client(server)) {
            assertThat(run("reset-owner", "--set", "data=" + server.data())).isNotZero();
            assertThat(output())
                    .contains("has no owner yet", server.setupToken(), "/setup", "setup-token")
                    .doesNotContain("gives an owner another password");
            assertThat(server.data().resolve("owner-reset")).doesNotExist();
            makeOwner(client, server);
            assertThat(run("reset-owner", "--set", "data=" + server.data())).isZero();
        }
    }

    @Test
    void the_token_of_a_server_in_the_background_is_shown_until_there_is_an_owner() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                ContractClient client = client(server)) {
            assertThat(run("setup-token", "--set", "data=" + server.data())).isZero();
            assertThat(output()).contains(server.setupToken(), "/setup");
            makeOwner(client, server);
            assertThat(run("setup-token", "--set", "data=" + server.data())).isNotZero();
            assertThat(output()).contains("has an owner", "reset-owner").doesNotContain(server.setupToken());
        }
        assertThat(run("setup-token", "--set", "data=" + home.resolve("nowhere")))
                .isNotZero();
        assertThat(output()).contains("There is no server in");
    }

    @Test
    void a_token_that_this_user_may_not_read_is_no_riddle() throws Exception {
        // A directory in the file's place stands for any file that cannot be read; root may read every other.
        Files.createDirectories(home.resolve("data/setup-token"));
        assertThat(run("setup-token")).isNotZero();
        assertThat(output()).contains("cannot be read", "as the user who runs the server");
    }

    @Test
    void a_new_key_is_put_before_the_one_there_is() throws Exception {
        Path file = home.resolve("data/keys/master.key");
        Files.createDirectories(home.resolve("data"));
        assertThat(run("new-key")).isNotZero();
        assertThat(output()).contains("the first start makes one");
        MasterKeys before = new KeyFile(file).create(new SecureRandom());
        assertThat(run("new-key")).isZero();
        MasterKeys after = new KeyFile(file).read().orElseThrow();
        assertThat(after.keys()).hasSize(2).contains(before.current());
        assertThat(after.current()).isNotEqualTo(before.current());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(output()).contains(after.current().id());
    }

    @Test
    void after_a_new_key_what_was_sealed_is_sealed_anew_logins_go_on_and_the_old_key_can_go() throws Exception {
        String data = "data=" + Files.createDirectories(home.resolve("data"));
        String cookie;
        try (RunningServer server = RunningServer.withFakes(data);
                ContractClient client = client(server)) {
            ContractClient.Answer owner = client.call("createOwner")
                    .json("{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"seven green parrots\"}"
                            .formatted(server.setupToken()))
                    .send();
            cookie = owner.headers().allValues("Set-Cookie").getFirst().split(";")[0];
            client.call("createProvider")
                    .as(owner.data().path("access_token").asText())
                    .json("{\"name\":\"cloud\",\"base_url\":\"http://127.0.0.1:9/v1\",\"api_key\":\"sk-abcdefgh\","
                            + "\"uses\":[\"chat\"],\"chat_model\":\"m\"}")
                    .send();
        }
        Path file = home.resolve("data/keys/master.key");
        String before = new KeyFile(file).read().orElseThrow().current().id();
        assertThat(sealedKey()).startsWith("s1." + before + ".").doesNotContain("abcdefgh");
        assertThat(run("new-key")).isZero();
        MasterKeys both = new KeyFile(file).read().orElseThrow();
        try (RunningServer server = RunningServer.withFakes(data);
                ContractClient client = client(server)) {
            assertThat(client.call("readMe").header("Cookie", cookie).send().status())
                    .isEqualTo(200);
        }
        assertThat(sealedKey()).startsWith("s1." + both.current().id() + ".");
        new KeyFile(file).replace(new MasterKeys(both.keys().subList(0, 1)));
        try (RunningServer server = RunningServer.withFakes(data);
                ContractClient client = client(server)) {
            assertThat(client.call("readMe").header("Cookie", cookie).send().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_key_in_the_environment_is_left_to_who_put_it_there() {
        Surroundings surroundings = new Surroundings(
                Map.of("MYNAH_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                home,
                home,
                ZoneId.of("UTC"));
        assertThat(new CommandLine(
                                new NewKeyCommand(surroundings, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                        .execute())
                .isNotZero();
        assertThat(output()).contains("MYNAH_MASTER_KEY").doesNotContain("AAECAw");
    }

    private String sealedKey() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/mynah.db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sealed_key FROM provider")) {
            return rows.getString(1);
        }
    }

    private static void makeOwner(ContractClient client, RunningServer server) {
        client.call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"seven green parrots\"}"
                        .formatted(server.setupToken()))
                .send();
    }

    private static ContractClient client(RunningServer server) {
        return new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
    }

    private int run(String command, String... arguments) {
        printed.reset();
        Surroundings surroundings = new Surroundings(Map.of(), home, home, ZoneId.of("UTC"));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        CommandLine line =
                switch (command) {
                    case "new-key" -> new CommandLine(new NewKeyCommand(surroundings, out));
                    case "setup-token" -> new CommandLine(new SetupTokenCommand(surroundings, out));
                    default -> new CommandLine(new ResetOwnerCommand(surroundings, InstantSource.system(), out));
                };
        return line.execute(arguments);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
