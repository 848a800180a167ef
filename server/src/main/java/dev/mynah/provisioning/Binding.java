package dev.mynah.provisioning;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.device.Arrangement;
import dev.mynah.device.ArrangementRules;
import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.FleetNews;
import dev.mynah.device.Pairing;
import dev.mynah.device.Scope;
import dev.mynah.device.Seen;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes devices somebody's, and ends that. Thread-safe; everything blocks until it is durable. */
public final class Binding {
    private final DeviceRegistry devices;
    private final Activations activations;
    private final Guesses guesses;
    private final Tokens tokens;
    private final AuditLog audit;
    private final ArrangementRules rules;
    private final Consumer<DeviceId> shut;
    private final FleetNews news;
    private final InstantSource clock;

    /**
     * @param rules what may be decided of a device
     * @param shut ends the channel a device has open, if any
     */
    public Binding(
            DeviceRegistry devices,
            Activations activations,
            Guesses guesses,
            Tokens tokens,
            AuditLog audit,
            ArrangementRules rules,
            Consumer<DeviceId> shut,
            FleetNews news,
            InstantSource clock) {
        this.devices = devices;
        this.activations = activations;
        this.guesses = guesses;
        this.tokens = tokens;
        this.audit = audit;
        this.rules = rules;
        this.shut = shut;
        this.news = news;
        this.clock = clock;
    }

    /**
     * What somebody wants of the device whose code they enter.
     *
     * @param scope which devices are theirs to decide on: a bound one outside of it stays with whom it is
     * @param ownerId whose the device becomes if it is nobody's; null for nobody's in particular
     * @param name empty to keep the one it has
     * @param assistantId null to keep the one it has
     * @param groups in which it is to be besides those it is in
     */
    public record Wish(
            Scope scope,
            @Nullable String ownerId,
            String name,
            @Nullable String assistantId,
            List<String> groups) {
        public Wish {
            groups = List.copyOf(groups);
        }

        private Arrangement of(Arrangement known) {
            Set<String> all = new TreeSet<>(known.groups());
            all.addAll(groups);
            return known.named(name.isBlank() ? known.name() : name)
                    .talkingWith(assistantId == null ? known.assistantId() : assistantId)
                    .in(all);
        }
    }

    /**
     * Binds the device that shows the code. One that was bound before is paired anew and stays whose it is.
     *
     * @throws RefusedException WRONG_CODE, TOO_MANY_REQUESTS, CONFLICT when the device is somebody else's or sent no
     *     client id, INVALID_REQUEST, LIMIT_REACHED
     */
    public Device bind(String code, Actor who, Wish wish) {
        Activations.Claim claim = guesses.attempt(who, () -> activations.claim(code.strip()))
                .orElseThrow(() -> new RefusedException(ErrorCode.WRONG_CODE, Reason.CODE_UNKNOWN));
        return pair(claim, who, AuditAction.DEVICE_REPAIRED, known -> {
            refuseOthers(known, wish.scope(), who);
            Arrangement before = known.arrangement();
            Arrangement after = rules.checked(before, wish.of(before), wish.scope());
            boolean nobodys = known.pairing() == null && before.ownerId() == null;
            return known.with(nobodys ? after.ownedBy(wish.ownerId()) : after);
        });
    }

    /**
     * Pairs a device anew that lost its client id and signed its challenge with the key it is known for.
     *
     * @return false when its activation is over, somebody is binding it, or it is not bound any more
     */
    boolean readmit(Activation activation, String serial) {
        Optional<Activations.Claim> claim = activations.claim(activation);
        if (claim.isEmpty()) {
            return false;
        }
        Actor itself = new Actor(Actor.Kind.DEVICE, activation.device().mac(), serial, "");
        try {
            pair(claim.get(), itself, AuditAction.DEVICE_READMITTED, known -> {
                Pairing pairing = known.pairing();
                if (pairing == null || pairing.tokenId() == null || !serial.equals(pairing.serial())) {
                    throw new RefusedException(ErrorCode.CONFLICT, "The device is not bound with this serial number.");
                }
                return known;
            });
            return true;
        } catch (RefusedException notBoundAnyMore) {
            return false;
        }
    }

    /**
     * Gives the device a new token at its next start; the one it has holds until the new one was used, at most for the
     * configured time.
     *
     * @throws RefusedException NOT_FOUND, CONFLICT when it is not bound
     */
    public Device rotate(DeviceId id, Scope scope, Actor who) {
        return change(
                id, scope, who, AuditAction.DEVICE_TOKEN_ROTATED, pairing -> pairing.rotated(tokens.newId(), now()));
    }

    /**
     * Takes all tokens from the device, at once: its channel ends, and it shows a code again.
     *
     * @throws RefusedException NOT_FOUND, CONFLICT when it is not bound
     */
    public Device revoke(DeviceId id, Scope scope, Actor who) {
        Device revoked = change(id, scope, who, AuditAction.DEVICE_TOKEN_REVOKED, Pairing::revoked);
        shut.accept(id);
        return revoked;
    }

    private Device change(DeviceId id, Scope scope, Actor who, AuditAction action, UnaryOperator<Pairing> change) {
        Device changed = devices.edit(id, stored -> {
            if (stored == null || !scope.includes(stored.arrangement().ownerId())) {
                throw DeviceRegistry.notFound(id);
            }
            Pairing pairing = stored.pairing();
            if (pairing == null || pairing.tokenId() == null) {
                throw notBound(id);
            }
            audit.record(who, action, new AuditSubject(id.mac(), stored.name()), Map.of("name", stored.name()));
            return stored.with(change.apply(pairing));
        });
        news.changed(changed);
        return changed;
    }

    /**
     * Pairs the device of a claimed code.
     *
     * @param again what the audit log calls it when the device was paired before
     * @param decide given the device as it is, or as it would be made; may refuse
     */
    private Device pair(Activations.Claim claim, Actor who, AuditAction again, UnaryOperator<Device> decide) {
        Activation activation = claim.activation();
        DeviceId id = activation.device();
        String tokenId = tokens.newId();
        AtomicBoolean replaced = new AtomicBoolean();
        try {
            refuseNameless(activation);
            Device bound = devices.edit(id, stored -> {
                Instant now = now();
                Device known = decide.apply(stored == null ? met(claim, now) : stored);
                String serial = claim.provenSerial().orElse(null);
                replaced.set(known.pairing() != null);
                audit.record(
                        who,
                        replaced.get() ? again : AuditAction.DEVICE_BOUND,
                        new AuditSubject(id.mac(), known.name()),
                        details(known, activation, serial));
                return known.with(Pairing.made(activation.clientId(), tokenId, now, serial));
            });
            devices.asked(id, claim.asked());
            claim.settle();
            if (replaced.get()) {
                // Whoever had the address before is somebody else, or starts anew.
                shut.accept(id);
            }
            news.activated(bound);
            return bound;
        } catch (RuntimeException refused) {
            claim.giveBack();
            throw refused;
        }
    }

    /** It is here, or was a moment ago: it asked for its configuration to get the code. */
    private static Device met(Activations.Claim claim, Instant now) {
        Activation activation = claim.activation();
        return Device.met(activation.device(), activation.reported(), now).with(Seen.NEVER.now(claim.asked()));
    }

    private static void refuseNameless(Activation activation) {
        if (activation.clientId().isEmpty()) {
            throw new RefusedException(ErrorCode.CONFLICT, Reason.CLIENT_ID_MISSING);
        }
    }

    /** A bound device stays with whom it is; the code was right, but not for this person. */
    private void refuseOthers(Device known, Scope scope, Actor who) {
        boolean taken = known.pairing() != null || known.arrangement().ownerId() != null;
        if (taken && !scope.includes(known.arrangement().ownerId())) {
            guesses.wrong(who);
            throw new RefusedException(ErrorCode.CONFLICT, Reason.DEVICE_OF_OTHERS);
        }
    }

    private static Map<String, String> details(Device known, Activation activation, @Nullable String serial) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("name", known.name());
        details.put("board", activation.reported().board());
        Pairing before = known.pairing();
        if (before != null) {
            details.put("client_id", before.clientId().equals(activation.clientId()) ? "same" : "changed");
        }
        if (serial != null) {
            details.put("serial", serial);
        }
        return details;
    }

    private static RefusedException notBound(DeviceId id) {
        return new RefusedException(ErrorCode.CONFLICT, Reason.DEVICE_NOT_BOUND, Map.of("id", id.mac()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
