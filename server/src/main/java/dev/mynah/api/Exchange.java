package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mynah.access.Principal;
import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.BodyContract;
import dev.mynah.api.contract.Findings;
import dev.mynah.api.contract.JsonBody;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.ParameterContract;
import dev.mynah.api.contract.Parameters;
import dev.mynah.api.contract.Schema;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One request, from who sent it to the answer. Runs once, on a virtual thread. Nothing of a body is read before it is clear
 * that the caller may send one.
 */
final class Exchange implements Runnable {
    private final Tools tools;
    private final Context loop;
    private final HttpServerRequest request;
    private final Received received;
    private final OperationContract operation;
    private final Map<String, String> path;
    private final Operation work;
    private boolean seated = true;
    private int held;

    /** What all exchanges share. */
    record Tools(
            Authentication authentication,
            Repeats repeats,
            Bodies bodies,
            Semaphore seats,
            RequestLimits rates,
            Responses responses,
            SlowBodies slow,
            MeterRegistry metrics) {}

    /** The caller holds a seat, which the exchange gives back. */
    Exchange(
            Tools tools,
            Context loop,
            HttpServerRequest request,
            Received received,
            OperationContract operation,
            Map<String, String> path,
            Operation work) {
        this.tools = tools;
        this.loop = loop;
        this.request = request;
        this.received = received;
        this.operation = operation;
        this.path = path;
        this.work = work;
    }

    @Override
    public void run() {
        Timer.Sample sample = Timer.start(tools.metrics());
        MDC.put("request", received.id());
        int status = 0;
        try {
            Answer answer = answer();
            status = answer.status();
            tools.responses().send(loop, request, received.id(), answer);
        } catch (Bodies.BrokenOffException gone) {
            status = 499;
        } catch (Throwable failure) {
            RefusedException refused = Refusals.of(failure);
            status = refused.code().status();
            tools.responses().refuse(loop, request, received.id(), refused);
        } finally {
            tools.bodies().release(held);
            standUp();
            sample.stop(tools.metrics()
                    .timer("mynah.api.requests", "operation", operation.id(), "status", String.valueOf(status)));
            MDC.remove("request");
        }
    }

    private Answer answer() {
        Optional<Caller> caller = caller();
        Findings findings = new Findings();
        Map<String, JsonNode> parameters = Parameters.read(operation, path, received.query(), received::all, findings);
        requireCondition();
        refuseUselessKey(findings);
        BodyContract contract = operation.body();
        boolean arriving = contract != null && contract.arriving();
        Call.Body body = arriving ? Call.Body.NONE : body(findings);
        if (!findings.none()) {
            throw Refusals.invalid(findings.all());
        }
        Call call = new Call(operation, received, caller.map(Caller::principal).orElse(null), parameters, body);
        if (contract != null && arriving) {
            return answerArriving(call, contract);
        }
        Optional<String> key = call.text("Idempotency-Key");
        return key.isPresent() ? tools.repeats().once(key.get(), call, received, work) : work.answer(call);
    }

    /** The caller's network decides how long this takes: it must not keep others from being served. */
    private Answer answerArriving(Call call, BodyContract contract) {
        if (!announced()) {
            throw Refusals.invalid("body", "is missing");
        }
        schema(contract);
        standUp();
        ArrivingBody body = new ArrivingBody(loop, request, tools.slow(), contract.maxBytes());
        try {
            return work.answer(call.with(body));
        } finally {
            body.abandon();
        }
    }

    private Optional<Caller> caller() {
        if (operation.access() instanceof Access.Open) {
            return Optional.empty();
        }
        Caller caller = tools.authentication()
                .caller(RequestCredentials.of(received))
                .orElseThrow(() -> new RefusedException(ErrorCode.UNAUTHENTICATED, "This needs you to log in."));
        Principal who = caller.principal();
        Duration wait = tools.rates().caller(received.address(), who.kind() + " " + who.id());
        if (wait.isPositive()) {
            throw Refusals.tooOften(wait);
        }
        if (operation.access() instanceof Access.Needs needs && !who.may(needs.permission())) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN,
                    Reason.PERMISSION,
                    Map.of("permission", needs.permission().label()));
        }
        String expected = caller.csrfToken();
        if (expected != null && operation.changes() && !repeats(expected)) {
            throw new RefusedException(ErrorCode.CSRF, "X-CSRF-Token is missing or wrong.");
        }
        return Optional.of(caller);
    }

    private boolean repeats(String token) {
        byte[] sent = received.first("X-CSRF-Token").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(sent, token.getBytes(StandardCharsets.UTF_8));
    }

    /** A missing condition is no wrong request but one that was not thought through, and has a status of its own. */
    private void requireCondition() {
        boolean wanted = operation
                .parameter(ParameterContract.In.HEADER, "If-Match")
                .filter(ParameterContract::required)
                .isPresent();
        if (wanted && received.first("If-Match").isEmpty()) {
            throw new RefusedException(ErrorCode.PRECONDITION_REQUIRED, "If-Match is missing.");
        }
    }

    /** Who sends a key relies on it. */
    private void refuseUselessKey(Findings findings) {
        String key = "Idempotency-Key";
        boolean taken = operation.parameter(ParameterContract.In.HEADER, key).isPresent();
        if (!taken && operation.method().equals("POST") && received.first(key).isPresent()) {
            findings.add("header." + key, "is not taken by this operation");
        }
    }

    private Call.Body body(Findings findings) {
        BodyContract contract = operation.body();
        if (contract == null) {
            return Call.Body.NONE;
        }
        Schema schema = announced() ? schema(contract) : null;
        standUp();
        byte[] bytes = tools.bodies().read(loop, request, contract.maxBytes());
        held = bytes.length;
        sitDown();
        if (bytes.length == 0) {
            if (contract.required()) {
                findings.add("body", "is missing");
            }
            return Call.Body.NONE;
        }
        return new Call.Body(bytes, json(bytes, schema, findings));
    }

    /** Whether a body was said to come: of one byte or more, or of a length that only its end will tell. */
    private boolean announced() {
        return !received.first("Content-Length").orElse("0").equals("0")
                || received.first("Transfer-Encoding").isPresent();
    }

    private Schema schema(BodyContract contract) {
        String type = received.first("Content-Type").orElse("");
        Schema schema = contract.types().get(MediaType.essence(type));
        if (schema == null
                || MediaType.otherCharset(type)
                || received.first("Content-Encoding").isPresent()) {
            throw new RefusedException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be " + String.join(" or ", contract.types().keySet()) + ", in UTF-8 and as it is.");
        }
        return schema;
    }

    private JsonNode json(byte[] bytes, @Nullable Schema schema, Findings findings) {
        if (schema == null
                || !MediaType.essence(received.first("Content-Type").orElse("")).equals(BodyContract.JSON)) {
            return MissingNode.getInstance();
        }
        Optional<JsonNode> tree = JsonBody.read(bytes, findings);
        tree.ifPresent(read -> schema.check(read, "body", findings));
        return tree.orElse(MissingNode.getInstance());
    }

    /** Waiting for a slow client must not keep others from being served. */
    private void standUp() {
        if (seated) {
            seated = false;
            tools.seats().release();
        }
    }

    private void sitDown() {
        if (!tools.seats().tryAcquire()) {
            throw Refusals.later(ErrorCode.UNAVAILABLE, "The server does too much at once.", 1);
        }
        seated = true;
    }
}
