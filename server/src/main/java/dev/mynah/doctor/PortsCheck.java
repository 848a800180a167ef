package dev.mynah.doctor;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.RunFile;
import dev.mynah.config.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the ports can be listened on, or already are by this server. */
record PortsCheck(HttpSettings http, Path data) implements Check {
    private static final String SUBJECT = "ports";

    @Override
    public List<Finding> findings() {
        Optional<RunFile> running = Running.on(data);
        TlsSettings tls = http.tls();
        List<Integer> secure = tls == null ? List.of() : tls.ports();
        return Stream.concat(
                        http.ports().stream().map(port -> finding(port, "http.ports", running)),
                        secure.stream().map(port -> finding(port, "http.tls.ports", running)))
                .toList();
    }

    private Finding finding(int port, String key, Optional<RunFile> running) {
        if (running.filter(run -> run.http().contains(port) || run.https().contains(port))
                .isPresent()) {
            return Finding.ok(
                    SUBJECT,
                    "%d is served by this server, process %d"
                            .formatted(port, running.get().pid()));
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), port));
            return Finding.ok(SUBJECT, port == 0 ? "any free one will be taken" : port + " is free");
        } catch (IOException taken) {
            return Finding.fail(
                    SUBJECT,
                    "%d cannot be listened on at %s (%s); stop what uses it (ss -ltnp 'sport = :%d') or change %s"
                            .formatted(port, http.host(), taken.getMessage(), port, key));
        }
    }
}
