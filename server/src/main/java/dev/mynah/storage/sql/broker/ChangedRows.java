package dev.mynah.storage.sql.broker;

import dev.mynah.broker.BrokerStore.Change;
import dev.mynah.broker.Delivery;
import dev.mynah.broker.Message;
import dev.mynah.broker.Subscription;
import java.sql.Types;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** One change as statements. A change of a session that is not kept any more changes nothing. Stateless. */
final class ChangedRows {
    private ChangedRows() {}

    static void apply(Handle handle, Change change) {
        switch (change) {
            case Change.Kept kept -> kept(handle, kept);
            case Change.Left left ->
                update(handle, "UPDATE mqtt_session SET left_at = :at WHERE client_id = :client", left.clientId())
                        .bind("at", left.at())
                        .execute();
            case Change.Dropped dropped ->
                update(handle, "DELETE FROM mqtt_session WHERE client_id = :client", dropped.clientId())
                        .execute();
            case Change.Subscribed made -> subscribed(handle, made.clientId(), made.filter(), made.subscription());
            case Change.Unsubscribed gone -> unsubscribed(handle, gone);
            case Change.Queued queued -> queued(handle, queued.clientId(), queued.number(), queued.delivery());
            case Change.Sent sent ->
                numbered(handle, "UPDATE mqtt_delivery SET packet_id = :packet", sent.clientId(), sent.number())
                        .bind("packet", sent.packetId())
                        .execute();
            case Change.Released released -> released(handle, released);
            case Change.Settled settled ->
                numbered(handle, "DELETE FROM mqtt_delivery", settled.clientId(), settled.number())
                        .execute();
            case Change.Received received -> received(handle, received.clientId(), received.packetId());
            case Change.Completed done -> completed(handle, done);
            case Change.Retained kept -> retained(handle, kept.message());
            case Change.Unretained gone ->
                handle.createUpdate("DELETE FROM mqtt_retained WHERE topic = :topic")
                        .bind("topic", gone.topic())
                        .execute();
        }
    }

    private static void unsubscribed(Handle handle, Change.Unsubscribed gone) {
        update(handle, "DELETE FROM mqtt_subscription WHERE client_id = :client AND filter = :filter", gone.clientId())
                .bind("filter", gone.filter())
                .execute();
    }

    private static void released(Handle handle, Change.Released released) {
        numbered(
                        handle,
                        "UPDATE mqtt_delivery SET topic = NULL, payload = NULL",
                        released.clientId(),
                        released.number())
                .execute();
    }

    private static void completed(Handle handle, Change.Completed done) {
        update(handle, "DELETE FROM mqtt_unreleased WHERE client_id = :client AND packet_id = :packet", done.clientId())
                .bind("packet", done.packetId())
                .execute();
    }

    private static Update update(Handle handle, String statement, String clientId) {
        return handle.createUpdate(statement).bind("client", clientId);
    }

    private static Update numbered(Handle handle, String statement, String clientId, long number) {
        return update(handle, statement + " WHERE client_id = :client AND number = :number", clientId)
                .bind("number", number);
    }

    private static void kept(Handle handle, Change.Kept kept) {
        update(
                        handle,
                        "INSERT INTO mqtt_session (client_id, owner, expiry_seconds, left_at) VALUES (:client, :owner,"
                                + " :expiry, NULL) ON CONFLICT (client_id) DO UPDATE SET owner = excluded.owner,"
                                + " expiry_seconds = excluded.expiry_seconds, left_at = excluded.left_at",
                        kept.clientId())
                .bind("owner", kept.owner())
                .bind("expiry", kept.expirySeconds())
                .execute();
    }

    private static void subscribed(Handle handle, String clientId, String filter, Subscription subscription) {
        update(
                        handle,
                        "INSERT INTO mqtt_subscription (client_id, filter, qos, no_local, retain_as_published,"
                                + " retain_handling, identifier) SELECT :client, :filter, :qos, :local, :published,"
                                + " :handling, :identifier WHERE EXISTS (SELECT 1 FROM mqtt_session WHERE client_id ="
                                + " :client) ON CONFLICT (client_id, filter) DO UPDATE SET qos = excluded.qos, no_local ="
                                + " excluded.no_local, retain_as_published = excluded.retain_as_published,"
                                + " retain_handling = excluded.retain_handling, identifier = excluded.identifier",
                        clientId)
                .bind("filter", filter)
                .bind("qos", subscription.qos())
                .bind("local", subscription.noLocal())
                .bind("published", subscription.retainAsPublished())
                .bind("handling", subscription.retainHandling())
                .bind("identifier", subscription.identifier())
                .execute();
    }

    private static void queued(Handle handle, String clientId, long number, Delivery delivery) {
        Message message = delivery.message();
        Update update = update(
                        handle,
                        "INSERT INTO mqtt_delivery (client_id, number, packet_id, qos, retain, subscriptions, topic,"
                                + " payload, message_qos, properties, expires_at) SELECT :client, :number, 0, :qos,"
                                + " :retain, :subscriptions, :topic, :payload, :messageQos, :properties, :expires WHERE"
                                + " EXISTS (SELECT 1 FROM mqtt_session WHERE client_id = :client)",
                        clientId)
                .bind("number", number)
                .bind("qos", delivery.qos())
                .bind("retain", delivery.retain())
                .bind("subscriptions", Texts.numbers(delivery.subscriptions()))
                .bind("topic", message.topic())
                .bind("payload", message.payload())
                .bind("messageQos", message.qos())
                .bind("properties", Texts.properties(message.properties()));
        expires(update, message).execute();
    }

    private static Update expires(Update update, Message message) {
        return message.expiresAtMillis() == Long.MAX_VALUE
                ? update.bindNull("expires", Types.BIGINT)
                : update.bind("expires", message.expiresAtMillis());
    }

    private static void received(Handle handle, String clientId, int packetId) {
        update(
                        handle,
                        "INSERT INTO mqtt_unreleased (client_id, packet_id) SELECT :client, :packet WHERE EXISTS (SELECT 1"
                                + " FROM mqtt_session WHERE client_id = :client) ON CONFLICT DO NOTHING",
                        clientId)
                .bind("packet", packetId)
                .execute();
    }

    private static void retained(Handle handle, Message message) {
        Update update = handle.createUpdate("INSERT INTO mqtt_retained (topic, payload, qos, properties, expires_at)"
                        + " VALUES (:topic, :payload, :qos, :properties, :expires) ON CONFLICT (topic) DO UPDATE SET"
                        + " payload = excluded.payload, qos = excluded.qos, properties = excluded.properties,"
                        + " expires_at = excluded.expires_at")
                .bind("topic", message.topic())
                .bind("payload", message.payload())
                .bind("qos", message.qos())
                .bind("properties", Texts.properties(message.properties()));
        expires(update, message).execute();
    }
}
