package dev.mynah.transport.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialIds;
import dev.mynah.protocol.serial.SerialMessage;
import dev.mynah.session.ControlEvent;
import dev.mynah.session.ControlLinks;
import dev.mynah.session.ControlOutcome;
import dev.mynah.simulator.serial.SerialDeviceSimulator;
import dev.mynah.support.SystemScheduler;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real lines: pseudo-terminals that socat joins in pairs, with a simulated device at the other end. */
class SerialPortsTest {
    private static final Path SOCAT = Path.of("/usr/bin/socat");
    private static final int PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<ControlEvent> events = new LinkedBlockingQueue<>();
    private final ControlLinks links = new ControlLinks(events::add);
    private final SystemScheduler scheduler =
            new SystemScheduler(Thread.ofPlatform().daemon().factory());

    private final Path folder;

    SerialPortsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void needs_socat() {
        assumeTrue(Files.isExecutable(SOCAT), "socat is not installed");
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    /** A pair of lines and the device at one of them; closing it is pulling the plug. */
    private final class Plugged implements AutoCloseable {
        private final Process socat;
        private final FileInputStream in;
        private final FileOutputStream out;
        private final SerialDeviceSimulator device;
        private final Thread running;

        private Plugged(String name, Dialect dialect) throws IOException, InterruptedException {
            Path theirs = folder.resolve(name + "-device");
            socat = new ProcessBuilder(
                            SOCAT.toString(),
                            "pty,raw,echo=0,link=" + folder.resolve(name),
                            "pty,raw,echo=0,link=" + theirs)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(() -> Files.exists(theirs) && Files.exists(folder.resolve(name)));
            in = new FileInputStream(theirs.toFile());
            out = new FileOutputStream(theirs.toFile());
            device = new SerialDeviceSimulator(dialect, in, out, message -> {});
            running = Thread.ofPlatform().daemon().start(device::run);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            socat.destroy();
            socat.waitFor();
            running.join(Duration.ofSeconds(PATIENCE_SECONDS));
            in.close();
            out.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_device_is_registered_commanded_reports_is_unplugged_and_comes_back(Dialect dialect) throws Exception {
        try (SerialPorts ports = ports(dialect, "one")) {
            ports.start();
            try (Plugged plugged = new Plugged("one", dialect)) {
                expect(ControlEvent.Connected.class);
                assertThat(expect(ControlEvent.Reported.class).values()).contains("VOL=50");
                assertThat(command("one", "volume", parameters().put("level", 80)))
                        .isInstanceOf(ControlOutcome.Done.class);
                assertThat(command("one", "volume", parameters().put("level", 800)))
                        .isInstanceOfSatisfying(ControlOutcome.Refused.class, refused -> assertThat(refused.status())
                                .isEqualTo("PARAM"));
                assertThat(command("one", "dance", parameters()))
                        .isInstanceOfSatisfying(ControlOutcome.Refused.class, refused -> assertThat(refused.status())
                                .isEqualTo("UNKNOWN"));
                plugged.device.say(new SerialMessage.Report("TMP", List.of("21.5")));
                assertThat(expect(ControlEvent.Reported.class))
                        .isEqualTo(new ControlEvent.Reported(SerialIds.of("one"), "TMP", List.of("21.5")));
            }
            expect(ControlEvent.Disconnected.class);
            assertThat(links.of(SerialIds.of("one"))).isEmpty();
            try (Plugged again = new Plugged("one", dialect)) {
                expect(ControlEvent.Connected.class);
                assertThat(command("one", "led", parameters().put("state", "ON")))
                        .isInstanceOf(ControlOutcome.Done.class);
                assertThat(again.running.isAlive()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void reports_are_heard_between_noise(Dialect dialect) throws Exception {
        try (SerialPorts ports = ports(dialect, "one");
                Plugged plugged = new Plugged("one", dialect)) {
            ports.start();
            expect(ControlEvent.Connected.class);
            for (int i = 0; i < 20; i++) {
                byte[] noise = {0, (byte) 0xff, '$', (byte) 0xaa, 0x55, '#', 'x'};
                plugged.device.sendRaw(new byte[] {noise[i % noise.length], noise[(i * 3) % noise.length]});
                plugged.device.sendRaw("\r\n".getBytes(US_ASCII));
                plugged.device.say(new SerialMessage.Report("N", List.of(String.valueOf(i))));
            }
            ControlEvent.Reported last = expect(ControlEvent.Reported.class);
            while (!last.values().equals(List.of("19"))) {
                last = expect(ControlEvent.Reported.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "TEXT")
    void several_ports_are_served_at_once(Dialect dialect) throws Exception {
        try (SerialPorts ports = ports(dialect, "one", "two");
                Plugged one = new Plugged("one", dialect);
                Plugged two = new Plugged("two", dialect)) {
            ports.start();
            await(() -> links.of(SerialIds.of("one")).isPresent()
                    && links.of(SerialIds.of("two")).isPresent());
            assertThat(command("one", "volume", parameters().put("level", 1))).isInstanceOf(ControlOutcome.Done.class);
            assertThat(command("two", "volume", parameters().put("level", 2))).isInstanceOf(ControlOutcome.Done.class);
            assertThat(one.running.isAlive() && two.running.isAlive()).isTrue();
        }
    }

    private SerialPorts ports(Dialect dialect, String... names) {
        List<SerialPortOptions> options = java.util.Arrays.stream(names)
                .map(name -> new SerialPortOptions(
                        name,
                        folder.resolve(name).toString(),
                        SerialPortOptions.LineParameters.USUAL,
                        dialect,
                        SerialIds.of(name),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1)))
                .toList();
        return new SerialPorts(
                options,
                links,
                scheduler,
                Thread.ofPlatform().name("serial-", 0).daemon().factory());
    }

    private ControlOutcome command(String port, String command, ObjectNode parameters) throws Exception {
        return links.of(SerialIds.of(port))
                .orElseThrow()
                .send(command, parameters)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next event of a kind; status reports come in between. */
    private <E extends ControlEvent> E expect(Class<E> kind) throws InterruptedException {
        while (true) {
            ControlEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            boolean status = event instanceof ControlEvent.Reported report
                    && report.name().equals("STA")
                    && !report.values().contains("VOL=50");
            if (kind.isInstance(event) && !status) {
                return kind.cast(event);
            }
        }
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 100 && !wanted.getAsBoolean(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        assertThat(wanted.getAsBoolean()).isTrue();
    }
}
