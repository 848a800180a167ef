package dev.mynah.assistant;

import dev.mynah.conversation.Message;
import dev.mynah.protocol.Emotion;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A conversation with the assistant on Saturday, 21 November 2026, at 15:45 in Shanghai. */
final class Talk {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final FakeTools tools;
    private final List<Message> history = new ArrayList<>();
    final List<Emotion> emotions = new ArrayList<>();
    Instant now = Instant.parse("2026-11-21T07:45:30Z");

    Talk(FakeTools tools) {
        this.tools = tools;
    }

    Talk() {
        this(new FakeTools());
    }

    void heardBefore(Message... messages) {
        history.addAll(List.of(messages));
    }

    String ask(String text) throws InterruptedException {
        return ask(text, Locale.ENGLISH);
    }

    String ask(String text, Locale language) throws InterruptedException {
        StringBuilder said = new StringBuilder();
        new OfflineAssistant(InstantSource.fixed(now))
                .reply(new ReplyRequest("", history, text, language, SHANGHAI, tools), new ReplySink() {
                    @Override
                    public void text(String piece) {
                        said.append(piece);
                    }

                    @Override
                    public void emotion(Emotion emotion) {
                        emotions.add(emotion);
                    }
                });
        return said.toString();
    }
}
