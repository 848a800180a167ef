package dev.mynah.app;

import dev.mynah.api.Api;
import dev.mynah.api.ApiLimits;
import dev.mynah.api.Authentication;
import dev.mynah.api.ClientAddress;
import dev.mynah.api.RememberedAnswers;
import dev.mynah.api.Resource;
import dev.mynah.api.contract.Contract;
import dev.mynah.config.Configuration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Puts the REST interface together. */
final class RestInterface {
    private static final int REMEMBERED_KEYS = 10_000;
    private static final ApiLimits LIMITS = new ApiLimits(256, 64L << 20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RestInterface() {}

    static Api of(
            Configuration configuration,
            Authentication authentication,
            List<Resource> resources,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry metrics) {
        Api.Surroundings around = new Api.Surroundings(
                vertx,
                authentication,
                new RememberedAnswers(REMEMBERED_KEYS),
                new ClientAddress(configuration.http().trustedProxies()),
                LIMITS,
                Thread.ofVirtual().name("api-", 0).factory(),
                clock,
                RestInterface::newRequestId,
                metrics);
        return new Api(Contract.ofServer(), resources, around);
    }

    private static String newRequestId() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return "req_" + HexFormat.of().formatHex(random);
    }
}
