package dev.mynah.simulator.device;

import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.simulator.net.FirmwareWebSocket;
import java.io.IOException;

/** Messages and framed audio on one WebSocket. */
record WebSocketWire(FirmwareWebSocket socket, BinaryFraming framing) implements Wire {
    @Override
    public void text(String message) throws IOException {
        socket.sendText(message);
    }

    @Override
    public byte[] audio(byte[] opus) throws IOException {
        byte[] frame = framing.encode(opus, 0);
        socket.sendBinary(frame);
        return frame;
    }

    /** TCP is closed without a Close frame. */
    @Override
    public void hangUp() {
        socket.closeTcp();
    }

    @Override
    public void close() {
        socket.closeTcp();
    }
}
