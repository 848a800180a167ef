package dev.mynah.app;

import dev.mynah.api.vision.VisionEndpoint;
import dev.mynah.config.CameraSettings;
import dev.mynah.config.Configuration;
import dev.mynah.ota.ServerAddress;
import dev.mynah.ota.UsedAddresses;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionListener;
import dev.mynah.support.Scheduler;
import dev.mynah.tool.Eyes;
import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.vision.Sight;
import dev.mynah.vision.SightOutcome;
import dev.mynah.vision.VisionPasses;
import dev.mynah.voice.llm.VisionModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Questions about what devices see, put together. Thread-safe. */
final class Vision {
    private static final String NO_ADDRESS =
            "The server does not know by which address this device reaches it. Restart the device, or set http.public-url.";

    private final VisionPasses passes;
    private final Sight sight;
    private final UsedAddresses used;
    private final @Nullable URI publicUrl;
    private final CameraSettings camera;

    Vision(
            Configuration configuration,
            UsedAddresses used,
            Supplier<Optional<VisionModel>> model,
            Scheduler scheduler,
            SecureRandom random) {
        this.camera = configuration.camera();
        this.passes = new VisionPasses(random);
        this.sight =
                new Sight(model, scheduler, Thread.ofVirtual().name("look-", 0).factory(), camera.photos());
        this.used = used;
        this.publicUrl = configuration.http().publicUrl();
    }

    /** What a session's device is told. */
    Eyes eyes(DeviceSession session, Locale language) {
        return () -> {
            if (!sight.possible()) {
                return new Eyes.Photos.Unwanted(SightOutcome.Why.NO_MODEL.words());
            }
            return base(session)
                    .<Eyes.Photos>map(base -> new Eyes.Photos.Wanted(
                            new JsonRpc.Vision(base + VisionEndpoint.PATH, passes.issue(session, language))))
                    .orElseGet(() -> new Eyes.Photos.Unwanted(NO_ADDRESS));
        };
    }

    /**
     * What the operator says, else where the device asked for its configuration since the server started, which firmware does
     * whenever it boots and with the port; else what its wire has seen. A broker sees nothing of it.
     */
    private Optional<String> base(DeviceSession session) {
        return Optional.ofNullable(publicUrl)
                .map(ServerAddress::ofUrl)
                .or(() -> used.of(session.deviceId()))
                .map(ServerAddress::base)
                .or(session.link()::reachedAt);
    }

    /** Ends what was granted for a session with it. */
    SessionListener listener() {
        return passes;
    }

    VisionEndpoint endpoint(Vertx vertx, RequestDeadlines deadlines) {
        return new VisionEndpoint(vertx, passes, sight, deadlines, camera.uploadTimeout());
    }

    void measure(MeterRegistry metrics) {
        metrics.gauge("mynah.vision.looking", sight, Sight::looking);
        metrics.gauge("mynah.vision.passes", passes, VisionPasses::size);
    }
}
