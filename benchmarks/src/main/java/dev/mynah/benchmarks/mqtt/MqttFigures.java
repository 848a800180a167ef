package dev.mynah.benchmarks.mqtt;

import dev.mynah.support.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the broker beside a Mosquitto of this machine, and the whole server with devices on its broker. */
public final class MqttFigures {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
    private static final int WARM_UP = 100_000;
    private static final int MESSAGES = 200_000;
    private static final int RUNS = 5;

    private MqttFigures() {}

    /**
     * Measures everything and prints it; about two minutes.
     *
     * @param other the port and the process identifier of one more broker that runs already and lets everybody in, with
     *     a comma between, or null
     */
    public static void run(@Nullable String other, PrintStream out) throws IOException, InterruptedException {
        out.println("| broker | QoS | messages per second: min | median | max | CPU us per message: median |");
        out.println("|---|---:|---:|---:|---:|---:|");
        int port = Forked.freePort();
        try (Forked ours = Forked.java(BrokerProgram.class.getName(), port, String.valueOf(port))) {
            rows("ours", ours.handle(), port, out);
        }
        if (Files.isExecutable(MOSQUITTO)) {
            mosquitto(out);
        } else {
            out.println("(Mosquitto is not installed)");
        }
        if (other != null) {
            another(other, out);
        }
        UdpEcho.run(out);
        ServerFigures.run(out);
    }

    private static void mosquitto(PrintStream out) throws IOException, InterruptedException {
        int port = Forked.freePort();
        try (TemporaryDirectory directory = TemporaryDirectory.makeIn(Path.of("."), ".mosquitto-")) {
            Path file = directory.path().resolve("mosquitto.conf").toAbsolutePath();
            Files.writeString(
                    file,
                    "listener " + port + " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
                            + "max_inflight_messages 0\nset_tcp_nodelay true\n");
            try (Forked other = Forked.start(List.of(MOSQUITTO.toString(), "-c", file.toString()), port)) {
                rows("Mosquitto", other.handle(), port, out);
            }
        }
    }

    private static void another(String portAndProcess, PrintStream out) throws IOException, InterruptedException {
        String[] parts = portAndProcess.split(",", 2);
        long pid = Long.parseLong(parts[1]);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new IOException("There is no process " + pid));
        rows("the other", process, Integer.parseInt(parts[0]), out);
    }

    private static void rows(String name, ProcessHandle broker, int port, PrintStream out)
            throws IOException, InterruptedException {
        for (int qos = 0; qos <= 1; qos++) {
            Throughput.run(broker, port, qos, WARM_UP);
            double[] rates = new double[RUNS];
            double[] costs = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                Throughput.Result result = Throughput.run(broker, port, qos, MESSAGES);
                rates[run] = result.perSecond();
                costs[run] = result.cpuMicros();
            }
            Arrays.sort(rates);
            Arrays.sort(costs);
            out.printf(
                    "| %s | %d | %.0f | %.0f | %.0f | %.1f |%n",
                    name, qos, rates[0], rates[RUNS / 2], rates[RUNS - 1], costs[RUNS / 2]);
        }
    }
}
