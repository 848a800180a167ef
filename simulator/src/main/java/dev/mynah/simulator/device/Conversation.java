package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.audio.OpusToc;
import dev.mynah.protocol.audio.Unframed;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.simulator.device.ContractViolation.Rule;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a device on an open channel (firmware wire contract §4.7): message in, {@link Effect} out. Time
 * comes from the caller. Not thread-safe.
 */
final class Conversation {
    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** What the server may still have had on its way when the device interrupted. */
    private static final long ABORT_GRACE_NANOS = 500_000_000L;

    /** How long a datagram may be on its way while messages on another connection pass it. */
    private static final long OVERTAKING_NANOS = 500_000_000L;

    private final boolean keepPackets;
    private final DeviceTools tools;
    private final Violations violations;
    private final Consumer<Reply> completed;
    private final BinaryFraming framing;
    private final String transport;
    private DeviceState state = DeviceState.CONNECTING;
    private ListenMode mode;
    private AudioParams params = AudioParams.DOWNLINK;
    private String sessionId = "";
    private ServerMessage.@Nullable UdpChannel audioChannel;
    private boolean helloReceived;
    private boolean startOutstanding;
    private boolean aborted;
    private long abortedAt;
    private long spokeUntil = Long.MIN_VALUE / 2;
    private int generation;
    private int packetsDropped;
    private int packetsAfterAbort;
    private TurnNotes turn;
    private Playback playback = new Playback(params.frameDurationMillis());

    /** @param transport that the server's hello must name */
    Conversation(
            DeviceSettings settings,
            BinaryFraming framing,
            String transport,
            DeviceTools tools,
            Violations violations,
            Consumer<Reply> completed) {
        this.keepPackets = settings.keepPackets();
        this.mode = settings.mode();
        this.framing = framing;
        this.transport = transport;
        this.tools = tools;
        this.violations = violations;
        this.completed = completed;
        this.turn = new TurnNotes(keepPackets);
    }

    DeviceState state() {
        return state;
    }

    ListenMode mode() {
        return mode;
    }

    AudioParams params() {
        return params;
    }

    String sessionId() {
        return sessionId;
    }

    /** Where audio goes, once the hello said so; null on WebSocket. */
    ServerMessage.@Nullable UdpChannel audioChannel() {
        return audioChannel;
    }

    boolean helloReceived() {
        return helloReceived;
    }

    int packetsDropped() {
        return packetsDropped;
    }

    int packetsAfterAbort() {
        return packetsAfterAbort;
    }

    private void turnTo(DeviceState next) {
        state = next;
        generation++;
    }

    void listening(ListenMode wanted) {
        mode = wanted;
        turnTo(DeviceState.LISTENING);
    }

    void idle() {
        turnTo(DeviceState.IDLE);
    }

    void speechEnded(long now) {
        turn.speechEnded(now);
    }

    void aborting(long now) {
        if (startOutstanding) {
            aborted = true;
            abortedAt = now;
            packetsAfterAbort = 0;
            turn.interrupted();
        }
    }

    /** The wake word makes a device listen by itself, whatever the server does. */
    Effect listenAfterAbort(long now) {
        turnTo(DeviceState.LISTENING);
        return new Effect.ListenAfter(playback.nanosUntilSilent(now), generation);
    }

    /** Whether the device still waits to listen as it did when the effect was made. */
    boolean stillWaitingToListen(int then) {
        return generation == then && state == DeviceState.LISTENING;
    }

    /** @param inSession the session the message names; empty when it names none */
    Effect receive(String inSession, ServerMessage message, long now) {
        switch (message) {
            case ServerMessage.Hello hello -> hello(hello, now);
            case ServerMessage.Stt stt -> turn.heard(stt.text(), now);
            case ServerMessage.Llm llm -> turn.face(llm.emotion().wireName());
            case ServerMessage.TtsStart start -> {
                return start(now);
            }
            case ServerMessage.TtsStop stop -> {
                return stop(now);
            }
            case ServerMessage.TtsSentenceStart sentence -> sentence(sentence.text(), now);
            case ServerMessage.Mcp mcp -> {
                return toolRequest(mcp.payload(), now);
            }
            case ServerMessage.Reboot reboot -> {
                return new Effect.HangUp();
            }
            case ServerMessage.Alert alert -> {
                if (startOutstanding) {
                    violations.add(Rule.ALERT_DURING_SPEECH, alert.status(), now);
                }
            }
            case ServerMessage.Goodbye goodbye -> {
                return goodbye(inSession, now);
            }
            case ServerMessage.Custom custom -> {}
            case ServerMessage.Unknown unknown -> violations.add(Rule.UNKNOWN_MESSAGE, unknown.type(), now);
        }
        return Effect.NONE;
    }

    private void hello(ServerMessage.Hello hello, long now) {
        if (helloReceived) {
            violations.add(Rule.SECOND_HELLO, "one was enough", now);
            return;
        }
        if (!hello.transport().equals(transport)) {
            violations.add(Rule.BAD_HELLO, "transport '" + hello.transport() + "' is ignored", now);
            return;
        }
        ServerMessage.UdpChannel channel = hello.udp();
        if (channel != null) {
            String objection = AudioChannelRules.objection(channel);
            if (!objection.isEmpty()) {
                // The firmware ignores such a hello, and times out.
                violations.add(Rule.BAD_AUDIO_CHANNEL, objection, now);
                return;
            }
            if (!AudioChannelRules.isTemplate(channel.nonce())) {
                violations.add(Rule.BAD_NONCE, channel.nonce(), now);
            }
        }
        audioChannel = channel;
        helloReceived = true;
        sessionId = hello.sessionId();
        params = hello.audio();
        playback = new Playback(Math.max(1, params.frameDurationMillis()));
        if (!SESSION_ID.matcher(sessionId).matches()) {
            violations.add(Rule.BAD_SESSION_ID, "'" + sessionId + "'", now);
        }
        if (!params.playable()) {
            violations.add(Rule.UNPLAYABLE_PARAMETERS, String.valueOf(params), now);
        }
    }

    /** Only over MQTT, and only for the session that is open (§5.4). */
    private Effect goodbye(String inSession, long now) {
        if (transport.equals("websocket")) {
            violations.add(Rule.UNKNOWN_MESSAGE, "goodbye means nothing on WebSocket", now);
            return Effect.NONE;
        }
        if (!inSession.equals(sessionId)) {
            violations.add(Rule.FOREIGN_GOODBYE, "'" + inSession + "'", now);
            return Effect.NONE;
        }
        return new Effect.CloseChannel();
    }

    private Effect start(long now) {
        if (startOutstanding) {
            violations.add(aborted ? Rule.OLD_TURN_AFTER_ABORT : Rule.START_TWICE, "tts start", now);
        }
        startOutstanding = true;
        return switch (state) {
            case CONNECTING -> {
                violations.add(Rule.START_BEFORE_LISTEN, "the device ignores it", now);
                yield Effect.NONE;
            }
            case SPEAKING -> Effect.NONE;
            case IDLE, LISTENING -> speak(now);
        };
    }

    /** Entering Speaking empties the queue and, except in full duplex, turns the microphone off. */
    private Effect speak(long now) {
        turnTo(DeviceState.SPEAKING);
        playback = new Playback(Math.max(1, params.frameDurationMillis()));
        turn.started(now);
        return mode == ListenMode.REALTIME ? Effect.NONE : new Effect.CloseMicrophone();
    }

    private Effect stop(long now) {
        if (!startOutstanding) {
            violations.add(Rule.STOP_WITHOUT_START, "tts stop", now);
        }
        Effect effect = state == DeviceState.SPEAKING ? fallSilent(now) : Effect.NONE;
        if (startOutstanding) {
            completed.accept(turn.complete(tools.takeCalls(), playback.quality(now), params, now));
            turn = new TurnNotes(keepPackets);
        }
        startOutstanding = false;
        aborted = false;
        return effect;
    }

    private Effect fallSilent(long now) {
        spokeUntil = now;
        return switch (mode) {
            case MANUAL -> {
                turnTo(DeviceState.IDLE);
                yield Effect.NONE;
            }
            case AUTO -> {
                turnTo(DeviceState.LISTENING);
                yield new Effect.ListenAfter(playback.nanosUntilSilent(now), generation);
            }
            case REALTIME -> {
                turnTo(DeviceState.LISTENING);
                yield Effect.NONE;
            }
        };
    }

    private void sentence(String text, long now) {
        if (!startOutstanding) {
            violations.add(Rule.SENTENCE_OUTSIDE_SPEECH, "sentence_start", now);
        } else if (aborted && now - abortedAt > ABORT_GRACE_NANOS) {
            violations.add(Rule.OLD_TURN_AFTER_ABORT, "sentence_start", now);
        }
        turn.sentence(text);
    }

    private Effect toolRequest(ObjectNode payload, long now) {
        Optional<String> objection = DeviceTools.objection(payload);
        if (objection.isPresent()) {
            violations.add(Rule.BAD_TOOL_REQUEST, objection.get(), now);
            return Effect.NONE;
        }
        return new Effect.ToolRequest(payload);
    }

    /** What happened to a binary frame. */
    enum Heard {
        FIRST,
        ANOTHER,
        NOT_PLAYED
    }

    Heard audio(byte[] frame, long now) {
        return switch (framing.decode(frame)) {
            case AudioPacket packet -> play(packet.payload(), now);
            case Unframed.Malformed malformed -> {
                violations.add(Rule.BAD_FRAMING, malformed.reason(), now);
                yield Heard.NOT_PLAYED;
            }
        };
    }

    private Heard play(byte[] packet, long now) {
        if (aborted) {
            packetsAfterAbort++;
        }
        if (state != DeviceState.SPEAKING) {
            packetsDropped++;
            if (!startOutstanding && !overtaken(now)) {
                violations.add(Rule.AUDIO_OUTSIDE_SPEECH, "dropped in " + state, now);
            }
            return Heard.NOT_PLAYED;
        }
        checkPacket(packet, now);
        if (!playback.offer(now)) {
            violations.add(Rule.QUEUE_OVERFLOW, "more than " + Playback.CAPACITY + " packets ahead", now);
        }
        return turn.audio(packet, now) ? Heard.FIRST : Heard.ANOTHER;
    }

    /** Nobody keeps datagrams and messages of two connections in order, and devices drop what is late. */
    private boolean overtaken(long now) {
        return audioChannel != null && now - spokeUntil < OVERTAKING_NANOS;
    }

    private void checkPacket(byte[] packet, long now) {
        int micros = OpusToc.durationMicros(packet);
        if (micros != params.frameDurationMillis() * 1000) {
            violations.add(
                    Rule.WRONG_PACKET,
                    micros / 1000.0 + " ms instead of " + params.frameDurationMillis() + ", " + packet.length
                            + " bytes",
                    now);
        } else if (OpusToc.isStereo(packet)) {
            violations.add(Rule.WRONG_PACKET, "two channels", now);
        }
    }
}
