package dev.mynah.provisioning;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Pairing;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;

/**
 * Lets in the devices that were bound and show their token. Thread-safe, never waits. Everybody else gets the same words,
 * whatever is wrong.
 */
public final class DeviceGate implements Gate {
    private static final Decision STRANGER = new Decision.Denied(
            401, "This device is not bound here, or its token is not the one it was given; restart it to get its own.");

    private final Standings standings;
    private final Tokens tokens;
    private final DeviceRegistry devices;

    public DeviceGate(Standings standings, Tokens tokens, DeviceRegistry devices) {
        this.standings = standings;
        this.tokens = tokens;
        this.devices = devices;
    }

    @Override
    public Decision decide(DeviceId id, Knock knock) {
        if (!standings.activation()) {
            devices.met(id);
            return new Decision.Granted(() -> true);
        }
        return switch (knock.proof()) {
            case Knock.CheckedByWire checked ->
                knock.clientId() == null ? bound(id) : withoutToken(id, ClientIds.usable(knock.clientId()));
            case Knock.Header header ->
                standings
                        .bound(id, ClientIds.usable(knock.clientId()))
                        .flatMap(device -> tokens.recognised(device, header.authorization()))
                        .map(token -> granted(id, token))
                        .orElse(STRANGER);
            case Knock.Said said ->
                devices.find(id)
                        .flatMap(device -> tokens.recognised(device, "Bearer " + said.token())
                                .or(() -> tokens.recognised(device, said.token())))
                        .map(token -> granted(id, token))
                        .orElse(STRANGER);
        };
    }

    /** The wire knows the device by something that was made for it alone, such as its token. */
    private Decision bound(DeviceId id) {
        return standings.bound(id).isPresent()
                ? new Decision.Granted(() -> standings.bound(id).isPresent())
                : STRANGER;
    }

    private Decision withoutToken(DeviceId id, String clientId) {
        return standings.bound(id, clientId).isPresent()
                ? new Decision.Granted(() -> standings.bound(id, clientId).isPresent())
                : STRANGER;
    }

    /** A token is made for one client id, so it no longer holds once the device is paired with another. */
    private Decision granted(DeviceId id, String token) {
        devices.used(id, token);
        return new Decision.Granted(() -> devices.find(id)
                .map(Device::pairing)
                .filter(pairing -> has(pairing, token))
                .isPresent());
    }

    private static boolean has(Pairing pairing, String token) {
        return token.equals(pairing.tokenId()) || token.equals(pairing.previousTokenId());
    }
}
