package dev.mynah.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.Reply;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.mcp.ToolPage;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our side of a device's MCP channel (firmware wire contract §6): learns its tools and calls them. Thread-safe.
 *
 * <p>A device answers a request it does not like with silence, so every request has a deadline.
 */
public final class DeviceMcp {
    private static final Logger log = LoggerFactory.getLogger(DeviceMcp.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A device with hundreds of tools is broken or hostile. */
    private static final int MAX_PAGES = 50;

    private static final int MAX_PENDING = 32;

    private final Consumer<ObjectNode> send;
    private final Scheduler scheduler;
    private final String version;
    private final Eyes eyes;
    private final AtomicReference<JsonRpc.@Nullable Vision> told = new AtomicReference<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<Map<String, ToolDescription>> tools = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param send puts a payload on the device's channel
     * @param version of this server, told to the device
     * @param eyes where photos go, told to the device
     */
    public DeviceMcp(Consumer<ObjectNode> send, Scheduler scheduler, String version, Eyes eyes) {
        this.send = send;
        this.scheduler = scheduler;
        this.version = version;
        this.eyes = eyes;
    }

    /** Introduces the server and asks for the device's tools. Returns at once. */
    public void open() {
        introduce(
                        switch (eyes.photos()) {
                            case Eyes.Photos.Wanted wanted -> wanted.to();
                            case Eyes.Photos.Unwanted unwanted -> null;
                        })
                .thenAccept(ignored -> list("", new LinkedHashMap<>(), new HashSet<>()));
    }

    private CompletableFuture<Reply> introduce(JsonRpc.@Nullable Vision vision) {
        told.set(vision);
        return request(id -> JsonRpc.initialize(id, "mynah", version, vision), TIMEOUT);
    }

    /**
     * Makes sure that the device knows where a photo goes before it takes one: since the channel was opened somebody may
     * have set up a model that sees. A device does one thing after another, so it need not be waited for.
     *
     * @return why there is no use in a photo; empty when there is
     */
    Optional<String> readyToSee() {
        return switch (eyes.photos()) {
            case Eyes.Photos.Wanted(JsonRpc.Vision to) -> {
                if (!to.equals(told.get())) {
                    introduce(to);
                }
                yield Optional.empty();
            }
            case Eyes.Photos.Unwanted(String reason) -> Optional.of(reason);
        };
    }

    /** Says that this device has no tools to offer: firmware before MCP (C77). */
    public void absent() {
        tools.complete(Map.of());
    }

    /** Takes what the device sent. */
    public void received(ObjectNode payload) {
        Reply reply = JsonRpc.reply(payload);
        switch (reply) {
            case Reply.Result result -> complete(result.id(), result);
            case Reply.Failure failure -> complete(failure.id(), failure);
            case Reply.Malformed malformed -> log.debug("A device's tool reply is malformed: {}", malformed.reason());
        }
    }

    /** Waits until the device's tools are known or the time is over. */
    public void awaitTools(Duration atMost) throws InterruptedException {
        try {
            tools.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("The device's tools are not known yet");
        }
    }

    /** The device's tools as far as they are known, those for people included. */
    public List<ToolDescription> tools() {
        return List.copyOf(tools.getNow(Map.of()).values());
    }

    /**
     * Calls a tool whose arguments already fit its schema.
     *
     * @return completes with what the device says, or with a failure of our own words after the timeout
     */
    public CompletableFuture<Reply> call(String name, ObjectNode arguments, Duration timeout) {
        return request(id -> JsonRpc.toolsCall(id, name, arguments), timeout);
    }

    /** Sends a call that a device never answers because it restarts (C83). */
    public void callWithoutReply(String name, ObjectNode arguments) {
        send.accept(JsonRpc.toolsCall(ids.incrementAndGet(), name, arguments));
    }

    /** The channel is gone: everything that waits fails. */
    public void close() {
        closed = true;
        tools.complete(Map.of());
        // One by one: a request made meanwhile either is found here or sees that the channel is closed.
        pending.keySet().forEach(this::failDisconnected);
    }

    private void failDisconnected(int id) {
        complete(id, new Reply.Failure(id, "The device has disconnected"));
    }

    private void list(String cursor, Map<String, ToolDescription> found, Set<String> seen) {
        if (!seen.add(cursor) || seen.size() > MAX_PAGES) {
            log.warn("A device repeats its tool pages; keeping the {} tools collected", found.size());
            tools.complete(found);
            return;
        }
        request(id -> JsonRpc.toolsList(id, cursor, true), TIMEOUT).thenAccept(reply -> {
            if (!(reply instanceof Reply.Result result)) {
                log.debug("The device's tool list ended early: {}", reply);
                tools.complete(found);
                return;
            }
            ToolPage page = ToolPage.read(result.result());
            page.tools().forEach(tool -> found.putIfAbsent(tool.name(), tool));
            if (page.nextCursor().isEmpty()) {
                tools.complete(found);
            } else {
                list(page.nextCursor(), found, seen);
            }
        });
    }

    private CompletableFuture<Reply> request(IntFunction<ObjectNode> payload, Duration timeout) {
        int id = ids.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        if (pending.size() >= MAX_PENDING) {
            reply.complete(new Reply.Failure(id, "The device has too many unanswered calls"));
            return reply;
        }
        pending.put(id, reply);
        Scheduler.Cancellable deadline = scheduler.at(
                scheduler.nanoTime() + timeout.toNanos(),
                () -> complete(
                        id, new Reply.Failure(id, "The device did not answer in " + timeout.toSeconds() + " s")));
        reply.whenComplete((value, failure) -> deadline.cancel());
        if (closed) {
            failDisconnected(id);
        } else {
            send.accept(payload.apply(id));
        }
        return reply;
    }

    private void complete(int id, Reply reply) {
        CompletableFuture<Reply> waiting = pending.remove(id);
        if (waiting != null) {
            waiting.complete(reply);
        }
    }
}
