package dev.mynah.transport.mqtt;

import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.ClientId;
import dev.mynah.protocol.mqtt.DeviceCredential;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may come in, before a client is told anything (documented protocols §2, §5). Thread-safe. There are three
 * kinds of clients: stock firmware with the credential it was given with its configuration, other devices with a token, and
 * operators. Nobody comes in without a proof.
 */
public final class Doorkeeper {
    private final Supplier<List<SecretKey>> keys;
    private final DeviceGate gate;
    private final DeviceTokens tokens;
    private final Operators operators;
    private final Attempts attempts;

    /**
     * @param keys with which credentials of stock firmware were made, the present one first
     * @param gate which devices are wanted
     * @param attempts of each address to guess
     */
    public Doorkeeper(
            Supplier<List<SecretKey>> keys,
            DeviceGate gate,
            DeviceTokens tokens,
            Operators operators,
            Attempts attempts) {
        this.keys = keys;
        this.gate = gate;
        this.tokens = tokens;
        this.operators = operators;
        this.attempts = attempts;
    }

    /** What is decided. */
    public sealed interface Decision {
        /** The client may come in. */
        record Admitted(Principal who) implements Decision {}

        /** It may not. */
        record Refused(Reason reason) implements Decision {}
    }

    /** Decides; completes at once for devices. */
    public CompletionStage<Decision> decide(Application application) {
        if (attempts.exhausted(application.address())) {
            return refused(Reason.CONNECTION_RATE_EXCEEDED);
        }
        if (ClientId.claimed(application.clientId())) {
            return CompletableFuture.completedStage(noted(application, stockFirmware(application)));
        }
        String username = application.username() == null ? "" : application.username();
        String password = text(application.password());
        // A name alone may be a key: clients cannot send a password without one before MQTT 5.
        String secret = password.isEmpty() ? username : password;
        if (secret.isEmpty()) {
            return refused(Reason.BAD_CREDENTIALS);
        }
        Optional<DeviceId> device = tokens.find(username, secret);
        if (device.isPresent()) {
            return CompletableFuture.completedStage(admit(new Principal.Device(device.get(), "", "")));
        }
        return operators
                .find(username, secret, application.address())
                .thenApply(found -> noted(
                        application,
                        found.map(Doorkeeper::admitted).orElseGet(() -> new Decision.Refused(Reason.BAD_CREDENTIALS))));
    }

    private static Decision admitted(Principal.Operator operator) {
        return new Decision.Admitted(operator);
    }

    private Decision stockFirmware(Application application) {
        Optional<ClientId> client = ClientId.parse(application.clientId());
        String username = application.username();
        if (client.isEmpty()) {
            return new Decision.Refused(Reason.CLIENT_ID_NOT_VALID);
        }
        if (username == null) {
            return new Decision.Refused(Reason.BAD_CREDENTIALS);
        }
        DeviceCredential shown = new DeviceCredential(application.clientId(), username, text(application.password()));
        Optional<DeviceCredential.Claims> claims = shown.claims();
        if (claims.isEmpty() || keys.get().stream().noneMatch(shown::madeWith)) {
            return new Decision.Refused(Reason.BAD_CREDENTIALS);
        }
        return admit(new Principal.Device(
                client.get().device(), client.get().uuid(), claims.get().host()));
    }

    private Decision admit(Principal.Device device) {
        return gate.admits(device.id(), device.uuid())
                ? new Decision.Admitted(device)
                : new Decision.Refused(Reason.NOT_AUTHORIZED);
    }

    private Decision noted(Application application, Decision decision) {
        if (decision instanceof Decision.Refused) {
            attempts.failed(application.address());
        }
        return decision;
    }

    private static CompletionStage<Decision> refused(Reason reason) {
        return CompletableFuture.completedStage(new Decision.Refused(reason));
    }

    private static String text(byte @Nullable [] password) {
        return password == null ? "" : new String(password, StandardCharsets.UTF_8);
    }
}
