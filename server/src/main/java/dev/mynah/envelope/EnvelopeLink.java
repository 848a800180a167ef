package dev.mynah.envelope;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.TextChannel;

/** The way of a reply to somebody who gets it as a whole. Thread-safe; only collects and hands over. */
final class EnvelopeLink implements DeviceLink {
    static final AudioParams FORMAT = EnvelopeDialect.SPEECH;

    /** Who is told. Calls come from any thread and return at once. */
    interface Listener {
        void heard(String text);

        void asks(ServerMessage.Mcp request);

        void shows(ServerMessage.Alert alert);

        void reboots();

        void resting();
    }

    private final TextChannel channel;
    private final Collected collected;
    private final Listener listener;

    EnvelopeLink(TextChannel channel, Collected collected, Listener listener) {
        this.channel = channel;
        this.collected = collected;
        this.listener = listener;
    }

    @Override
    public String transport() {
        return channel.transport();
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public void send(ServerMessage message) {
        switch (message) {
            case ServerMessage.Stt stt -> {
                collected.heard(stt.text());
                listener.heard(stt.text());
            }
            case ServerMessage.TtsSentenceStart sentence -> collected.sentence(sentence.text());
            case ServerMessage.Mcp mcp -> listener.asks(mcp);
            case ServerMessage.Alert alert -> listener.shows(alert);
            case ServerMessage.Reboot reboot -> listener.reboots();
            // Faces and the beginnings and ends of speech are for devices that play it as it comes.
            case ServerMessage.Llm llm -> {}
            case ServerMessage.TtsStart start -> {}
            case ServerMessage.TtsStop stop -> {}
            case ServerMessage.Hello hello -> {}
            case ServerMessage.Goodbye goodbye -> {}
            case ServerMessage.Custom custom -> {}
            case ServerMessage.Unknown unknown -> {}
        }
    }

    @Override
    public boolean sendAudio(byte[] samples, long timestampMillis) {
        return collected.sound(samples);
    }

    @Override
    public void resting() {
        listener.resting();
    }

    @Override
    public void close(SessionEnd reason) {
        channel.close(reason);
    }
}
