package dev.mynah.transport.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A serial line of this machine, by jSerialComm. */
final class SystemLine implements SerialLine {
    private static final int READ_MILLIS = 20;
    private static final int WRITE_MILLIS = 1_000;
    private static final int READ_BYTES = 1_024;
    private static final int NO_SUCH_FILE = 2;

    private final SerialPort port;
    private final byte[] buffer = new byte[READ_BYTES];

    private SystemLine(SerialPort port) {
        this.port = port;
    }

    static Optional<SerialLine> open(SerialPortOptions options) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(options.path());
        } catch (SerialPortInvalidPortException absent) {
            return Optional.empty();
        }
        SerialPortOptions.LineParameters line = options.line();
        port.setComPortParameters(line.baud(), line.dataBits(), stopBits(line.stopBits()), parity(line.parity()));
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, READ_MILLIS, WRITE_MILLIS);
        if (!port.openPort()) {
            if (port.getLastErrorCode() == NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw new IOException("cannot be opened (error " + port.getLastErrorCode()
                    + "); the user that runs the server needs the right to use it, on Debian the group dialout");
        }
        return Optional.of(new SystemLine(port));
    }

    @Override
    public byte[] read() throws IOException {
        int count = port.readBytes(buffer, buffer.length);
        if (count < 0 || !port.isOpen()) {
            throw new IOException("the line is gone");
        }
        return Arrays.copyOf(buffer, count);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int written = port.writeBytes(bytes, bytes.length - at, at);
            if (written <= 0) {
                throw new IOException("the line takes nothing");
            }
            at += written;
        }
    }

    @Override
    public void close() {
        port.closePort();
    }

    private static int stopBits(int bits) {
        return bits == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    private static int parity(SerialPortOptions.Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }
}
