package dev.mynah.access;

/**
 * Who does something, as the audit log writes it.
 *
 * @param kind what sort of somebody
 * @param id of the user, key or device; empty for the system
 * @param name at the time
 * @param address where the request came from; empty when it did not come over a network
 */
public record Actor(Kind kind, String id, String name, String address) {
    /** The server itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "", "system", "");

    /** Sorts of somebody. */
    public enum Kind {
        USER,
        API_KEY,
        DEVICE,
        SYSTEM
    }
}
