package dev.mynah.broker;

import java.time.Duration;

/**
 * Where the broker says no.
 *
 * @param sessions most sessions, connected or kept; further clients are refused
 * @param subscriptions most of one client; further ones are refused
 * @param queuedMessages most that wait for one client; newer ones are dropped
 * @param queuedBytes most that wait for all clients together; newer ones are dropped
 * @param inFlight most messages sent to a client and not acknowledged; the next ones wait
 * @param retainedMessages most that are retained; further ones are refused
 * @param retainedBytes most that they may take together; further ones are refused
 * @param sessionExpiry longest time a session is kept without its client
 */
public record BrokerLimits(
        int sessions,
        int subscriptions,
        int queuedMessages,
        long queuedBytes,
        int inFlight,
        int retainedMessages,
        long retainedBytes,
        Duration sessionExpiry) {
    /** For so many clients, what suits a server of one gigabyte. */
    public static BrokerLimits usual(int sessions) {
        return new BrokerLimits(sessions, 64, 1000, 64L << 20, 32, 10_000, 16L << 20, Duration.ofDays(7));
    }
}
