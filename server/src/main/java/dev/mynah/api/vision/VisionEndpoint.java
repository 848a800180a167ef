package dev.mynah.api.vision;

import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.vision.Sight;
import dev.mynah.vision.SightOutcome;
import dev.mynah.vision.VisionPasses;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code POST /xiaozhi/vision/explain}, where devices send a photo and a question about it (firmware wire contract §6.6). The
 * device does not read the answer: at status 200 its body goes to the language model as the tool's result, so whatever the
 * person should hear of is a 200; with every other status the device says no more than that the upload failed.
 *
 * <p>Who has no valid token is refused before anything of the body is read. Thread-safe.
 */
public final class VisionEndpoint implements Handler<HttpServerRequest> {
    /** Where it is. */
    public static final String PATH = "/xiaozhi/vision/explain";

    private final Vertx vertx;
    private final VisionPasses passes;
    private final Sight sight;
    private final RequestDeadlines deadlines;
    private final Duration patience;

    /**
     * @param deadlines give way to that of an upload
     * @param patience for one whole upload
     */
    public VisionEndpoint(
            Vertx vertx, VisionPasses passes, Sight sight, RequestDeadlines deadlines, Duration patience) {
        this.vertx = vertx;
        this.passes = passes;
        this.sight = sight;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /** Whether a path is this one's, in either spelling. */
    public static boolean serves(String path) {
        return path.equals(PATH) || path.equals(PATH + "/");
    }

    @Override
    public void handle(HttpServerRequest request) {
        deadlines.release(request.connection());
        PhotoExchange exchange = new PhotoExchange(vertx, request, patience);
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST");
            exchange.refuse(405, "method_not_allowed", "Devices POST their photos here.");
            return;
        }
        Optional<VisionPasses.Pass> pass =
                passes.check(request.getHeader("Device-Id"), request.getHeader("Authorization"));
        if (pass.isEmpty()) {
            exchange.refuse(401, "unauthorized", "This token is not that of a session of this device.");
            return;
        }
        if (exchange.announcesTooMuch()) {
            exchange.tooLarge();
            return;
        }
        switch (sight.enter(pass.get().device())) {
            case Sight.Refused refused -> exchange.answerEarly(new SightOutcome.Unseen(refused.why()));
            case Sight.Place place -> PhotoUpload.begin(exchange, request, pass.get(), place);
        }
    }
}
