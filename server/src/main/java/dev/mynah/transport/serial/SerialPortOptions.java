package dev.mynah.transport.serial;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import java.time.Duration;

/**
 * One port as it was configured.
 *
 * @param name what operators call it
 * @param path such as {@code /dev/ttyUSB0} or {@code COM3}
 * @param line how bytes are sent
 * @param device who is at the other end
 * @param answerWithin how long a device may take for an answer
 * @param poll how often it is asked for its status, which also shows whether it is there
 */
public record SerialPortOptions(
        String name,
        String path,
        LineParameters line,
        Dialect dialect,
        DeviceId device,
        Duration answerWithin,
        Duration poll) {
    /** What stands between data bits. */
    public enum Parity {
        NONE,
        ODD,
        EVEN,
        MARK,
        SPACE
    }

    /**
     * The parameters of a serial line; 115200 8N1 is usual.
     *
     * @param baud bits a second
     * @param dataBits 5 to 8
     * @param stopBits 1 or 2
     */
    public record LineParameters(int baud, int dataBits, int stopBits, Parity parity) {
        /** 115200 8N1. */
        public static final LineParameters USUAL = new LineParameters(115_200, 8, 1, Parity.NONE);
    }
}
