package dev.mynah.storage.sql.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.config.DeviceTransport;
import dev.mynah.device.Arrangement;
import dev.mynah.device.Device;
import dev.mynah.device.Hardware;
import dev.mynah.device.Pairing;
import dev.mynah.device.Reported;
import dev.mynah.device.Seen;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.SessionEnd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a device stands in its row, without its groups. Stateless. */
final class DeviceRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // What a newer version noted of the hardware is passed over.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DeviceRows() {}

    /** Every column by its name. */
    static Map<String, @Nullable Object> whole(Device device) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", device.id().mac());
        row.put("created_at", device.createdAt().toEpochMilli());
        row.put("version", device.version());
        arrangement(row, device.arrangement());
        pairing(row, device.pairing());
        reported(row, device.reported());
        seen(row, device.seen());
        return row;
    }

    private static void arrangement(Map<String, @Nullable Object> row, Arrangement arrangement) {
        DeviceTransport transport = arrangement.transport();
        row.put("name", arrangement.name());
        row.put("owner_id", arrangement.ownerId());
        row.put("assistant_id", arrangement.assistantId());
        row.put("transport", transport == null ? null : transport.name());
        row.put("notes", arrangement.notes());
    }

    private static void pairing(Map<String, @Nullable Object> row, @Nullable Pairing pairing) {
        row.put("client_id", pairing == null ? null : pairing.clientId());
        row.put("token_id", pairing == null ? null : pairing.tokenId());
        row.put("previous_token_id", pairing == null ? null : pairing.previousTokenId());
        row.put("rotated_at", pairing == null ? null : millis(pairing.rotatedAt()));
        row.put("bound_at", pairing == null ? null : millis(pairing.boundAt()));
        row.put("serial", pairing == null ? null : pairing.serial());
    }

    private static void reported(Map<String, @Nullable Object> row, Reported reported) {
        row.put("board", reported.board());
        row.put("chip", reported.chip());
        row.put("firmware", reported.firmware());
        row.put("language", reported.language());
        row.put("hardware", text(reported.hardware()));
    }

    private static void seen(Map<String, @Nullable Object> row, Seen seen) {
        SessionEnd left = seen.leftFor();
        row.put("seen_at", millis(seen.at()));
        row.put("seen_transport", seen.transport());
        row.put("left_for", left == null ? null : left.name());
        row.put("used_token_id", seen.usedTokenId());
    }

    static Device read(ResultSet row) throws SQLException {
        return new Device(
                new DeviceId(row.getString("id")),
                new Arrangement(
                        row.getString("name"),
                        row.getString("owner_id"),
                        Collections.emptySortedSet(),
                        row.getString("assistant_id"),
                        named(DeviceTransport.class, row.getString("transport")),
                        row.getString("notes")),
                pairing(row),
                new Reported(
                        row.getString("board"),
                        row.getString("chip"),
                        row.getString("firmware"),
                        row.getString("language"),
                        hardware(row.getString("hardware"))),
                new Seen(
                        instant(row, "seen_at"),
                        row.getString("seen_transport"),
                        named(SessionEnd.class, row.getString("left_for")),
                        row.getString("used_token_id")),
                Objects.requireNonNull(instant(row, "created_at")),
                row.getLong("version"));
    }

    private static @Nullable Pairing pairing(ResultSet row) throws SQLException {
        Instant bound = instant(row, "bound_at");
        return bound == null
                ? null
                : new Pairing(
                        row.getString("client_id"),
                        row.getString("token_id"),
                        row.getString("previous_token_id"),
                        instant(row, "rotated_at"),
                        bound,
                        row.getString("serial"));
    }

    /** As the columns hold moments; batches of Jdbi would bind them as timestamps. */
    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** A name that a newer version gave is as good as none. */
    private static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }

    private static String text(Hardware hardware) {
        try {
            return JSON.writeValueAsString(hardware);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }

    private static Hardware hardware(String text) {
        try {
            return JSON.readValue(text, Hardware.class);
        } catch (JsonProcessingException damaged) {
            return Hardware.UNKNOWN;
        }
    }
}
