package dev.mynah.protocol.mqtt.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packet from a client (MQTT 5.0 §3). Arrays are shared: treat them as read-only. */
public sealed interface ClientPacket {

    /**
     * The first packet.
     *
     * @param version 3 for MQTT 3.1, 4 for 3.1.1, 5 for 5.0
     * @param clientId may be empty
     * @param clean whether a kept session is to be forgotten
     * @param keepAliveSeconds 0 for none
     */
    record Connect(
            int version,
            String clientId,
            boolean clean,
            int keepAliveSeconds,
            @Nullable String username,
            byte @Nullable [] password,
            @Nullable Will will,
            Properties properties)
            implements ClientPacket {
        /** The password is a secret. */
        @Override
        public String toString() {
            return "Connect[version=" + version + ", clientId=" + clientId + "]";
        }
    }

    /** What is to be published when the client is lost. */
    record Will(String topic, byte[] payload, int qos, boolean retain, Properties properties) {}

    /**
     * A message.
     *
     * @param topic empty when an alias stands for it
     * @param packetId 0 with QoS 0
     */
    record Publish(
            String topic, byte[] payload, int qos, boolean retain, boolean again, int packetId, Properties properties)
            implements ClientPacket {}

    /** A step of a message's acknowledgement. */
    record Acknowledgement(Step step, int packetId, int reasonCode) implements ClientPacket {
        /** Whether the other side failed. */
        public boolean isError() {
            return reasonCode >= 0x80;
        }
    }

    /** The steps. */
    enum Step {
        PUBACK(4),
        PUBREC(5),
        PUBREL(6),
        PUBCOMP(7);

        private final int type;

        Step(int type) {
            this.type = type;
        }

        int firstByte() {
            return type << 4 | (this == PUBREL ? 2 : 0);
        }
    }

    /** Wishes to subscribe. */
    record Subscribe(int packetId, List<Wish> wishes, Properties properties) implements ClientPacket {
        /** Copies the list. */
        public Subscribe {
            wishes = List.copyOf(wishes);
        }
    }

    /** One of them (§3.8.3.1). */
    record Wish(String filter, int qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {}

    /** Wishes to unsubscribe. */
    record Unsubscribe(int packetId, List<String> filters) implements ClientPacket {
        /** Copies the list. */
        public Unsubscribe {
            filters = List.copyOf(filters);
        }
    }

    /** The client is there. */
    record Ping() implements ClientPacket {}

    /** The client leaves. */
    record Disconnect(int reasonCode, Properties properties) implements ClientPacket {}

    /** Authentication in several steps. */
    record Authentication(int reasonCode) implements ClientPacket {}
}
