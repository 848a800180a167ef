package dev.mynah.transport.udp;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.OpusToc;
import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The audio of one device in datagrams. What arrives is handled by the reading thread alone; sending is thread-safe and
 * never waits. A channel lives from one hello to the next: key, number and sequences are never used again.
 */
public final class UdpChannel implements AutoCloseable {
    private final int ssrc;
    private final byte[] key;
    private final UdpCipher uplink;
    private final Whereabouts whereabouts;
    private final Downlink downlink;
    private final Consumer<AudioPacket> receiver;
    private final UdpAudio home;
    private final UdpCounts counts;
    private final List<AudioPacket> held = new ArrayList<>(Whereabouts.PROOF);
    private int usualMicros;

    UdpChannel(
            int ssrc, byte[] key, Duration frame, Consumer<AudioPacket> receiver, UdpAudio home, Downlink.Wire wire) {
        this.ssrc = ssrc;
        this.key = key;
        this.uplink = new UdpCipher(key);
        this.whereabouts = new Whereabouts(frame, home.nanoTime());
        this.downlink = new Downlink(ssrc, new UdpCipher(key), wire, home.scheduler(), home.counts());
        this.receiver = receiver;
        this.home = home;
        this.counts = home.counts();
    }

    /** The key to tell the device, 16 bytes. */
    public byte[] key() {
        return key.clone();
    }

    /** The nonce to tell the device, 16 bytes. */
    public byte[] nonce() {
        return UdpPacket.nonce(ssrc);
    }

    /**
     * Sends one Opus packet, or keeps it while it is not known where the device is.
     *
     * @param timestampMillis of the packet's first sample
     * @return false when the socket has no room, and the packet is lost
     */
    public boolean send(byte[] packet, long timestampMillis) {
        return downlink.send(packet, timestampMillis);
    }

    /** Forgets packets that are kept: what they belong to is over. */
    public void forgetKept() {
        downlink.forgetKept();
    }

    /** Ends the channel; nothing is received or sent after it. */
    @Override
    public void close() {
        home.closed(this);
        downlink.close();
    }

    int ssrc() {
        return ssrc;
    }

    /** A well-formed datagram with this channel's number; on the reading thread. */
    void received(ByteBuffer datagram, SocketAddress from, long now) {
        long sequence = UdpPacket.sequence(datagram);
        if (!whereabouts.inOrder(sequence, now)) {
            counts.outOfOrder.increment();
            return;
        }
        byte[] opus = uplink.open(datagram);
        int micros = OpusToc.durationMicros(opus);
        boolean decodable = micros > 0 && !OpusToc.isStereo(opus);
        AudioPacket packet = new AudioPacket(UdpPacket.timestampMillis(datagram), opus);
        SocketAddress before = whereabouts.address();
        switch (whereabouts.judge(from, sequence, decodable, decodable && micros == usualMicros, now)) {
            case DROP -> counts.implausible.increment();
            case HOLD -> hold(packet);
            case TAKE -> {
                usualMicros = micros;
                take(packet, from, before);
            }
        }
    }

    private void hold(AudioPacket packet) {
        if (held.size() == Whereabouts.PROOF) {
            held.removeFirst();
        }
        held.add(packet);
    }

    private void take(AudioPacket packet, SocketAddress from, @Nullable SocketAddress before) {
        if (!from.equals(before)) {
            downlink.deviceIsAt(from);
            if (before != null) {
                counts.moved.increment();
                held.forEach(this::deliver);
            }
        }
        held.clear();
        deliver(packet);
    }

    private void deliver(AudioPacket packet) {
        counts.received.increment();
        receiver.accept(packet);
    }
}
