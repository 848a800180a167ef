package dev.mynah.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.testing.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Operations of the tests' own contract, which say what they were called with. */
final class Things implements Resource {
    static final Contract CONTRACT = contract();

    /** How many things were made. */
    final AtomicInteger made = new AtomicInteger();

    /** What is done while a thing is being made. */
    volatile Runnable making = () -> {};

    private static Contract contract() {
        try (InputStream yaml = Objects.requireNonNull(Things.class.getResourceAsStream("things.yaml"))) {
            return Contract.read(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The usual setup, with this contract. */
    static ApiServer.Setup setup() {
        return ApiServer.Setup.usual().of(CONTRACT);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listThings", this::list,
                "makeThing", this::make,
                "readThing",
                        call -> Answer.ok(called(call).put("id", call.path("thing_id")))
                                .tagged("7"),
                "changeThing", this::change,
                "removeThing", call -> Answer.none(),
                "readSpecialThing", call -> Answer.ok(Map.of("special", true)),
                "upload", call -> Answer.ok(Map.of("bytes", call.bytes().length, "type", call.mediaType())),
                "doNothing", call -> Answer.none());
    }

    private Answer list(Call call) {
        int first = call.after().map(List::getFirst).map(Integer::parseInt).orElse(0);
        List<Integer> found = java.util.stream.IntStream.rangeClosed(first + 1, Math.min(120, first + call.limit() + 1))
                .boxed()
                .toList();
        Page<Integer> page = Page.of(call, found, number -> number, number -> List.of(String.valueOf(number)));
        ObjectNode data = called(call).set("page", Json.tree(page));
        call.flag("online").ifPresent(online -> data.put("online", online));
        data.set("ids", Json.tree(call.texts("ids")));
        return Answer.ok(data);
    }

    private Answer make(Call call) {
        making.run();
        int number = made.incrementAndGet();
        return Answer.created(called(call).put("number", number).set("sent", call.body()), "/api/v1/things/" + number)
                .tagged("1")
                .saying("Made");
    }

    private Answer change(Call call) {
        call.expect("7");
        return Answer.ok(called(call).set("sent", call.body())).tagged("8");
    }

    private static ObjectNode called(Call call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("caller", call.principal().name())
                .put("address", call.address())
                .put("thread_is_virtual", Thread.currentThread().isVirtual())
                .put("secure", call.secure())
                .put(
                        "log_field",
                        Optional.ofNullable(org.slf4j.MDC.get("request")).orElse(""));
    }
}
