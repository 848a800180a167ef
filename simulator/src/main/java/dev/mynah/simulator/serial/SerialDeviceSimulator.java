package dev.mynah.simulator.serial;

import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialCodec.End;
import dev.mynah.protocol.serial.SerialMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** A device that answers on a serial line, such as one end of a pseudo-terminal. Sending is thread-safe. */
public final class SerialDeviceSimulator {
    private final SerialCodec received;
    private final SerialCodec sent;
    private final InputStream in;
    private final OutputStream out;
    private final Consumer<SerialMessage> log;
    private final SerialBoard board = new SerialBoard();

    /** @param log is shown every message, in both directions */
    public SerialDeviceSimulator(Dialect dialect, InputStream in, OutputStream out, Consumer<SerialMessage> log) {
        this.received = SerialCodec.of(dialect, End.DEVICE);
        this.sent = SerialCodec.of(dialect, End.DEVICE);
        this.in = in;
        this.out = out;
        this.log = log;
    }

    /** Answers until the line is gone. */
    public void run() {
        byte[] buffer = new byte[256];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (SerialMessage message : received.receive(Arrays.copyOf(buffer, count))) {
                    log.accept(message);
                    if (message instanceof SerialMessage.Command command) {
                        say(board.answer(command));
                    }
                }
            }
        } catch (IOException gone) {
            // Pulled out, as happens to a device.
        }
    }

    /** Says something by itself. */
    public void say(SerialMessage message) throws IOException {
        log.accept(message);
        sendRaw(sent.encode(message));
    }

    /** Puts any bytes on the line, as noise does. */
    public void sendRaw(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }
}
