package dev.mynah.simulator.device;

import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.FirmwareVersion;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a device does with the firmware it is told of: it compares, fetches, installs and starts again (firmware wire contract
 * §1.5, §3). Thread-safe.
 */
public final class Upgrading {
    private static final int MAGIC = 0xE9;
    private static final int VERSION_AT = 48;
    private static final int VERSION_BYTES = 32;

    private final FirmwareHttp http;

    public Upgrading(FirmwareHttp http) {
        this.http = http;
    }

    /**
     * A device after it installed something.
     *
     * @param device as it reports itself from then on
     * @param image what it fetched
     */
    public record Upgraded(DeviceProfile device, byte[] image) {}

    /**
     * Does what it is told.
     *
     * @return empty when there is nothing to install
     * @throws HttpRefusal when a device could not have fetched it
     * @throws IllegalStateException when it would not start with what it fetched
     */
    public Optional<Upgraded> upgrade(DeviceProfile device, DeviceConfiguration told) throws HttpRefusal {
        DeviceConfiguration.Firmware offered = told.firmware();
        if (offered == null || offered.url().isEmpty() || !(offered.force() || newer(offered, device))) {
            return Optional.empty();
        }
        byte[] image = http.fetch(offered.url());
        if (image.length < VERSION_AT + VERSION_BYTES || Byte.toUnsignedInt(image[0]) != MAGIC) {
            throw new IllegalStateException("a device refuses to start with what it fetched from " + offered.url());
        }
        return Optional.of(new Upgraded(device.running(version(image)), image));
    }

    private static boolean newer(DeviceConfiguration.Firmware offered, DeviceProfile device) {
        FirmwareVersion running = FirmwareVersion.reported(device.firmwareVersion())
                .orElseThrow(() -> new IllegalStateException("a device restarts for ever over its own version"));
        return offered.version().newerThan(running);
    }

    private static String version(byte[] image) {
        int end = VERSION_AT;
        while (end < VERSION_AT + VERSION_BYTES && image[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(image, VERSION_AT, end), StandardCharsets.UTF_8);
    }
}
