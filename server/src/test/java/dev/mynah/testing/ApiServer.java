package dev.mynah.testing;

import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.Api;
import dev.mynah.api.ApiLimits;
import dev.mynah.api.ApiRoutes;
import dev.mynah.api.Authentication;
import dev.mynah.api.ClientAddress;
import dev.mynah.api.RememberedAnswers;
import dev.mynah.api.Resource;
import dev.mynah.api.SlowBodies;
import dev.mynah.api.contract.Contract;
import dev.mynah.transport.http.HttpListeners;
import dev.mynah.transport.http.RequestDeadlines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The REST interface alone on a free port of the loopback, with resources of a test: to be used in a try. By default with
 * {@link FakePeople}, the server's contract and real time.
 */
public final class ApiServer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final AtomicInteger requests = new AtomicInteger();
    private final Contract contract;
    private final Api api;
    private final HttpListeners listeners;
    private final int port;

    /** What a test may want otherwise. */
    public record Setup(
            Contract contract,
            Authentication people,
            ApiLimits limits,
            InstantSource clock,
            ClientAddress addresses,
            RequestLimits rates) {
        public static Setup usual() {
            return new Setup(
                    Contract.ofServer(),
                    new FakePeople(),
                    new ApiLimits(64, 16 << 20),
                    InstantSource.system(),
                    new ClientAddress(List.of()),
                    RequestLimits.none(new SimpleMeterRegistry()));
        }

        public Setup of(Contract other) {
            return new Setup(other, people, limits, clock, addresses, rates);
        }

        public Setup within(ApiLimits other) {
            return new Setup(contract, people, other, clock, addresses, rates);
        }

        public Setup within(RequestLimits other) {
            return new Setup(contract, people, limits, clock, addresses, other);
        }

        public Setup behind(ClientAddress other) {
            return new Setup(contract, people, limits, clock, other, rates);
        }
    }

    private ApiServer(Setup setup, List<? extends Resource> resources) {
        contract = setup.contract();
        api = new Api(
                contract,
                resources,
                new Api.Surroundings(
                        vertx,
                        setup.people(),
                        new RememberedAnswers(100),
                        setup.addresses(),
                        setup.limits(),
                        setup.rates(),
                        Thread.ofVirtual().name("api-", 0).factory(),
                        setup.clock(),
                        () -> "req_%020x".formatted(requests.incrementAndGet()),
                        new SimpleMeterRegistry(),
                        new SlowBodies(Duration.ofSeconds(20), request -> {})));
        ApiRoutes routes = new ApiRoutes(vertx, CompletableFuture.completedFuture(api));
        RequestDeadlines deadlines = new RequestDeadlines(vertx, Duration.ofSeconds(20));
        listeners = new HttpListeners(vertx, "127.0.0.1", deadlines, 1 << 16);
        try {
            port = listeners
                    .listen(List.of(0), 1, routes::handle)
                    .await(20, TimeUnit.SECONDS)
                    .getFirst();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ApiServer with(Resource... resources) {
        return new ApiServer(Setup.usual(), List.of(resources));
    }

    public static ApiServer with(Setup setup, Resource... resources) {
        return new ApiServer(setup, List.of(resources));
    }

    public int port() {
        return port;
    }

    public Contract contract() {
        return contract;
    }

    public Api api() {
        return api;
    }

    /** A client that holds every answer against the contract. */
    public ContractClient client() {
        return new ContractClient("http://127.0.0.1:" + port, contract);
    }

    @Override
    public void close() {
        try {
            listeners.close().await(20, TimeUnit.SECONDS);
            vertx.close().await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
