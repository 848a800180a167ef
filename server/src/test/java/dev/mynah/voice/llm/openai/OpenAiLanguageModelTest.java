package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.conversation.Message;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeAnswer.Call;
import dev.mynah.testing.RecordedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiLanguageModelTest {
    private static final String VOLUME = "self_audio_speaker_set_volume";

    private ChatBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ChatBench();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private JsonNode asked(int request) {
        return bench.fake.requests().get(request).json();
    }

    @Test
    void an_answer_is_handed_on_piece_by_piece() throws Exception {
        bench.fake.chat(FakeAnswer.text("Good ", "morn", "ing."));
        bench.reply();
        assertThat(bench.said).containsExactly("Good ", "morn", "ing.");
    }

    @Test
    void a_request_carries_key_model_prompt_and_what_was_said() throws Exception {
        bench.fake.chat(FakeAnswer.text("Yes."));
        bench.reply();
        RecordedRequest request = bench.fake.requests().getFirst();
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.header("Authorization")).isEqualTo("Bearer sk-secret");
        assertThat(request.header("Upgrade")).isEmpty();
        assertThat(request.json().path("model").asText()).isEqualTo("gpt-test");
        assertThat(request.json().path("stream").asBoolean()).isTrue();
        assertThat(request.json().at("/messages/0/content").asText()).isEqualTo("You are a bird.");
        assertThat(request.json().at("/messages/1/content").asText()).isEqualTo("make it louder");
    }

    @Test
    void tools_are_offered_under_allowed_names_with_their_schema_untouched() throws Exception {
        bench.fake.chat(FakeAnswer.text("Yes."));
        bench.reply();
        JsonNode function = asked(0).at("/tools/0/function");
        assertThat(function.path("name").asText()).isEqualTo(VOLUME);
        assertThat(function.at("/parameters/properties/volume/maximum").asInt()).isEqualTo(100);
        assertThat(function.at("/parameters/required/0").asText()).isEqualTo("volume");
    }

    @Test
    void a_tool_called_with_arguments_in_pieces_is_called_once_and_its_result_told() throws Exception {
        bench.fake.chat(FakeAnswer.toolCall("abc", VOLUME, "{\"vol", "ume\":", "70}"));
        bench.fake.chat(FakeAnswer.text("It is ", "louder."));
        assertThat(bench.reply()).isEqualTo("It is louder.");
        assertThat(bench.tools.calls).containsExactly("self.audio_speaker.set_volume{\"volume\":70}");
        JsonNode messages = asked(1).path("messages");
        assertThat(messages.at("/2/tool_calls/0/function/name").asText()).isEqualTo(VOLUME);
        assertThat(messages.at("/3/role").asText()).isEqualTo("tool");
        assertThat(messages.at("/3/content").asText()).isEqualTo("volume is set");
        assertThat(messages.at("/3/tool_call_id").asText())
                .isEqualTo(messages.at("/2/tool_calls/0/id").asText());
    }

    @Test
    void several_tools_in_one_message_are_called_in_order_and_a_failure_is_told_as_one() throws Exception {
        bench.fake.chat(FakeAnswer.toolCalls(
                new Call("same", VOLUME, List.of("{\"volume\":1}")), new Call("same", "self_lamp_on", List.of())));
        bench.fake.chat(FakeAnswer.text("The lamp is broken."));
        bench.reply();
        assertThat(bench.tools.calls).containsExactly("self.audio_speaker.set_volume{\"volume\":1}", "self.lamp.on{}");
        JsonNode messages = asked(1).path("messages");
        assertThat(messages.at("/2/tool_calls")).hasSize(2);
        assertThat(messages.at("/3/tool_call_id")).isNotEqualTo(messages.at("/4/tool_call_id"));
        assertThat(messages.at("/4/content").asText()).isEqualTo("Error: the lamp is broken");
    }

    @Test
    void what_is_said_before_a_tool_call_is_spoken_and_remembered() throws Exception {
        String call = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"One moment.\",\"tool_calls\":[{\"index\":0,"
                + "\"id\":\"x\",\"type\":\"function\",\"function\":{\"name\":\"self_lamp_on\",\"arguments\":\"{}\"}}]}}]}";
        bench.fake.chat(FakeAnswer.events(call, "[DONE]"));
        bench.fake.chat(FakeAnswer.text("Done."));
        assertThat(bench.reply()).isEqualTo("One moment. Done.");
        assertThat(asked(1).at("/messages/2/content").asText()).isEqualTo("One moment.");
    }

    @Test
    void arguments_that_are_no_json_object_become_a_failed_result() throws Exception {
        for (String arguments : List.of("{\"volume\":", "[70]", "{\"volume\":70} and more", "x".repeat(40_000))) {
            bench.fake.chat(FakeAnswer.toolCall("a", VOLUME, arguments));
            bench.fake.chat(FakeAnswer.text("Sorry."));
            bench.reply();
            JsonNode messages = asked(bench.fake.requests().size() - 1).path("messages");
            assertThat(messages.at("/3/content").asText()).startsWith("Error: the arguments were not a JSON object");
            assertThat(messages.at("/2/tool_calls/0/function/arguments").asText())
                    .isEqualTo("{}");
        }
        assertThat(bench.tools.calls).isEmpty();
    }

    @Test
    void a_tool_that_does_not_exist_becomes_a_failed_result() throws Exception {
        bench.fake.chat(FakeAnswer.toolCall("a", "open the pod bay doors", "{}"));
        bench.fake.chat(FakeAnswer.text("I cannot."));
        bench.reply();
        assertThat(bench.tools.calls).isEmpty();
        assertThat(asked(1).at("/messages/3/content").asText()).isEqualTo("Error: there is no tool of this name");
        assertThat(asked(1).at("/messages/2/tool_calls/0/function/name").asText())
                .matches("[a-zA-Z0-9_-]{1,64}");
    }

    @Test
    void after_five_rounds_of_tools_the_answer_is_asked_for_without_them() throws Exception {
        for (int round = 0; round < 5; round++) {
            bench.fake.chat(FakeAnswer.toolCall("a", "self_lamp_on", "{}"));
        }
        bench.fake.chat(FakeAnswer.text("I give up."));
        assertThat(bench.reply()).isEqualTo("I give up.");
        assertThat(bench.tools.calls).hasSize(5);
        assertThat(asked(4).path("tools")).hasSize(2);
        assertThat(asked(5).has("tools")).isFalse();
    }

    @Test
    void history_with_tools_is_sent_as_pairs_of_call_and_result() throws Exception {
        bench.fake.chat(FakeAnswer.text("Yes."));
        bench.reply(List.of(
                new Message.User("light"),
                new Message.ToolUse("", "self.lamp.on", "not json", ""),
                new Message.ToolUse("", "self.gone.tool", "{\"a\":1}", "ok"),
                new Message.Assistant("It is on", true),
                new Message.Assistant("", false),
                new Message.User("thanks")));
        JsonNode messages = asked(0).path("messages");
        assertThat(messages.findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "tool", "tool", "assistant", "user");
        assertThat(messages.at("/2/tool_calls/1/function/name").asText()).isEqualTo("self_gone_tool");
        assertThat(messages.at("/2/tool_calls/0/function/arguments").asText()).isEqualTo("{}");
        assertThat(messages.at("/4/tool_call_id")).isEqualTo(messages.at("/2/tool_calls/1/id"));
        assertThat(messages.at("/6/content").asText()).isEqualTo("thanks\nmake it louder");
    }

    @Test
    void thinking_aloud_is_not_spoken() throws Exception {
        bench.fake.chat(FakeAnswer.text("<thi", "nk>I wonder", " <b> what", "</th", "ink>\n\n", "Hello", " <there>"));
        assertThat(bench.reply()).isEqualTo("Hello <there>");
    }

    @Test
    void a_model_is_told_what_it_thought_before_it_called_a_tool() throws Exception {
        String thought = FakeAnswer.delta(FakeAnswer.JSON.createObjectNode().put("reasoning_content", "A lamp."));
        String call = "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"x\",\"type\":"
                + "\"function\",\"function\":{\"name\":\"self_lamp_on\",\"arguments\":\"{}\"}}]}}]}";
        bench.fake.chat(FakeAnswer.events(thought, call, "[DONE]"));
        bench.fake.chat(FakeAnswer.text("It is broken."));
        assertThat(bench.reply()).isEqualTo("It is broken.");
        assertThat(asked(1).at("/messages/2/reasoning_content").asText()).isEqualTo("A lamp.");
        assertThat(asked(1).at("/messages/2").has("content")).isFalse();
    }

    @Test
    void an_answer_that_comes_byte_by_byte_is_the_same_answer() throws Exception {
        bench.fake.chat(FakeAnswer.text("Grüße, ", "世界 😀").dripping());
        assertThat(bench.reply()).isEqualTo("Grüße, 世界 😀");
    }

    @Test
    void one_connection_serves_many_requests() throws Exception {
        for (int each = 0; each < 5; each++) {
            bench.fake.chat(FakeAnswer.text("Yes."));
            bench.reply();
        }
        assertThat(bench.fake.connections()).isEqualTo(1);
    }
}
