package dev.mynah.broker;

/**
 * What goes with a subscription (MQTT 5.0 §3.8.3.1).
 *
 * @param qos the most it wants
 * @param noLocal not what the subscriber itself publishes
 * @param retainAsPublished the retain flag as it was published
 * @param retainHandling 0: send retained messages, 1: only when the subscription is new, 2: do not
 * @param identifier told with every message it brings; 0 for none
 */
public record Subscription(int qos, boolean noLocal, boolean retainAsPublished, int retainHandling, int identifier) {
    /** As in MQTT 3.1.1. */
    public static Subscription plain(int qos) {
        return new Subscription(qos, false, false, 0, 0);
    }
}
