package dev.mynah.protocol.ota;

import dev.mynah.protocol.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What a device tells of itself in its configuration request, gathered from headers and body (firmware wire contract
 * §1.2, §1.3). Everything is optional; null is "did not say".
 *
 * @param clientId UUID made at the device's first boot
 * @param activationVersion 2 when the chip has a serial number and can sign, else 1
 * @param language BCP 47, e.g. {@code en-US}
 * @param firmwareVersion as written by the device
 * @param compileTime not ISO 8601
 * @param flashSize in bytes, 0 when not said
 * @param minimumFreeHeap in bytes, 0 when not said
 * @param runningPartition label of the partition that runs
 * @param partitions how the flash is divided
 * @param bodyReadable false when the body was no JSON and only the headers speak (C6)
 */
public record DeviceReport(
        @Nullable DeviceId deviceId,
        @Nullable String clientId,
        @Nullable String serialNumber,
        int activationVersion,
        @Nullable String language,
        @Nullable String firmwareVersion,
        @Nullable String elfSha256,
        @Nullable String compileTime,
        @Nullable String chipModel,
        long flashSize,
        long minimumFreeHeap,
        @Nullable String runningPartition,
        Partitions partitions,
        Board board,
        @Nullable Display display,
        boolean bodyReadable) {

    /**
     * The board and its network.
     *
     * @param type e.g. {@code bread-compact-wifi}'s family
     * @param name the board's name, also the first half of the User-Agent
     * @param ssid of the Wi-Fi
     * @param rssi in dBm, 0 when not said
     * @param carrier of the mobile network
     */
    public record Board(
            @Nullable String type,
            @Nullable String name,
            @Nullable String manufacturer,
            @Nullable String ip,
            @Nullable String ssid,
            int rssi,
            @Nullable String carrier) {}

    /**
     * How the flash is divided (firmware wire contract §3).
     *
     * @param layout 1 as firmware 1.x has it, with a {@code model} partition; 2 as 2.x has it, with {@code assets} in its
     *     place; 0 when neither is said
     * @param appBytes size of the smallest partition that takes an application from the network; 0 when not said
     */
    public record Partitions(int layout, long appBytes) {
        /** Nothing was said. */
        public static final Partitions UNKNOWN = new Partitions(0, 0);
    }

    /** The screen, in pixels. */
    public record Display(int width, int height, boolean monochrome) {}
}
