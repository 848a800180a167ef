package dev.mynah.simulator.device;

import dev.mynah.protocol.ListenMode;
import java.time.Duration;

/**
 * How a virtual device behaves.
 *
 * @param mode how it listens
 * @param framingVersion 1 to 3 to override what the server configures; 0 to obey it
 * @param answerPings false for boards that fail to
 * @param keepPackets whether replies hold their audio; a load has no use for it
 * @param logCapacity messages kept, 0 for none
 * @param ambient whether the open microphone goes on sending the quiet of the room, as real ones do
 * @param helloTimeout how long the answer to the hello may take
 */
public record DeviceSettings(
        ListenMode mode,
        int framingVersion,
        boolean answerPings,
        boolean keepPackets,
        int logCapacity,
        boolean ambient,
        Duration helloTimeout) {

    /** A device as it is sold. */
    public static DeviceSettings usual() {
        return new DeviceSettings(ListenMode.AUTO, 0, true, true, 10_000, true, Duration.ofSeconds(10));
    }

    /** One of a thousand: keeps nothing. */
    public static DeviceSettings lean() {
        return new DeviceSettings(ListenMode.AUTO, 0, true, false, 0, true, Duration.ofSeconds(10));
    }

    /** The same in another mode. */
    public DeviceSettings in(ListenMode otherMode) {
        return new DeviceSettings(
                otherMode, framingVersion, answerPings, keepPackets, logCapacity, ambient, helloTimeout);
    }

    /** The same with a framing of its own choice. */
    public DeviceSettings framed(int version) {
        return new DeviceSettings(mode, version, answerPings, keepPackets, logCapacity, ambient, helloTimeout);
    }

    /** The same with a microphone that falls silent after the words. */
    public DeviceSettings withoutAmbience() {
        return new DeviceSettings(mode, framingVersion, answerPings, keepPackets, logCapacity, false, helloTimeout);
    }

    /** The same without answers to pings. */
    public DeviceSettings deafToPings() {
        return new DeviceSettings(mode, framingVersion, false, keepPackets, logCapacity, ambient, helloTimeout);
    }

    /** The same with another patience for the hello. */
    public DeviceSettings waitingForHello(Duration timeout) {
        return new DeviceSettings(mode, framingVersion, answerPings, keepPackets, logCapacity, ambient, timeout);
    }
}
