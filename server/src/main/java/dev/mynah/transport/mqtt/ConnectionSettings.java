package dev.mynah.transport.mqtt;

import java.time.Duration;

/**
 * How connections behave.
 *
 * @param connections most at once, those without a CONNECT included; further ones are closed unseen
 * @param strangers most that have not been let in; further ones are closed unseen
 * @param connectTimeout longest wait for a complete CONNECT, and for the decision about it
 * @param connectBytes largest CONNECT
 * @param packetBytes largest packet of a client that was let in
 * @param deviceMessages most messages a second that are read from one device; more wait on its side
 * @param unreadTimeout longest time a client may leave unread what it is sent
 */
public record ConnectionSettings(
        int connections,
        int strangers,
        Duration connectTimeout,
        int connectBytes,
        int packetBytes,
        int deviceMessages,
        Duration unreadTimeout) {
    /** For so many clients. */
    public static ConnectionSettings usual(int clients) {
        return new ConnectionSettings(
                clients,
                Math.max(1000, clients / 10),
                Duration.ofSeconds(10),
                8 * 1024,
                256 * 1024,
                200,
                Duration.ofSeconds(30));
    }
}
