package dev.mynah.simulator.device;

import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;

/** The configuration request that a device makes after every start (firmware wire contract §1). Thread-safe. */
public final class Provisioning {
    private final FirmwareHttp http;

    /** Asks with the given client. */
    public Provisioning(FirmwareHttp http) {
        this.http = http;
    }

    /**
     * Asks for the configuration.
     *
     * @throws HttpRefusal when a device could not read the reply
     * @throws WrongShapeException when a device would suffer from what it says
     */
    public DeviceConfiguration check(DeviceProfile profile, String otaUrl) throws HttpRefusal, WrongShapeException {
        FirmwareHttp.Reply reply = http.post(otaUrl, profile.otaHeaders(), profile.otaBody());
        return DeviceConfigurations.decode(reply.body());
    }

    /** Asks whether somebody has bound the device meanwhile; true once it is so (§2.1). */
    public boolean activate(DeviceProfile profile, String otaUrl) throws HttpRefusal {
        // A device that was given a query would append to it; what asks for a wire is no part of the address here.
        String base = otaUrl.contains("?") ? otaUrl.substring(0, otaUrl.indexOf('?')) : otaUrl;
        String url = base.endsWith("/") ? base + "activate" : base + "/activate";
        try {
            http.post(url, profile.otaHeaders(), "{}");
            return true;
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 202) {
                return false;
            }
            throw refusal;
        }
    }
}
