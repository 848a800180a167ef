package dev.mynah.provisioning;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Pairing;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.ActivationProof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers devices that ask whether somebody has bound them (firmware wire contract §2.1). Thread-safe.
 *
 * <p>A device that says it can prove who it is (activation version 2) and does not is refused while it waits, which only
 * makes it ask less often: what binds a device is the code a person enters.
 */
public final class ActivationRequests {
    private static final Logger log = LoggerFactory.getLogger(ActivationRequests.class);

    private final Standings standings;
    private final Activations activations;
    private final SerialKeys serials;
    private final Binding binding;
    private final DeviceRegistry devices;

    public ActivationRequests(
            Standings standings, Activations activations, SerialKeys serials, Binding binding, DeviceRegistry devices) {
        this.standings = standings;
        this.activations = activations;
        this.serials = serials;
        this.binding = binding;
        this.devices = devices;
    }

    /** What to answer. */
    public sealed interface Outcome {}

    /** An answer. */
    public sealed interface Settled extends Outcome {}

    /** The device is bound: 200. */
    public record Bound() implements Settled {}

    /** Not yet: 202. */
    public record Pending() implements Settled {}

    /** It did not prove what it claims: 401, with the reason. */
    public record Unproven(String reason) implements Settled {}

    /** It is to be paired anew, which has to be stored first. The work blocks and does not throw. */
    public record Deciding(Supplier<Settled> work) implements Outcome {}

    /**
     * Answers at once, from memory.
     *
     * @param proof what the device sent; null when it sent nothing of the kind
     * @param version of the activation the device says it can do
     */
    public Outcome answer(DeviceId id, @Nullable String clientId, int version, @Nullable ActivationProof proof) {
        if (standings.admits(id, clientId)) {
            return new Bound();
        }
        if (version < 2) {
            return new Pending();
        }
        if (proof == null || proof.hmac().isEmpty()) {
            return new Unproven("The challenge is not signed.");
        }
        Optional<Activation> activation = activations
                .of(id, ClientIds.usable(clientId))
                .filter(waiting -> same(waiting.challenge(), proof.challenge()));
        if (activation.isEmpty()) {
            return new Unproven("This is not the challenge the device was given last.");
        }
        if (!serials.signed(proof.serial(), proof.challenge(), proof.hmac())) {
            return new Unproven("The challenge is not signed with the key known for this serial number.");
        }
        activations.proven(activation.get(), proof.serial());
        return knownBy(id, proof.serial())
                ? new Deciding(() -> readmit(activation.get(), proof.serial()))
                : new Pending();
    }

    private boolean knownBy(DeviceId id, String serial) {
        return devices.find(id)
                .map(Device::pairing)
                .filter(pairing -> pairing.tokenId() != null)
                .map(Pairing::serial)
                .filter(serial::equals)
                .isPresent();
    }

    private Settled readmit(Activation activation, String serial) {
        try {
            return binding.readmit(activation, serial) ? new Bound() : new Pending();
        } catch (RuntimeException later) {
            // The device must get an answer whatever happens; it asks again.
            log.warn("{} cannot be paired anew now: {}", activation.device(), later.toString());
            return new Pending();
        }
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
