package dev.mynah.api.system;

import dev.mynah.config.HttpSettings;
import dev.mynah.doctor.AddressCheck;
import dev.mynah.ota.ServerAddress;
import dev.mynah.ota.UsedAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where devices may reach this server, each tried from here: a firewall further on shows only when a device was there.
 * Thread-safe; blocks for two seconds at most.
 */
public final class Addresses {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpSettings http;
    private final Supplier<List<Integer>> ports;
    private final Supplier<List<Integer>> tlsPorts;
    private final UsedAddresses used;
    private final HttpClient client;

    /**
     * An address.
     *
     * @param otaUrl to be entered in a device
     * @param answers whether the server answers there
     * @param loopback whether every device would take it for itself
     * @param lastUsedAt when a device last came by it; null when none did since the start
     * @param configured whether it is {@code http.public-url}
     * @param secureUrl where browsers find the dashboard by https, without which they give no microphone; null without TLS
     */
    public record Address(
            String host,
            String otaUrl,
            boolean answers,
            boolean loopback,
            @Nullable Instant lastUsedAt,
            boolean configured,
            @Nullable String secureUrl) {}

    /**
     * @param ports the server listens on, once it does
     * @param tlsPorts those that speak TLS; none when it is off
     */
    public Addresses(
            HttpSettings http,
            Supplier<List<Integer>> ports,
            Supplier<List<Integer>> tlsPorts,
            UsedAddresses used,
            HttpClient client) {
        this.http = http;
        this.ports = ports;
        this.tlsPorts = tlsPorts;
        this.used = used;
        this.client = client;
    }

    /** The most likely one first. */
    public List<Address> all() {
        List<CompletableFuture<Address>> tried =
                candidates().stream().map(this::tried).toList();
        return tried.stream().map(CompletableFuture::join).toList();
    }

    private List<ServerAddress> candidates() {
        URI publicUrl = http.publicUrl();
        if (publicUrl != null) {
            return List.of(ServerAddress.ofUrl(publicUrl));
        }
        int port = ports.get().getFirst();
        List<InetAddress> own = AddressCheck.candidates(http);
        if (own.isEmpty()) {
            return List.of(new ServerAddress(false, "127.0.0.1", port, ""));
        }
        return own.stream()
                .map(address -> new ServerAddress(false, address.getHostAddress(), port, ""))
                .toList();
    }

    private CompletableFuture<Address> tried(ServerAddress address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.base() + "/health/live"))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> view(address, failure == null && answer.statusCode() == 200));
    }

    private Address view(ServerAddress address, boolean answers) {
        return new Address(
                address.host(),
                address.otaUrl(),
                answers,
                address.onlyHere(),
                used.lastUsed(address.host()).orElse(null),
                http.publicUrl() != null,
                secureUrl(address));
    }

    private @Nullable String secureUrl(ServerAddress address) {
        if (address.secure()) {
            return address.dashboardUrl();
        }
        List<Integer> open = tlsPorts.get();
        return open.isEmpty()
                ? null
                : new ServerAddress(true, address.host(), open.getFirst(), address.path()).dashboardUrl();
    }
}
