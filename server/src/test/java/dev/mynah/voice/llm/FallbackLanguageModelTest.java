package dev.mynah.voice.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mynah.protocol.Emotion;
import dev.mynah.voice.llm.openai.RecordingTools;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.RecordedEvents;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class FallbackLanguageModelTest {
    private interface Script {
        void play(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException;
    }

    private static LanguageModel model(String name, Script script) {
        return new LanguageModel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException {
                script.play(request, sink);
            }
        };
    }

    private static ProviderException failure(Kind kind) {
        return new ProviderException("cloud", kind, "cloud failed");
    }

    private static final LanguageModel LOCAL = model("local", (_, sink) -> sink.text("Here I am."));

    private final RecordingTools tools = new RecordingTools();
    private final RecordedEvents events = new RecordedEvents();
    private final List<String> said = new ArrayList<>();
    private final ReplySink sink = new ReplySink() {
        @Override
        public void text(String piece) {
            said.add(piece);
        }

        @Override
        public void emotion(Emotion emotion) {
            said.add(emotion.toString());
        }
    };

    private void reply(LanguageModel... models) throws ProviderException, InterruptedException {
        new FallbackLanguageModel(List.of(models), () -> 0, events)
                .reply(new ReplyRequest("", List.of(), "hi", Locale.ENGLISH, ZoneId.of("UTC"), tools), sink);
    }

    @Test
    void the_next_model_answers_when_the_first_says_nothing() throws Exception {
        for (Kind kind : Kind.values()) {
            said.clear();
            reply(
                    model("cloud", (_, _) -> {
                        throw failure(kind);
                    }),
                    LOCAL);
            assertThat(said).containsExactly("Here I am.");
        }
        assertThat(events.all).contains("cloud CHAT REFUSED", "local CHAT 0");
    }

    @Test
    void what_was_said_stands_and_the_failure_is_told() {
        assertThatThrownBy(() -> reply(
                        model("cloud", (_, to) -> {
                            to.text("Well, ");
                            throw failure(Kind.TIMEOUT);
                        }),
                        LOCAL))
                .hasMessage("cloud failed");
        assertThat(said).containsExactly("Well, ");
    }

    @Test
    void a_face_was_shown_so_no_other_model_may_answer() {
        assertThatThrownBy(() -> reply(
                        model("cloud", (_, to) -> {
                            to.emotion(Emotion.HAPPY);
                            throw failure(Kind.TIMEOUT);
                        }),
                        LOCAL))
                .hasMessage("cloud failed");
    }

    @Test
    void a_tool_that_one_model_called_is_not_called_again_by_the_next() throws Exception {
        var louder = JsonNodeFactory.instance.objectNode().put("volume", 80);
        reply(
                model("cloud", (request, _) -> {
                    request.tools().call("self.audio_speaker.set_volume", louder);
                    request.tools().call("self.audio_speaker.set_volume", louder);
                    throw failure(Kind.TIMEOUT);
                }),
                model("local", (request, to) -> {
                    to.text(request.tools()
                            .call("self.audio_speaker.set_volume", louder.deepCopy())
                            .text());
                    request.tools().call("self.lamp.on", JsonNodeFactory.instance.objectNode());
                }));
        assertThat(said).containsExactly("volume is set");
        assertThat(tools.calls)
                .containsExactly(
                        "self.audio_speaker.set_volume{\"volume\":80}",
                        "self.audio_speaker.set_volume{\"volume\":80}",
                        "self.lamp.on{}");
    }

    @Test
    void a_defect_of_the_listener_is_thrown_on() {
        ReplySink broken = new ReplySink() {
            @Override
            public void text(String piece) {
                throw new IllegalStateException("bug");
            }

            @Override
            public void emotion(Emotion emotion) {}
        };
        assertThatThrownBy(() -> new FallbackLanguageModel(List.of(LOCAL, LOCAL), () -> 0, events)
                        .reply(new ReplyRequest("", List.of(), "hi", Locale.ENGLISH, ZoneId.of("UTC"), tools), broken))
                .hasMessage("bug");
        assertThat(events.all).isEmpty();
    }
}
