package dev.mynah.app;

import dev.mynah.backup.Restoration;
import dev.mynah.config.Configuration;
import dev.mynah.config.DataDirectory;
import dev.mynah.config.RunFile;
import dev.mynah.config.Surroundings;
import dev.mynah.doctor.AddressCheck;
import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.support.SystemScheduler;
import dev.mynah.tls.UnusableCertificateException;
import dev.mynah.transport.http.PortUnavailableException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code mynah start}: runs the server until it is told to stop. */
@Command(name = "start", description = "Run the server.")
final class StartCommand extends ConfiguredCommand {
    private final InstantSource clock;

    StartCommand(Surroundings surroundings, InstantSource clock, PrintStream out) {
        super(surroundings, out);
        this.clock = clock;
    }

    @Override
    int run(Configuration configuration) {
        try {
            Logging.apply(configuration.log());
            try (DataDirectory data = DataDirectory.hold(configuration.data())) {
                Restoration.finish(data.path());
                return run(configuration, data);
            }
        } catch (PortUnavailableException taken) {
            out.println(taken.getMessage());
            out.println("Another program may use it, or another Mynah; see what with: ss -ltnp");
            out.println("Or choose another: ./mynah start --set " + taken.key() + "="
                    + (taken.key().equals("http.ports") ? "8100,8102,8103" : taken.port() + 10_000));
        } catch (UnusableCertificateException unusable) {
            out.println("TLS: " + unusable.getMessage());
            out.println("Mend it, or leave out http.tls.certificate and http.tls.key; ./mynah tls init makes both.");
        } catch (UncheckedIOException unusable) {
            out.println(unusable.getMessage());
        } catch (IOException | TimeoutException | StorageException | NewerDatabaseException failed) {
            out.println(failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private int run(Configuration configuration, DataDirectory data)
            throws IOException, TimeoutException, UnusableCertificateException {
        SystemScheduler scheduler = new SystemScheduler(
                Thread.ofPlatform().name("scheduler").daemon().factory());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Speech speech = SpeechEngines.of(configuration, clock, scheduler, metrics);
        Storage storage = Storage.open(configuration, clock, metrics);
        Access access = access(configuration, storage, scheduler);
        Server server = new Server(configuration, speech, storage, access, scheduler, clock, metrics);
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            List<Integer> ports = server.start();
            Mqtt mqtt = server.mqtt();
            RunFile run = new RunFile(
                    ProcessHandle.current().pid(),
                    Version.CURRENT,
                    ports,
                    server.tlsPorts(),
                    mqtt.port(),
                    mqtt.udpPort(),
                    clock.instant());
            run.write(data.path());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, run, data, stopped), "stop"));
            Optional<String> network =
                    AddressCheck.reachable(configuration.http()).map(InetAddress::getHostAddress);
            new Greeting(configuration, run, speech.description(), access.setupToken(), network).print(out);
            speech.warmUp().run();
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
        return ExitCode.OK;
    }

    private Access access(Configuration configuration, Storage storage, SystemScheduler scheduler) throws IOException {
        try {
            return Access.open(configuration, storage.database(), scheduler, clock);
        } catch (IOException | RuntimeException failed) {
            storage.close();
            throw failed;
        }
    }

    private static void stop(Server server, RunFile run, DataDirectory data, CountDownLatch stopped) {
        server.close();
        try {
            run.remove(data.path());
        } catch (IOException e) {
            // Others see by the process id that it is stale.
        }
        stopped.countDown();
    }
}
