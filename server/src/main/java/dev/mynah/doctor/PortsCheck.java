package dev.mynah.doctor;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.RunFile;
import dev.mynah.config.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the ports can be listened on, or already are by this server. */
record PortsCheck(HttpSettings http, Path data) implements Check {
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
            return Diagnosis.PORT_SERVED.found(
                    Map.of("port", port, "process", running.get().pid()));
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), port));
            return port == 0 ? Diagnosis.PORT_ANY.found() : Diagnosis.PORT_FREE.found(Map.of("port", port));
        } catch (IOException taken) {
            return Diagnosis.PORT_TAKEN.found(Map.of(
                    "port", port, "host", http.host(), "reason", String.valueOf(taken.getMessage()), "key", key));
        }
    }
}
