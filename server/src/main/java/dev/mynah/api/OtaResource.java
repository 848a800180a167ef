package dev.mynah.api;

import dev.mynah.config.DeviceTransport;
import dev.mynah.ota.ConfigurationRequests;
import dev.mynah.ota.ServerAddress;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.transport.http.Answers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /xiaozhi/ota} and {@code /xiaozhi/ota/}: devices ask with POST for their configuration, people look with GET. Both
 * spellings answer directly because devices follow no redirect (firmware wire contract C3). Thread-safe.
 */
public final class OtaResource {
    private static final Logger log = LoggerFactory.getLogger(OtaResource.class);
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final ConfigurationRequests requests;
    private final PublicAddress publicAddress;

    public OtaResource(ConfigurationRequests requests, PublicAddress publicAddress) {
        this.requests = requests;
        this.publicAddress = publicAddress;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        for (String path : List.of("/xiaozhi/ota", "/xiaozhi/ota/")) {
            router.route(HttpMethod.POST, path)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                    .handler(this::configure);
            router.route(HttpMethod.GET, path).handler(this::explain);
        }
    }

    private void configure(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = context.body().buffer();
        DeviceReport report =
                DeviceReports.read(request::getHeader, body == null ? "" : body.toString(StandardCharsets.UTF_8));
        Optional<ServerAddress> address = publicAddress.of(request);
        if (report.deviceId() == null) {
            Answers.text(
                    request.response(),
                    400,
                    "The Device-Id header must hold the device's MAC address, aa:bb:cc:dd:ee:ff.\n");
        } else if (address.isEmpty()) {
            log.warn("A device asked at {}, an address no device can use; set http.public-url", request.authority());
            Answers.text(request.response(), 400, "Devices reach a server by its IPv4 address or name only.\n");
        } else {
            String from = String.valueOf(request.remoteAddress().hostAddress());
            byte[] reply = DeviceConfigurations.encode(
                    requests.answer(report.deviceId(), report, from, address.get(), wish(request)));
            Answers.json(request.response(), 200, reply);
        }
    }

    /** Firmware knows no such wish; virtual devices and people with a command line do. */
    private static @Nullable DeviceTransport wish(HttpServerRequest request) {
        String named = request.getParam("transport");
        for (DeviceTransport transport : DeviceTransport.values()) {
            if (transport.toString().equals(named)) {
                return transport;
            }
        }
        return null;
    }

    private void explain(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<ServerAddress> address = publicAddress.of(request);
        String text = address.map(reached -> "Mynah answers configuration requests here.\n"
                        + "Enter this address in your device: " + reached.otaUrl() + "\n"
                        + "Voice channel: " + reached.webSocketUrl() + "\n"
                        + unreachable(reached))
                .orElse("Mynah answers configuration requests here, but no device can use this address:"
                        + " open it by IPv4 address or name.\n");
        Answers.text(request.response(), 200, text);
    }

    private static String unreachable(ServerAddress address) {
        return address.host().equals("localhost") || address.host().startsWith("127.")
                ? "A device cannot reach " + address.host()
                        + ": open this page by the address this machine has in your network.\n"
                : "";
    }
}
