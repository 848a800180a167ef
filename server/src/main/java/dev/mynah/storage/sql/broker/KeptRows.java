package dev.mynah.storage.sql.broker;

import dev.mynah.broker.BrokerStore.Kept;
import dev.mynah.broker.BrokerStore.KeptDelivery;
import dev.mynah.broker.BrokerStore.KeptSession;
import dev.mynah.broker.Delivery;
import dev.mynah.broker.Message;
import dev.mynah.broker.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Everything that was kept, read at once. Stateless. */
final class KeptRows {
    private KeptRows() {}

    static Kept load(Handle handle) {
        Map<String, Map<String, Subscription>> subscriptions = new HashMap<>();
        handle.createQuery("SELECT * FROM mqtt_subscription")
                .map((row, context) -> {
                    subscriptions
                            .computeIfAbsent(row.getString("client_id"), absent -> new HashMap<>())
                            .put(row.getString("filter"), subscription(row));
                    return true;
                })
                .list();
        Map<String, List<Integer>> unreleased = new HashMap<>();
        handle.createQuery("SELECT * FROM mqtt_unreleased")
                .map((row, context) -> unreleased
                        .computeIfAbsent(row.getString("client_id"), absent -> new ArrayList<>())
                        .add(row.getInt("packet_id")))
                .list();
        Map<String, List<KeptDelivery>> waiting = new HashMap<>();
        handle.createQuery("SELECT * FROM mqtt_delivery ORDER BY client_id, number")
                .map((row, context) -> waiting.computeIfAbsent(row.getString("client_id"), absent -> new ArrayList<>())
                        .add(delivery(row)))
                .list();
        List<KeptSession> sessions = sessions(handle, subscriptions, unreleased, waiting);
        return new Kept(sessions, retained(handle));
    }

    private static List<KeptSession> sessions(
            Handle handle,
            Map<String, Map<String, Subscription>> subscriptions,
            Map<String, List<Integer>> unreleased,
            Map<String, List<KeptDelivery>> waiting) {
        return handle.createQuery("SELECT * FROM mqtt_session")
                .map((row, context) -> new KeptSession(
                        row.getString("client_id"),
                        row.getString("owner"),
                        row.getLong("expiry_seconds"),
                        leftAt(row),
                        subscriptions.getOrDefault(row.getString("client_id"), Map.of()),
                        unreleased.getOrDefault(row.getString("client_id"), List.of()),
                        waiting.getOrDefault(row.getString("client_id"), List.of())))
                .list();
    }

    private static List<Message> retained(Handle handle) {
        return handle.createQuery("SELECT * FROM mqtt_retained")
                .map((row, context) -> new Message(
                        row.getString("topic"),
                        row.getBytes("payload"),
                        row.getInt("qos"),
                        true,
                        Texts.properties(row.getString("properties")),
                        expires(row)))
                .list();
    }

    private static @Nullable Instant leftAt(ResultSet row) throws SQLException {
        long millis = row.getLong("left_at");
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getInt("qos"),
                row.getInt("no_local") != 0,
                row.getInt("retain_as_published") != 0,
                row.getInt("retain_handling"),
                row.getInt("identifier"));
    }

    private static KeptDelivery delivery(ResultSet row) throws SQLException {
        String topic = row.getString("topic");
        Delivery delivery = topic == null
                ? null
                : new Delivery(
                        new Message(
                                topic,
                                row.getBytes("payload"),
                                row.getInt("message_qos"),
                                false,
                                Texts.properties(row.getString("properties")),
                                expires(row)),
                        row.getInt("qos"),
                        row.getInt("retain") != 0,
                        Texts.numbers(row.getString("subscriptions")));
        return new KeptDelivery(row.getLong("number"), row.getInt("packet_id"), delivery);
    }

    private static long expires(ResultSet row) throws SQLException {
        long millis = row.getLong("expires_at");
        return row.wasNull() ? Long.MAX_VALUE : millis;
    }
}
