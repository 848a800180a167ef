package dev.mynah.device;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a list of devices can be ordered by. Devices that are equal in it are ordered by their address. */
public enum DeviceOrder {
    NAME(Entry::nameKey),
    BOARD(entry -> entry.device().reported().board().toLowerCase(Locale.ROOT)),
    /** As the firmware orders versions; what is no version comes first. */
    FIRMWARE(Entry::firmwareKey),
    LAST_SEEN(entry -> instant(Optional.ofNullable(entry.device().seen().at()))),
    CREATED(entry -> instant(Optional.of(entry.device().createdAt())));

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<Entry, String> key;

    DeviceOrder(Function<Entry, String> key) {
        this.key = key;
    }

    /** The order as the contract writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order of that label. */
    public static Optional<DeviceOrder> named(String label) {
        for (DeviceOrder order : values()) {
            if (order.label().equals(label)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    Position positionOf(Entry entry) {
        return new Position(key.apply(entry), entry.device().id().mac());
    }

    /**
     * Where a device stands in the order: a text that compares as the order does, and the address.
     *
     * @param key see {@link DeviceOrder}
     */
    public record Position(String key, String mac) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparing(Position::key).thenComparing(Position::mac);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    /** Nineteen digits for every moment there is, so that texts compare as the moments do. */
    private static String instant(Optional<Instant> instant) {
        return String.valueOf(
                1_000_000_000_000_000_000L + instant.map(Instant::toEpochMilli).orElse(0L));
    }
}
