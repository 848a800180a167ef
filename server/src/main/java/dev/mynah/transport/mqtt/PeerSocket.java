package dev.mynah.transport.mqtt;

import dev.mynah.broker.Delivery;
import dev.mynah.broker.Message;
import dev.mynah.broker.Peer;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.mqtt.packet.ClientPacket.Step;
import dev.mynah.protocol.mqtt.packet.PacketWriter;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The sending side of a connection. Thread-safe. */
final class PeerSocket implements Peer {
    private final Socket socket;
    private final PacketWriter writer;
    private final long maximumPacketSize;
    private final InstantSource clock;
    private final Executor loop;
    private volatile Consumer<Reason> ending = reason -> {};

    /**
     * @param maximumPacketSize the client takes; {@link Long#MAX_VALUE} for any
     * @param loop of the connection
     */
    PeerSocket(Socket socket, PacketWriter writer, long maximumPacketSize, InstantSource clock, Executor loop) {
        this.socket = socket;
        this.writer = writer;
        this.maximumPacketSize = maximumPacketSize;
        this.clock = clock;
        this.loop = loop;
    }

    /** How to end the connection; called on its loop. */
    void attach(Consumer<Reason> end) {
        ending = end;
    }

    PacketWriter writer() {
        return writer;
    }

    @Override
    public boolean writable() {
        return !socket.full();
    }

    @Override
    public boolean fits(Delivery delivery) {
        return maximumPacketSize == Long.MAX_VALUE || writer.size(outgoing(delivery, 1, false)) <= maximumPacketSize;
    }

    @Override
    public void publish(Delivery delivery, int packetId, boolean again) {
        socket.write(writer.publish(outgoing(delivery, packetId, again)));
    }

    private PacketWriter.Outgoing outgoing(Delivery delivery, int packetId, boolean again) {
        Message message = delivery.message();
        return new PacketWriter.Outgoing(
                message.topic(),
                message.payload(),
                delivery.qos(),
                delivery.retain(),
                again,
                packetId,
                message.properties(),
                secondsLeft(message),
                delivery.subscriptions());
    }

    private long secondsLeft(Message message) {
        return message.expiresAtMillis() == Long.MAX_VALUE
                ? PacketWriter.Outgoing.NEVER
                : Math.max(0, TimeUnit.MILLISECONDS.toSeconds(message.expiresAtMillis() - clock.millis()));
    }

    @Override
    public void release(int packetId) {
        acknowledge(Step.PUBREL, packetId, Reason.SUCCESS);
    }

    void acknowledge(Step step, int packetId, Reason reason) {
        socket.write(writer.acknowledgement(step, packetId, reason.code()));
    }

    void write(byte[] packet) {
        socket.write(packet);
    }

    @Override
    public void disconnect(Reason reason) {
        loop.execute(() -> ending.accept(reason));
    }
}
