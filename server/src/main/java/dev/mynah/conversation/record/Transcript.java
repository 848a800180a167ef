package dev.mynah.conversation.record;

import dev.mynah.protocol.message.ServerMessage;
import java.util.List;

/**
 * One channel's present turn, put together from what is sent and received. Thread-safe: frames leave on another thread than
 * packets arrive on.
 */
final class Transcript {
    /** Half a minute before the text is there: people seldom speak longer at a stretch. */
    private static final int QUESTION_PACKETS = 500;
    /** Two minutes. */
    private static final int ANSWER_PACKETS = 2000;

    private final Recording incoming = new Recording(QUESTION_PACKETS);
    private final Recording outgoing = new Recording(ANSWER_PACKETS);
    private final StringBuilder said = new StringBuilder();
    private List<byte[]> asked = List.of();
    private String heard = "";

    synchronized void arrived(byte[] packet) {
        incoming.add(packet);
    }

    /** The microphone was opened: what was heard before belongs to nothing. */
    synchronized void listening() {
        incoming.take();
    }

    synchronized void sent(byte[] packet) {
        outgoing.add(packet);
    }

    /** Follows a message; says whether a question was understood with it. */
    synchronized boolean sent(ServerMessage message) {
        switch (message) {
            case ServerMessage.Stt understood -> {
                heard = understood.text();
                asked = incoming.take();
                return true;
            }
            case ServerMessage.TtsSentenceStart sentence ->
                said.append(said.isEmpty() ? "" : " ").append(sentence.text());
            case ServerMessage.Hello hello -> {}
            case ServerMessage.Llm face -> {}
            case ServerMessage.TtsStart start -> {}
            case ServerMessage.TtsStop stop -> {}
            case ServerMessage.Mcp mcp -> {}
            case ServerMessage.Reboot reboot -> {}
            case ServerMessage.Alert alert -> {}
            case ServerMessage.Goodbye goodbye -> {}
            case ServerMessage.Custom custom -> {}
            case ServerMessage.Unknown unknown -> {}
        }
        return false;
    }

    /** What the turn was, and room for the next. */
    synchronized Heard take() {
        Heard turn = new Heard(heard, said.toString(), asked, outgoing.take());
        heard = "";
        asked = List.of();
        said.setLength(0);
        return turn;
    }
}
