package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tickets for the voice channel, for browsers, which cannot set the headers that devices send. A ticket opens one channel,
 * once, soon. Whoever gives one out has made sure that the device is theirs. Thread-safe, never waits. Bounded: the oldest
 * ticket gives way.
 */
public final class ChannelTickets {
    private static final int OUTSTANDING = 1000;

    private final Duration validity;
    private final Supplier<String> secrets;
    private final InstantSource clock;
    private final Map<String, Ticket> outstanding = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ticket> eldest) {
            return size() > OUTSTANDING;
        }
    };

    /**
     * A ticket.
     *
     * @param secret what goes into the address
     * @param clientId the device's own, as it was bound
     */
    public record Ticket(String secret, DeviceId device, String clientId, Instant expiresAt) {}

    /** @param secrets makes texts of letters, digits, dashes and underscores that nobody can guess */
    public ChannelTickets(Duration validity, Supplier<String> secrets, InstantSource clock) {
        this.validity = validity;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Gives out a ticket. */
    public synchronized Ticket issue(DeviceId device, String clientId) {
        Ticket ticket =
                new Ticket(secrets.get(), device, clientId, clock.instant().plus(validity));
        outstanding.put(ticket.secret(), ticket);
        return ticket;
    }

    /** Takes a ticket: it is good no more. */
    public synchronized Optional<Ticket> redeem(String secret) {
        return Optional.ofNullable(outstanding.remove(secret))
                .filter(ticket -> clock.instant().isBefore(ticket.expiresAt()));
    }
}
