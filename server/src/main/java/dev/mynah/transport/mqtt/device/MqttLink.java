package dev.mynah.transport.mqtt.device;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceLink;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.Sessions;
import dev.mynah.transport.udp.UdpChannel;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to a device whose messages go over MQTT and whose audio goes in datagrams. Thread-safe. It outlives the MQTT
 * connection: when that breaks, the device goes on playing what comes in datagrams, and reconnects.
 */
final class MqttLink implements DeviceLink {
    /** Packets in a row that found no room before the device is given up: about 5 s of speech. */
    private static final int MAX_CONGESTED_PACKETS = 83;

    private final String sessionId;
    private final Conversation conversation;
    private final Sessions sessions;
    private final Supplier<@Nullable InetAddress> address;
    private final AtomicReference<@Nullable SessionEnd> closed = new AtomicReference<>();
    private final AtomicInteger congested = new AtomicInteger();
    private volatile @Nullable UdpChannel audio;
    private volatile @Nullable DeviceSession session;

    /** @param address where the device is at the moment, which changes when it reconnects elsewhere */
    MqttLink(String sessionId, Conversation conversation, Sessions sessions, Supplier<@Nullable InetAddress> address) {
        this.sessionId = sessionId;
        this.conversation = conversation;
        this.sessions = sessions;
        this.address = address;
    }

    String sessionId() {
        return sessionId;
    }

    @Nullable
    DeviceSession session() {
        return session;
    }

    /** Where audio goes; before the session is opened. */
    void audio(UdpChannel channel) {
        audio = channel;
    }

    /** Whose link it is. */
    void opened(DeviceSession opened) {
        session = opened;
        if (closed.get() != null) {
            // It was closed before it could tell the session.
            tellEnd();
        }
    }

    /** A packet from the device; on the thread that reads datagrams. */
    void received(AudioPacket packet) {
        DeviceSession open = session;
        if (open != null && closed.get() == null) {
            open.receive(packet);
        }
    }

    @Override
    public String transport() {
        return "mqtt";
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.ofNullable(address.get());
    }

    @Override
    public void send(ServerMessage message) {
        if (closed.get() != null) {
            return;
        }
        UdpChannel channel = audio;
        if (channel != null
                && (message instanceof ServerMessage.TtsStart || message instanceof ServerMessage.TtsStop)) {
            // What is still kept belongs to speech that is over; a device plays nothing outside of speech.
            channel.forgetKept();
        }
        if (!conversation.send(sessionId, message)) {
            close(SessionEnd.CONGESTED);
        }
    }

    @Override
    public boolean sendAudio(byte[] packet, long timestampMillis) {
        UdpChannel channel = audio;
        if (channel == null || closed.get() != null) {
            return false;
        }
        if (channel.send(packet, timestampMillis)) {
            congested.setRelease(0);
            return true;
        }
        if (congested.incrementAndGet() == MAX_CONGESTED_PACKETS) {
            close(SessionEnd.CONGESTED);
        }
        return false;
    }

    @Override
    public void close(SessionEnd reason) {
        if (closed.compareAndSet(null, reason)) {
            conversation.send(sessionId, new ServerMessage.Goodbye());
            over();
        }
    }

    /**
     * Ends it without a word: the device left by itself, or has begun another conversation and would take a good-bye for
     * that one's.
     */
    void end(SessionEnd reason) {
        if (closed.compareAndSet(null, reason)) {
            over();
        }
    }

    private void over() {
        conversation.ended(this);
        UdpChannel channel = audio;
        if (channel != null) {
            channel.close();
        }
        tellEnd();
    }

    private void tellEnd() {
        DeviceSession open = session;
        SessionEnd reason = closed.get();
        if (open != null && reason != null) {
            sessions.wireClosed(open, reason);
        }
    }
}
