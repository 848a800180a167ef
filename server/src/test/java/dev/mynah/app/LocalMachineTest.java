package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.Contract;
import dev.mynah.simulator.cli.Commands;
import dev.mynah.testing.ContractClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** On the server's own machine virtual devices need nobody; elsewhere they show their code and wait. */
class LocalMachineTest {
    private final RunningServer server = RunningServer.withActivation();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void sayWhereTheServerIs() throws Exception {
        Files.writeString(server.data().resolve("run.json"), "{\"pid\":1,\"http\":[" + server.port() + "]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void simulated_devices_are_bound_connect_and_come_back() {
        assertThat(simulate()).as(err::toString).isZero();
        assertThat(server.fleet().registry().size()).isEqualTo(5);
        assertThat(server.actions()).hasSize(5).containsOnly("device.bound");
        assertThat(simulate()).as(err::toString).isZero();
        assertThat(server.actions()).as("they are bound already").hasSize(5);
    }

    @Test
    void talk_to_a_server_elsewhere_shows_the_code_and_goes_on_once_it_is_entered() throws Exception {
        server.model().says("Hello.");
        Thread talking = Thread.ofVirtual()
                .start(() -> run(
                        "talk",
                        "hello",
                        "--server",
                        "http://127.0.0.1:" + server.port(),
                        "--out",
                        server.data().resolve("a.wav").toString()));
        Afterwards.await("the code", () -> err.toString().contains("Enter the code "));
        assertThat(err.toString()).contains(" at http://127.0.0.1:" + server.port() + "/ under Devices");
        server.bind(err.toString().replaceFirst("(?s).*Enter the code (\\d{6}).*", "$1"));
        talking.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(out.toString()).contains("answer  Hello.");
    }

    @Test
    void the_local_credential_binds_and_does_nothing_else() throws Exception {
        String credential =
                Files.readString(server.data().resolve("local-credential")).strip();
        assertThat(simulate()).as(err::toString).isZero();
        try (ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer())) {
            assertThat(client.call("listDevices").as(credential).send().status())
                    .isEqualTo(403);
            assertThat(client.call("deleteDevice")
                            .path("device_id", "02:00:5e:00:00:00")
                            .as(credential)
                            .send()
                            .status())
                    .isEqualTo(403);
            assertThat(client.call("bindDevice")
                            .as(credential)
                            .json("{\"code\":\"000000\"}")
                            .send()
                            .error())
                    .isEqualTo("WRONG_CODE");
        }
    }

    private int simulate() {
        return run(
                "simulate",
                "--devices",
                "5",
                "--talking",
                "0",
                "--seconds",
                "0",
                "--data",
                server.data().toString());
    }

    private int run(String... arguments) {
        CommandLine line = Commands.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
