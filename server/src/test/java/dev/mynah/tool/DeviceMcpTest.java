package dev.mynah.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.Reply;
import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeviceMcpTest {
    private final VirtualTime time = new VirtualTime();
    private final List<ObjectNode> sent = Collections.synchronizedList(new ArrayList<>());
    private final DeviceMcp mcp = new DeviceMcp(sent::add, time, "1", Eyes.NONE);

    @Test
    void tools_are_asked_for_page_by_page_after_the_introduction() {
        mcp.open();
        answer("{}");
        answer("{\"tools\":[{\"name\":\"a\",\"inputSchema\":{}}],\"nextCursor\":\"b\"}");
        answer("{\"tools\":[{\"name\":\"b\",\"inputSchema\":{}}]}");
        assertThat(methods()).containsExactly("initialize", "tools/list", "tools/list");
        assertThat(sent.getLast().at("/params/cursor").asText()).isEqualTo("b");
        assertThat(mcp.tools()).extracting(tool -> tool.name()).containsExactly("a", "b");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_device_that_repeats_its_pages_is_asked_no_further() {
        mcp.open();
        answer("{}");
        answer("{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"a\"}");
        answer("{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"a\"}");
        assertThat(methods()).hasSize(3);
        assertThat(mcp.tools()).hasSize(1);
    }

    @Test
    void a_device_that_answers_nothing_has_no_tools_and_costs_no_timer() throws Exception {
        mcp.open();
        time.pass(Duration.ofSeconds(11));
        mcp.awaitTools(Duration.ofSeconds(10));
        assertThat(mcp.tools()).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_device_is_told_where_photos_go_and_again_only_when_that_has_changed() {
        AtomicReference<Eyes.Photos> photos =
                new AtomicReference<>(new Eyes.Photos.Unwanted("Nobody here looks at photos."));
        DeviceMcp each = new DeviceMcp(sent::add, time, "1", photos::get);
        each.open();
        assertThat(sent.getLast().at("/params/capabilities")).isEmpty();
        assertThat(each.readyToSee()).hasValue("Nobody here looks at photos.");

        photos.set(new Eyes.Photos.Wanted(new JsonRpc.Vision("http://h:1/v", "t")));
        assertThat(each.readyToSee()).isEmpty();
        assertThat(each.readyToSee()).isEmpty();

        assertThat(methods()).containsExactly("initialize", "initialize");
        assertThat(sent.getLast().at("/params/capabilities/vision/url").asText())
                .isEqualTo("http://h:1/v");
        assertThat(sent.getLast().at("/params/capabilities/vision/token").asText())
                .isEqualTo("t");
    }

    @Test
    void replies_nobody_asked_for_are_ignored() {
        CompletableFuture<Reply> call = call();
        for (String reply : List.of("{}", "{\"id\":99,\"result\":{}}", "{\"id\":\"1\",\"result\":{}}", "{\"id\":1}")) {
            mcp.received(json(reply));
        }
        assertThat(call).isNotDone();
        mcp.received(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
        mcp.received(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"message\":\"twice\"}}"));
        assertThat(call).isCompletedWithValueMatching(Reply.Result.class::isInstance);
    }

    @Test
    void more_unanswered_calls_than_a_device_can_hold_are_refused() {
        for (int i = 0; i < 32; i++) {
            assertThat(call()).isNotDone();
        }
        assertThat(call()).isCompletedWithValueMatching(Reply.Failure.class::isInstance);
        time.pass(Duration.ofSeconds(6));
        assertThat(call()).isNotDone();
    }

    @Test
    void closing_while_the_device_introduces_itself_leaves_no_timer() {
        mcp.open();
        mcp.close();
        assertThat(time.waiting()).isZero();
        assertThat(methods()).containsExactly("initialize");
    }

    @Test
    void calls_and_the_end_of_the_channel_may_meet_at_any_moment() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            DeviceMcp each = new DeviceMcp(payload -> {}, time, "1", Eyes.NONE);
            Thread closing = Thread.ofVirtual().start(each::close);
            CompletableFuture<Reply> call =
                    each.call("a", JsonNodeFactory.instance.objectNode(), Duration.ofSeconds(5));
            closing.join();
            assertThat(call.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Failure.class);
        }
        assertThat(time.waiting()).isZero();
    }

    private CompletableFuture<Reply> call() {
        return mcp.call("a", JsonNodeFactory.instance.objectNode(), Duration.ofSeconds(5));
    }

    private void answer(String result) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        reply.set("id", sent.getLast().get("id"));
        reply.set("result", json(result));
        mcp.received(reply);
    }

    private List<String> methods() {
        return sent.stream().map(request -> request.path("method").asText()).toList();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
