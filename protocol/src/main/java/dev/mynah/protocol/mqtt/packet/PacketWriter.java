package dev.mynah.protocol.mqtt.packet;

import java.util.List;

/** Packets to a client, each as its bytes (MQTT 5.0 §3). Immutable and thread-safe. */
public final class PacketWriter {
    private static final int CONNACK = 0x20;
    private static final int PUBLISH = 0x30;
    private static final int SUBACK = 0x90;
    private static final int UNSUBACK = 0xB0;
    private static final int PINGRESP = 0xD0;
    private static final int DISCONNECT = 0xE0;

    private final boolean five;

    /** @param version the client speaks */
    public PacketWriter(int version) {
        this.five = version == 5;
    }

    /** Whether the client speaks MQTT 5, and so is told reasons. */
    public boolean speaksFive() {
        return five;
    }

    /** A message for a client. */
    public record Outgoing(
            String topic,
            byte[] payload,
            int qos,
            boolean retain,
            boolean again,
            int packetId,
            MessageProperties properties,
            long expirySeconds,
            int[] subscriptions) {
        /** Says that a message does not expire. */
        public static final long NEVER = -1;
    }

    /** What a server says of itself when a client of MQTT 5 may come in. */
    public record Offer(
            int receiveMaximum,
            int maximumPacketSize,
            int topicAliasMaximum,
            long sessionExpirySeconds,
            String assignedClientId) {}

    /** The client may come in; the offer is told to MQTT 5 only. */
    public byte[] accepted(boolean sessionPresent, Offer offer) {
        PropertySizes sizes = new PropertySizes();
        if (five) {
            sizes.number(Property.SESSION_EXPIRY_INTERVAL, offer.sessionExpirySeconds());
            sizes.number(Property.RECEIVE_MAXIMUM, offer.receiveMaximum());
            sizes.number(Property.MAXIMUM_PACKET_SIZE, offer.maximumPacketSize());
            sizes.number(Property.TOPIC_ALIAS_MAXIMUM, offer.topicAliasMaximum());
            sizes.number(Property.SHARED_SUBSCRIPTION_AVAILABLE, 0);
            if (!offer.assignedClientId().isEmpty()) {
                sizes.text(Property.ASSIGNED_CLIENT_IDENTIFIER, offer.assignedClientId());
            }
        }
        PacketBytes bytes = new PacketBytes(CONNACK, 2 + (five ? sizes.withLength() : 0));
        bytes.oneByte(sessionPresent ? 1 : 0).oneByte(0);
        if (five) {
            sizes.write(bytes);
        }
        return bytes.done();
    }

    /** The client may not come in. */
    public byte[] refused(int code) {
        PacketBytes bytes = new PacketBytes(CONNACK, five ? 3 : 2).oneByte(0).oneByte(code);
        return five ? bytes.oneByte(0).done() : bytes.done();
    }

    /** A message. */
    public byte[] publish(Outgoing message) {
        int flags = (message.again() ? 8 : 0) | message.qos() << 1 | (message.retain() ? 1 : 0);
        byte[] topic = PacketBytes.utf8(message.topic());
        PropertySizes properties = five ? properties(message) : new PropertySizes();
        int length = length(topic.length, message.payload().length, message.qos(), properties);
        PacketBytes bytes = new PacketBytes(PUBLISH | flags, length).binary(topic);
        if (message.qos() > 0) {
            bytes.twoBytes(message.packetId());
        }
        if (five) {
            properties.write(bytes);
        }
        return bytes.raw(message.payload()).done();
    }

    private int length(int topic, int payload, int qos, PropertySizes properties) {
        return 2 + topic + (qos > 0 ? 2 : 0) + (five ? properties.withLength() : 0) + payload;
    }

    /** How long the whole packet of a message is. */
    public int size(Outgoing message) {
        PropertySizes properties = five ? properties(message) : new PropertySizes();
        int topic = PacketBytes.utf8(message.topic()).length;
        int length = length(topic, message.payload().length, message.qos(), properties);
        return 1 + PacketBytes.variableSize(length) + length;
    }

    private static PropertySizes properties(Outgoing message) {
        MessageProperties said = message.properties();
        PropertySizes sizes = new PropertySizes();
        Integer format = said.payloadFormat();
        if (format != null) {
            sizes.number(Property.PAYLOAD_FORMAT_INDICATOR, format);
        }
        if (message.expirySeconds() != Outgoing.NEVER) {
            sizes.number(Property.MESSAGE_EXPIRY_INTERVAL, message.expirySeconds());
        }
        sizes.textIfAny(Property.CONTENT_TYPE, said.contentType());
        sizes.textIfAny(Property.RESPONSE_TOPIC, said.responseTopic());
        byte[] correlation = said.correlationData();
        if (correlation != null) {
            sizes.binary(Property.CORRELATION_DATA, correlation);
        }
        said.user().forEach(sizes::user);
        for (int subscription : message.subscriptions()) {
            sizes.number(Property.SUBSCRIPTION_IDENTIFIER, subscription);
        }
        return sizes;
    }

    /** A step of an acknowledgement; the reason is told to MQTT 5 only. */
    public byte[] acknowledgement(ClientPacket.Step step, int packetId, int reason) {
        boolean told = five && reason != 0;
        PacketBytes bytes = new PacketBytes(step.firstByte(), told ? 3 : 2).twoBytes(packetId);
        return told ? bytes.oneByte(reason).done() : bytes.done();
    }

    /** @param codes what was granted or why not, in the order of the wishes */
    public byte[] subscribed(int packetId, int[] codes) {
        PacketBytes bytes = new PacketBytes(SUBACK, 2 + (five ? 1 : 0) + codes.length).twoBytes(packetId);
        if (five) {
            bytes.oneByte(0);
        }
        for (int code : codes) {
            bytes.oneByte(code);
        }
        return bytes.done();
    }

    /** @param codes told to MQTT 5 only */
    public byte[] unsubscribed(int packetId, List<Integer> codes) {
        PacketBytes bytes = new PacketBytes(UNSUBACK, 2 + (five ? 1 + codes.size() : 0)).twoBytes(packetId);
        if (five) {
            bytes.oneByte(0);
            codes.forEach(bytes::oneByte);
        }
        return bytes.done();
    }

    /** The server is there. */
    public static byte[] pong() {
        return new byte[] {(byte) PINGRESP, 0};
    }

    /** The server leaves; told to MQTT 5 only, empty for others. */
    public byte[] disconnect(int reason) {
        return five ? new PacketBytes(DISCONNECT, 1).oneByte(reason).done() : new byte[0];
    }
}
