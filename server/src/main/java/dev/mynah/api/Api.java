package dev.mynah.api;

import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.ContractException;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.Routes;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface below {@code /api}: finds the operation, and gives each call a virtual thread on which it is
 * authenticated, held against the contract and done. Thread-safe.
 */
public final class Api {
    private final Vertx vertx;
    private final Contract contract;
    private final Routes routes;
    private final Map<String, Operation> operations = new HashMap<>();
    private final ClientAddress addresses;
    private final Supplier<String> requestIds;
    private final Responses responses;
    private final Exchange.Tools tools;
    private final RequestLimits rates;
    private final ThreadFactory threads;

    /** What the interface needs of the rest of the server. */
    public record Surroundings(
            Vertx vertx,
            Authentication authentication,
            IdempotencyStore idempotency,
            ClientAddress addresses,
            ApiLimits limits,
            RequestLimits rates,
            ThreadFactory threads,
            InstantSource clock,
            Supplier<String> requestIds,
            MeterRegistry metrics,
            SlowBodies slow) {}

    /**
     * @param resources that carry out the contract; an operation that none of them has is answered with 501
     * @throws ContractException when a resource has an operation that the contract does not know, or two have the same
     */
    public Api(Contract contract, List<? extends Resource> resources, Surroundings around) {
        this.vertx = around.vertx();
        this.contract = contract;
        this.routes = new Routes(contract.operations());
        this.addresses = around.addresses();
        this.requestIds = around.requestIds();
        this.threads = around.threads();
        this.rates = around.rates();
        this.responses = new Responses(around.clock());
        Semaphore seats = new Semaphore(around.limits().calls());
        this.tools = new Exchange.Tools(
                around.authentication(),
                new Repeats(around.idempotency(), around.clock()),
                new Bodies(around.limits().bodyBytes()),
                seats,
                around.rates(),
                responses,
                around.slow(),
                around.metrics());
        resources.forEach(resource -> resource.operations().forEach(this::bind));
        around.metrics().gauge("mynah.api.seats.free", seats, Semaphore::availablePermits);
    }

    private void bind(String id, Operation operation) {
        if (contract.operations().stream().noneMatch(known -> known.id().equals(id))) {
            throw new ContractException("paths", "have no operation " + id + ", which a resource carries out");
        }
        if (operations.put(id, operation) != null) {
            throw new ContractException("paths", "has an operation that two resources carry out: " + id);
        }
    }

    /** Ids of operations that nobody carries out. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        contract.operations().forEach(operation -> missing.add(operation.id()));
        missing.removeAll(operations.keySet());
        return missing;
    }

    /** Answers a request; on its event loop. */
    void handle(HttpServerRequest request) {
        Context loop = vertx.getOrCreateContext();
        String id = requestIds.get();
        Duration wait = rates.rest(addresses.of(request));
        if (wait.isPositive()) {
            refuse(loop, request, id, Refusals.tooOften(wait));
            return;
        }
        Optional<Routes.Match> match = match(request.path());
        if (match.isEmpty()) {
            refuse(loop, request, id, new RefusedException(ErrorCode.NOT_FOUND, "There is nothing at this address."));
            return;
        }
        Map<String, OperationContract> here = match.get().operations();
        String method = request.method().name();
        OperationContract operation = here.get(method.equals("HEAD") ? "GET" : method);
        if (method.equals("OPTIONS")) {
            responses.send(loop, request, id, Answer.none().with("Allow", allowed(here)));
        } else if (operation == null) {
            refuse(loop, request, id, Responses.notTaken(method, allowed(here)));
        } else {
            begin(loop, request, id, operation, match.get());
        }
    }

    private void begin(
            Context loop, HttpServerRequest request, String id, OperationContract operation, Routes.Match match) {
        Operation work = operations.get(operation.id());
        Duration wait = operation.login() ? rates.login(addresses.of(request)) : Duration.ZERO;
        if (wait.isPositive()) {
            refuse(loop, request, id, Refusals.tooOften(wait));
        } else if (work == null) {
            refuse(
                    loop,
                    request,
                    id,
                    new RefusedException(ErrorCode.NOT_IMPLEMENTED, "This server cannot do that yet."));
        } else if (!tools.seats().tryAcquire()) {
            refuse(loop, request, id, Refusals.later(ErrorCode.UNAVAILABLE, "The server does too much at once.", 1));
        } else {
            if (operation.body() != null) {
                request.pause();
            }
            Received received = Received.of(request, id, addresses);
            threads.newThread(new Exchange(tools, loop, request, received, operation, match.values(), work))
                    .start();
        }
    }

    private void refuse(Context loop, HttpServerRequest request, String id, RefusedException refused) {
        responses.refuse(loop, request, id, refused);
    }

    private Optional<Routes.Match> match(@Nullable String path) {
        String base = contract.base();
        return path != null && path.startsWith(base + "/")
                ? routes.find(path.substring(base.length()))
                : Optional.empty();
    }

    private static String allowed(Map<String, OperationContract> here) {
        Set<String> methods = new TreeSet<>(here.keySet());
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
