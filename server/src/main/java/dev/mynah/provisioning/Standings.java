package dev.mynah.provisioning;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Pairing;
import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of every device that asks what it is to this server, from memory. Thread-safe, never waits.
 *
 * <p>Whether a device is bound is read in one place from one immutable value, so the answer to {@code /activate}, the
 * configuration and the gate can never contradict each other (firmware wire contract C21).
 */
public final class Standings {
    private final DeviceRegistry devices;
    private final Activations activations;
    private final Tokens tokens;
    private final boolean activation;
    private final int limit;

    /**
     * @param activation whether devices must be bound; when not, whoever comes is let in
     * @param limit most devices that wait for their code
     */
    public Standings(DeviceRegistry devices, Activations activations, Tokens tokens, boolean activation, int limit) {
        this.devices = devices;
        this.activations = activations;
        this.tokens = tokens;
        this.activation = activation;
        this.limit = limit;
    }

    /**
     * Notes what a device reported and says what it is; one that is not bound gets a code.
     *
     * @param address where it asks from
     */
    public Standing of(DeviceId id, DeviceReport report, String address) {
        String clientId = ClientIds.usable(report.clientId());
        Optional<Device> bound = bound(id, clientId);
        if (bound.isPresent()) {
            devices.reported(id, report);
            Device device = bound.get();
            return new Standing.Admitted(
                    tokens.delivered(device), device.arrangement().transport());
        }
        if (!activation) {
            devices.met(id);
            devices.reported(id, report);
            return new Standing.Admitted("", null);
        }
        if (speaksFor(id, clientId)) {
            devices.reported(id, report);
        }
        return activations
                .begin(id, clientId, Reported.of(report, Reported.NOTHING), address)
                .<Standing>map(Standing.Waiting::new)
                .orElseGet(() -> new Standing.Crowded(limit));
    }

    /** Whether the device may come in as far as its address and client id say; neither is a proof. */
    boolean admits(DeviceId id, @Nullable String clientId) {
        return !activation || bound(id, ClientIds.usable(clientId)).isPresent();
    }

    /** The device, when exactly this one was bound and has a token that holds. */
    Optional<Device> bound(DeviceId id, String clientId) {
        return devices.find(id).filter(device -> {
            Pairing pairing = device.pairing();
            return pairing != null && pairing.tokenId() != null && ClientIds.same(pairing.clientId(), clientId);
        });
    }

    /** The device, when it was bound, whatever its client id, and has a token that holds. */
    Optional<Device> bound(DeviceId id) {
        return devices.find(id).filter(device -> {
            Pairing pairing = device.pairing();
            return pairing != null && pairing.tokenId() != null;
        });
    }

    /** Whether every device must be bound. */
    boolean activation() {
        return activation;
    }

    /** What a stranger says under the address of a bound device is not noted as that device's. */
    private boolean speaksFor(DeviceId id, String clientId) {
        return devices.find(id)
                .map(Device::pairing)
                .map(pairing -> ClientIds.same(pairing.clientId(), clientId))
                .orElse(true);
    }
}
