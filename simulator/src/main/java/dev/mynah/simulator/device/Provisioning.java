package dev.mynah.simulator.device;

import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;

/**
 * What a device does after every start until it knows where to go: it asks for its configuration, and when nobody has bound
 * it, shows its code and asks until somebody has (firmware wire contract §1 and §2). Thread-safe.
 */
public final class Provisioning {
    private final FirmwareHttp http;

    /** Asks with the given client. */
    public Provisioning(FirmwareHttp http) {
        this.http = http;
    }

    /** How the question whether it is bound was answered. */
    public enum Answer {
        /** 200: it is. */
        BOUND,
        /** 202: not yet. */
        PENDING,
        /** Anything else. */
        OTHER
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

    /**
     * Asks whether somebody has bound the device meanwhile.
     *
     * @param challenge of the last configuration
     */
    public Answer activate(DeviceProfile profile, String otaUrl, String challenge) {
        // A device that was given a query would append to it; what asks for a wire is no part of the address here.
        String base = otaUrl.contains("?") ? otaUrl.substring(0, otaUrl.indexOf('?')) : otaUrl;
        String url = base.endsWith("/") ? base + "activate" : base + "/activate";
        try {
            http.post(url, profile.otaHeaders(), profile.activationBody(challenge));
            return Answer.BOUND;
        } catch (HttpRefusal refusal) {
            return refusal.status() == 202 ? Answer.PENDING : Answer.OTHER;
        }
    }
}
