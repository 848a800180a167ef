package dev.mynah.transport.mqtt.device;

/** A broker that is not ours, as far as sending goes. Thread-safe, and nothing waits. */
public interface ExternalOutlet {
    /** Whether it is connected. */
    boolean connected();

    /**
     * Publishes.
     *
     * @param qos 0 or 1
     * @return false when the broker is not connected or does not keep up; then the message is lost
     */
    boolean publish(String topic, byte[] payload, int qos);
}
