package dev.mynah.app;

import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.Api;
import dev.mynah.api.ApiLimits;
import dev.mynah.api.ApiRoutes;
import dev.mynah.api.Authentication;
import dev.mynah.api.ClientAddress;
import dev.mynah.api.ContractResource;
import dev.mynah.api.RememberedAnswers;
import dev.mynah.api.Resource;
import dev.mynah.api.SlowBodies;
import dev.mynah.api.contract.Contract;
import dev.mynah.support.RandomIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the REST interface together. */
final class RestInterface {
    private static final Logger log = LoggerFactory.getLogger(RestInterface.class);
    private static final int REMEMBERED_KEYS = 10_000;
    private static final ApiLimits LIMITS = new ApiLimits(256, 64L << 20);
    private static final RandomIds REQUEST_IDS = new RandomIds("req_", 10, new SecureRandom());

    private RestInterface() {}

    /** Reading the contract takes a while, and devices do not need it: they are served meanwhile. */
    static ApiRoutes of(
            Authentication authentication,
            List<? extends Resource> resources,
            ClientAddress addresses,
            RequestLimits limits,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry metrics,
            SlowBodies slow) {
        CompletableFuture<Api> api = new CompletableFuture<>();
        Thread.ofVirtual().name("contract").start(() -> {
            try {
                api.complete(api(authentication, resources, addresses, limits, vertx, clock, metrics, slow));
            } catch (RuntimeException | Error wrong) {
                log.error("The REST interface cannot be offered", wrong);
                api.completeExceptionally(wrong);
            }
        });
        return new ApiRoutes(vertx, api);
    }

    private static Api api(
            Authentication authentication,
            List<? extends Resource> resources,
            ClientAddress addresses,
            RequestLimits limits,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry metrics,
            SlowBodies slow) {
        Contract contract = Contract.ofServer();
        Api.Surroundings around = new Api.Surroundings(
                vertx,
                authentication,
                new RememberedAnswers(REMEMBERED_KEYS),
                addresses,
                LIMITS,
                limits,
                Thread.ofVirtual().name("api-", 0).factory(),
                clock,
                REQUEST_IDS,
                metrics,
                slow);
        List<Resource> all = Stream.concat(resources.stream(), Stream.of(new ContractResource(contract)))
                .toList();
        return new Api(contract, all, around);
    }
}
