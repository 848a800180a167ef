package dev.mynah.device;

import dev.mynah.protocol.ota.DeviceReport;

/**
 * The rest of what a device says of itself: for people who look for the cause of something. Immutable.
 *
 * @param flashBytes 0 when not said, as the other numbers
 * @param freeHeapBytes the least there was since it started
 * @param ip its address in its own network
 * @param ssid of the Wi-Fi
 * @param rssi of the Wi-Fi in dBm
 * @param carrier of the mobile network
 * @param compiled when the firmware was, in the compiler's words
 * @param imageSha256 of the firmware
 * @param partition label of the one that runs
 * @param partitionLayout 1 or 2 as the firmware's generations have it; 0 when not said
 * @param appBytes most that an application may have
 */
public record Hardware(
        String boardType,
        String manufacturer,
        String serial,
        long flashBytes,
        long freeHeapBytes,
        String ip,
        String ssid,
        int rssi,
        String carrier,
        int displayWidth,
        int displayHeight,
        boolean monochrome,
        String compiled,
        String imageSha256,
        String partition,
        int partitionLayout,
        long appBytes) {
    /** Nothing is known. */
    public static final Hardware UNKNOWN = new Hardware("", "", "", 0, 0, "", "", 0, "", 0, 0, false, "", "", "", 0, 0);

    static Hardware of(DeviceReport report) {
        DeviceReport.Board board = report.board();
        DeviceReport.Display display = report.display();
        return new Hardware(
                ReportedText.clean(board.type()),
                ReportedText.clean(board.manufacturer()),
                ReportedText.clean(report.serialNumber()),
                report.flashSize(),
                report.minimumFreeHeap(),
                ReportedText.clean(board.ip()),
                ReportedText.clean(board.ssid()),
                board.rssi(),
                ReportedText.clean(board.carrier()),
                display == null ? 0 : display.width(),
                display == null ? 0 : display.height(),
                display != null && display.monochrome(),
                ReportedText.clean(report.compileTime()),
                ReportedText.clean(report.elfSha256()),
                ReportedText.clean(report.runningPartition()),
                report.partitions().layout(),
                report.partitions().appBytes());
    }
}
