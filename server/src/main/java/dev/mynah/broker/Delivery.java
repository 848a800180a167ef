package dev.mynah.broker;

/**
 * A message for one client.
 *
 * @param qos the lower of what was published and what was subscribed
 * @param retain the flag to be sent
 * @param subscriptions their identifiers; shared, treat as read-only
 */
public record Delivery(Message message, int qos, boolean retain, int[] subscriptions) {
    static final int[] NO_IDENTIFIERS = {};
}
