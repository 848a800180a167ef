package dev.mynah.api;

import dev.mynah.config.DeviceTransport;
import dev.mynah.ota.ConfigurationRequests;
import dev.mynah.ota.ServerAddress;
import dev.mynah.ota.UsedAddresses;
import dev.mynah.protocol.ota.ActivationProof;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.provisioning.ActivationRequests;
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
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /xiaozhi/ota} and {@code /xiaozhi/ota/}: devices ask with POST for their configuration, people look with GET: browsers
 * get a page, everybody else plain text. Both
 * spellings answer directly because devices follow no redirect (firmware wire contract C3). Below it {@code activate},
 * where devices ask whether somebody has bound them. Thread-safe.
 */
public final class OtaResource {
    private static final Logger log = LoggerFactory.getLogger(OtaResource.class);
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final ConfigurationRequests requests;
    private final ActivationRequests activations;
    private final PublicAddress publicAddress;
    private final ClientAddress clientAddress;
    private final UsedAddresses used;
    private final Executor threads;

    /**
     * @param used told by which address devices came
     * @param threads starts a thread that may wait for each task
     */
    public OtaResource(
            ConfigurationRequests requests,
            ActivationRequests activations,
            PublicAddress publicAddress,
            ClientAddress clientAddress,
            UsedAddresses used,
            Executor threads) {
        this.requests = requests;
        this.activations = activations;
        this.publicAddress = publicAddress;
        this.clientAddress = clientAddress;
        this.used = used;
        this.threads = threads;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        for (String path : List.of("/xiaozhi/ota", "/xiaozhi/ota/")) {
            router.route(HttpMethod.POST, path)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                    .handler(this::configure);
            router.route(HttpMethod.GET, path).handler(this::explain);
        }
        // What devices make of either spelling (contract §2.1).
        for (String path : List.of("/xiaozhi/ota/activate", "/xiaozhi/ota/activate/")) {
            router.route(HttpMethod.POST, path)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                    .handler(this::activate);
        }
    }

    private void configure(RoutingContext context) {
        HttpServerRequest request = context.request();
        DeviceReport report = DeviceReports.read(request::getHeader, body(context));
        Optional<ServerAddress> address = publicAddress.of(request);
        if (report.deviceId() == null) {
            refuseNameless(request);
        } else if (address.isEmpty()) {
            log.warn("A device asked at {}, an address no device can use; set http.public-url", request.authority());
            Answers.text(request.response(), 400, "Devices reach a server by its IPv4 address or name only.\n");
        } else {
            used.used(address.get().host());
            String from = clientAddress.of(request);
            switch (requests.answer(report.deviceId(), report, from, address.get(), wish(request))) {
                case ConfigurationRequests.Configured configured -> {
                    if (configured.configuration().activation() == null) {
                        used.told(report.deviceId(), address.get());
                    }
                    Answers.json(request.response(), 200, DeviceConfigurations.encode(configured.configuration()));
                }
                case ConfigurationRequests.Busy busy -> Answers.text(request.response(), 503, busy.reason() + "\n");
            }
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

    private void activate(RoutingContext context) {
        HttpServerRequest request = context.request();
        String body = body(context);
        DeviceReport report = DeviceReports.read(request::getHeader, body);
        if (report.deviceId() == null) {
            refuseNameless(request);
            return;
        }
        ActivationRequests.Outcome outcome = activations.answer(
                report.deviceId(),
                report.clientId(),
                report.activationVersion(),
                ActivationProof.read(body).orElse(null));
        switch (outcome) {
            case ActivationRequests.Settled settled -> answer(request, settled);
            case ActivationRequests.Deciding deciding ->
                threads.execute(() -> answer(request, deciding.work().get()));
        }
    }

    private static void answer(HttpServerRequest request, ActivationRequests.Settled outcome) {
        switch (outcome) {
            case ActivationRequests.Bound bound -> Answers.text(request.response(), 200, "bound\n");
            case ActivationRequests.Pending pending ->
                Answers.text(request.response(), 202, "waiting for somebody to enter the code\n");
            case ActivationRequests.Unproven unproven ->
                Answers.text(request.response(), 401, unproven.reason() + "\n");
        }
    }

    private static void refuseNameless(HttpServerRequest request) {
        Answers.text(
                request.response(),
                400,
                "The Device-Id header must hold the device's MAC address, aa:bb:cc:dd:ee:ff.\n");
    }

    private static String body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? "" : body.toString(StandardCharsets.UTF_8);
    }

    private void explain(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<ServerAddress> address = publicAddress.of(request);
        if (OtaPage.wanted(request)) {
            OtaPage.show(request, address);
            return;
        }
        String text = address.map(reached -> "Mynah answers configuration requests here.\n"
                        + "Enter this address in your device: " + reached.otaUrl() + "\n"
                        + "Voice channel: " + reached.webSocketUrl() + "\n"
                        + unreachable(reached))
                .orElse("Mynah answers configuration requests here, but no device can use this address:"
                        + " open it by IPv4 address or name.\n");
        Answers.text(request.response(), 200, text);
    }

    private static String unreachable(ServerAddress address) {
        return address.onlyHere()
                ? "A device cannot reach " + address.host()
                        + ": open this page by the address this machine has in your network.\n"
                : "";
    }
}
