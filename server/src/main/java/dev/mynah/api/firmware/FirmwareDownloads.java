package dev.mynah.api.firmware;

import dev.mynah.firmware.DownloadAddresses;
import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareLibrary;
import dev.mynah.protocol.DeviceId;
import dev.mynah.transport.http.Answers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /xiaozhi/firmware/...}: where devices fetch the image they were told of. They send nothing but the address, follow no
 * redirect, ask for no part and take no chunks (firmware wire contract §3, C24); so the signed address is the proof, and the
 * answer is the whole file with its length. Thread-safe.
 */
public final class FirmwareDownloads {
    private static final Logger log = LoggerFactory.getLogger(FirmwareDownloads.class);
    private static final String RETRY_SECONDS = "60";

    private final Vertx vertx;
    private final FirmwareLibrary library;
    private final DownloadAddresses addresses;
    private final DownloadPlaces places;
    private final Duration stall;
    private final Executor threads;

    /**
     * @param most that fetch at once
     * @param stall longest time in which a device takes nothing
     * @param threads starts a thread that may wait for each task
     */
    public FirmwareDownloads(
            Vertx vertx,
            FirmwareLibrary library,
            DownloadAddresses addresses,
            int most,
            Duration stall,
            Executor threads) {
        this.vertx = vertx;
        this.library = library;
        this.addresses = addresses;
        this.places = new DownloadPlaces(most);
        this.stall = stall;
        this.threads = threads;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.route(DownloadAddresses.BEGINNING + "*").handler(context -> handle(context.request()));
    }

    /** How many devices fetch at the moment. */
    public int underWay() {
        return places.inUse();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Allow", "GET, HEAD");
            Answers.text(response, 405, "Firmware is fetched with GET.\n");
            return;
        }
        switch (addresses.read(String.valueOf(request.path()))) {
            case DownloadAddresses.Unknown unknown -> nothing(response);
            case DownloadAddresses.Expired expired ->
                Answers.text(
                        response,
                        403,
                        "This address has expired; the device is given a new one when it asks for its configuration.\n");
            case DownloadAddresses.Good good ->
                library.find(good.imageId())
                        .ifPresentOrElse(image -> serve(request, image, good.device()), () -> nothing(response));
        }
    }

    private static void nothing(HttpServerResponse response) {
        Answers.text(response, 404, "There is no firmware at this address.\n");
    }

    private void serve(HttpServerRequest request, FirmwareImage image, DeviceId device) {
        Context loop = vertx.getOrCreateContext();
        if (request.method().equals(HttpMethod.HEAD)) {
            head(request.response(), image);
            request.response().end();
        } else if (places.take(device)) {
            threads.execute(() -> {
                try {
                    send(loop, request, image, device);
                } finally {
                    places.giveBack(device);
                }
            });
        } else {
            request.response().putHeader("Retry-After", RETRY_SECONDS);
            Answers.text(
                    request.response(),
                    503,
                    "As many devices fetch firmware as may at once (firmware.downloads). Try again in a minute.\n");
        }
    }

    private void send(Context loop, HttpServerRequest request, FirmwareImage image, DeviceId device) {
        HttpServerResponse response = request.response();
        Optional<InputStream> opened = open(library.files().of(image.id()), image);
        if (opened.isEmpty()) {
            loop.runOnContext(now -> nothing(response));
            return;
        }
        FileSending sending = new FileSending(loop, response, stall);
        try (InputStream file = opened.get()) {
            loop.runOnContext(now -> head(response, image));
            if (sending.send(file)) {
                log.info("{} fetched firmware {} for {}", device, image.version(), image.board());
            }
        } catch (IOException failed) {
            log.warn("Firmware image {} cannot be read to its end: {}", image.id(), failed.toString());
            sending.hangUp();
        }
    }

    private static Optional<InputStream> open(Path file, FirmwareImage image) {
        try {
            if (Files.size(file) == image.size()) {
                return Optional.of(Files.newInputStream(file));
            }
            log.warn("The file of firmware image {} has not the size it was uploaded with", image.id());
        } catch (IOException missing) {
            log.warn("The file of firmware image {} cannot be opened: {}", image.id(), missing.toString());
        }
        return Optional.empty();
    }

    private static void head(HttpServerResponse response, FirmwareImage image) {
        response.setStatusCode(200)
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Length", Long.toString(image.size()));
    }
}
