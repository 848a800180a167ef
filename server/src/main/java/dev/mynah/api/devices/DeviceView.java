package dev.mynah.api.devices;

import dev.mynah.device.Arrangement;
import dev.mynah.device.Condition;
import dev.mynah.device.Device;
import dev.mynah.device.Hardware;
import dev.mynah.device.KnownDevice;
import dev.mynah.device.Pairing;
import dev.mynah.device.Presence;
import dev.mynah.device.Reported;
import dev.mynah.session.SessionEnd;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A device as it is answered; the contract's {@code Device}. Holds nothing that opens anything. */
record DeviceView(
        String id,
        String name,
        boolean online,
        @Nullable Instant onlineSince,
        @Nullable String transport,
        String status,
        @Nullable Instant lastSeen,
        @Nullable String leftFor,
        String board,
        String chip,
        String firmware,
        String language,
        Hardware hardware,
        @Nullable Condition reportedStatus,
        boolean activated,
        @Nullable Instant activatedAt,
        Credentials credentials,
        Collection<String> groups,
        @Nullable String assistantId,
        @Nullable String ownerId,
        @Nullable String wantedTransport,
        String notes,
        Instant createdAt) {
    /** @param state {@code none}, {@code current}, or {@code rotating} until a new token was used */
    record Credentials(String state, @Nullable Instant rotatedAt) {
        static Credentials of(Device device) {
            Pairing pairing = device.pairing();
            if (pairing == null || pairing.tokenId() == null) {
                return new Credentials("none", null);
            }
            boolean rotating = pairing.previousTokenId() != null
                    && !Objects.equals(pairing.tokenId(), device.seen().usedTokenId());
            return new Credentials(rotating ? "rotating" : "current", pairing.rotatedAt());
        }
    }

    static DeviceView of(KnownDevice known) {
        Device device = known.device();
        Presence presence = known.presence();
        Arrangement arrangement = device.arrangement();
        Reported reported = device.reported();
        Pairing pairing = device.pairing();
        boolean activated = pairing != null && pairing.tokenId() != null;
        SessionEnd left = presence.leftFor();
        return new DeviceView(
                device.id().mac(),
                device.name(),
                presence.online(),
                presence.since(),
                presence.transport(),
                status(pairing, activated, presence.online()),
                presence.lastSeen(),
                left == null ? null : left.label(),
                reported.board(),
                reported.chip(),
                reported.firmware(),
                reported.language(),
                reported.hardware(),
                known.condition().values().isEmpty() ? null : known.condition(),
                activated,
                pairing == null ? null : pairing.boundAt(),
                Credentials.of(device),
                arrangement.groups(),
                arrangement.assistantId(),
                arrangement.ownerId(),
                arrangement.transport() == null ? null : arrangement.transport().toString(),
                arrangement.notes(),
                device.createdAt());
    }

    private static String status(@Nullable Pairing pairing, boolean activated, boolean online) {
        if (online) {
            return "online";
        }
        if (activated) {
            return "offline";
        }
        return pairing == null ? "unbound" : "revoked";
    }
}
