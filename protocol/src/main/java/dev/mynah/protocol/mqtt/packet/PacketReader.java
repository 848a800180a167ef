package dev.mynah.protocol.mqtt.packet;

import dev.mynah.protocol.mqtt.packet.ClientPacket.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of one client, strictly: what the standard calls malformed is refused. The first one must be a CONNECT
 * and decides the version. Not thread-safe.
 */
public final class PacketReader {
    private int version;

    /** The version the client speaks; 0 before its CONNECT was read. */
    public int version() {
        return version;
    }

    private boolean five() {
        return version == 5;
    }

    /**
     * Reads one packet.
     *
     * @param firstByte of the packet, with type and flags
     * @param body exactly what follows the length
     */
    public ClientPacket read(int firstByte, ByteBuffer body) throws MqttFormatException {
        int type = firstByte >> 4;
        int flags = firstByte & 0x0F;
        boolean first = version == 0;
        if (first != (type == 1)) {
            throw MqttFormatException.against(first ? "the first packet is no CONNECT" : "a second CONNECT");
        }
        Fields fields = new Fields(body);
        ClientPacket packet = type == 3 ? publish(flags, fields) : other(type, flags, fields);
        fields.requireEnd();
        return packet;
    }

    private ClientPacket other(int type, int flags, Fields fields) throws MqttFormatException {
        if (flags != (type == 6 || type == 8 || type == 10 ? 2 : 0)) {
            throw MqttFormatException.malformed("reserved flags are set");
        }
        return switch (type) {
            case 1 -> connect(fields);
            case 4 -> acknowledgement(Step.PUBACK, fields);
            case 5 -> acknowledgement(Step.PUBREC, fields);
            case 6 -> acknowledgement(Step.PUBREL, fields);
            case 7 -> acknowledgement(Step.PUBCOMP, fields);
            case 8 -> subscribe(fields);
            case 10 -> unsubscribe(fields);
            case 12 -> new ClientPacket.Ping();
            case 14 -> disconnect(fields);
            case 15 -> authentication(fields);
            case 0 -> throw MqttFormatException.malformed("packet type 0 is reserved");
            default -> throw MqttFormatException.against("packet type " + type + " is not for clients to send");
        };
    }

    private ClientPacket connect(Fields fields) throws MqttFormatException {
        String protocol = fields.text();
        int level = fields.oneByte();
        int spoken = version(protocol, level);
        int flags = fields.oneByte();
        if ((flags & 0x01) != 0) {
            throw MqttFormatException.malformed("a reserved flag of CONNECT is set");
        }
        int keepAlive = fields.twoBytes();
        // The rest of this packet is read as one of its version.
        version = spoken;
        Properties properties = five() ? PropertyReader.read(fields, PropertyReader.IN_CONNECT) : Properties.NONE;
        requireSensible(properties);
        String clientId = fields.text();
        ClientPacket.Will will = will(flags, fields);
        boolean named = (flags & 0x80) != 0;
        boolean secret = (flags & 0x40) != 0;
        if (secret && !named && !five()) {
            throw MqttFormatException.malformed("a password without a user name");
        }
        String username = named ? fields.text() : null;
        byte[] password = secret ? fields.binary() : null;
        boolean clean = (flags & 0x02) != 0;
        return new ClientPacket.Connect(version, clientId, clean, keepAlive, username, password, will, properties);
    }

    private static int version(String protocol, int level) throws MqttFormatException {
        boolean known =
                switch (protocol) {
                    case "MQTT" -> level == 4 || level == 5;
                    case "MQIsdp" -> level == 3;
                    default -> throw MqttFormatException.malformed("the protocol is not MQTT");
                };
        if (!known) {
            throw MqttFormatException.version("protocol level " + level);
        }
        return level;
    }

    private static void requireSensible(Properties properties) throws MqttFormatException {
        if (properties.number(Property.RECEIVE_MAXIMUM, 1) == 0) {
            throw MqttFormatException.against("a receive maximum of 0");
        }
        if (properties.number(Property.MAXIMUM_PACKET_SIZE, 1) == 0) {
            throw MqttFormatException.against("a maximum packet size of 0");
        }
        if (properties.has(Property.AUTHENTICATION_DATA) && !properties.has(Property.AUTHENTICATION_METHOD)) {
            throw MqttFormatException.against("authentication data without a method");
        }
    }

    private ClientPacket.@Nullable Will will(int flags, Fields fields) throws MqttFormatException {
        int qos = flags >> 3 & 3;
        boolean retain = (flags & 0x20) != 0;
        if ((flags & 0x04) == 0) {
            if (qos != 0 || retain) {
                throw MqttFormatException.malformed("flags of a will that is not there");
            }
            return null;
        }
        requireQos(qos);
        Properties properties = five() ? PropertyReader.read(fields, PropertyReader.IN_WILL) : Properties.NONE;
        return new ClientPacket.Will(fields.text(), fields.binary(), qos, retain, properties);
    }

    private ClientPacket publish(int flags, Fields fields) throws MqttFormatException {
        int qos = flags >> 1 & 3;
        boolean again = (flags & 8) != 0;
        requireQos(qos);
        if (again && qos == 0) {
            throw MqttFormatException.malformed("a message of QoS 0 that is sent again");
        }
        String topic = fields.text();
        int packetId = qos == 0 ? 0 : fields.packetId();
        Properties properties = five() ? PropertyReader.read(fields, PropertyReader.IN_PUBLISH) : Properties.NONE;
        if (topic.isEmpty() && !properties.has(Property.TOPIC_ALIAS)) {
            throw MqttFormatException.against("a message without topic or alias");
        }
        return new ClientPacket.Publish(topic, fields.rest(), qos, (flags & 1) != 0, again, packetId, properties);
    }

    private static void requireQos(int qos) throws MqttFormatException {
        if (qos == 3) {
            throw MqttFormatException.malformed("there is no QoS 3");
        }
    }

    private ClientPacket acknowledgement(Step step, Fields fields) throws MqttFormatException {
        int packetId = fields.packetId();
        int reason = five() && fields.left() > 0 ? fields.oneByte() : 0;
        if (five() && fields.left() > 0) {
            PropertyReader.read(fields, PropertyReader.IN_ACKNOWLEDGEMENT);
        }
        return new ClientPacket.Acknowledgement(step, packetId, reason);
    }

    private ClientPacket subscribe(Fields fields) throws MqttFormatException {
        int packetId = fields.packetId();
        Properties properties = five() ? PropertyReader.read(fields, PropertyReader.IN_SUBSCRIBE) : Properties.NONE;
        if (properties.number(Property.SUBSCRIPTION_IDENTIFIER, 1) == 0) {
            throw MqttFormatException.against("a subscription identifier of 0");
        }
        List<ClientPacket.Wish> wishes = new ArrayList<>();
        while (fields.left() > 0) {
            wishes.add(wish(fields.text(), fields.oneByte()));
        }
        if (wishes.isEmpty()) {
            throw MqttFormatException.against("a subscription to nothing");
        }
        return new ClientPacket.Subscribe(packetId, wishes, properties);
    }

    private ClientPacket.Wish wish(String filter, int options) throws MqttFormatException {
        int qos = options & 3;
        int handling = options >> 4 & 3;
        requireQos(qos);
        if ((options & (five() ? 0xC0 : 0xFC)) != 0) {
            throw MqttFormatException.malformed("reserved options of a subscription");
        }
        if (handling == 3) {
            throw MqttFormatException.against("there is no retain handling 3");
        }
        return new ClientPacket.Wish(filter, qos, (options & 4) != 0, (options & 8) != 0, handling);
    }

    private ClientPacket unsubscribe(Fields fields) throws MqttFormatException {
        int packetId = fields.packetId();
        if (five()) {
            PropertyReader.read(fields, PropertyReader.IN_UNSUBSCRIBE);
        }
        List<String> filters = new ArrayList<>();
        while (fields.left() > 0) {
            filters.add(fields.text());
        }
        if (filters.isEmpty()) {
            throw MqttFormatException.against("an end of no subscription");
        }
        return new ClientPacket.Unsubscribe(packetId, filters);
    }

    private ClientPacket disconnect(Fields fields) throws MqttFormatException {
        int reason = five() && fields.left() > 0 ? fields.oneByte() : 0;
        Properties properties = five() && fields.left() > 0
                ? PropertyReader.read(fields, PropertyReader.IN_DISCONNECT)
                : Properties.NONE;
        return new ClientPacket.Disconnect(reason, properties);
    }

    private ClientPacket authentication(Fields fields) throws MqttFormatException {
        if (!five()) {
            throw MqttFormatException.malformed("packet type 15 is reserved");
        }
        int reason = fields.left() > 0 ? fields.oneByte() : 0;
        if (fields.left() > 0) {
            PropertyReader.read(fields, PropertyReader.IN_AUTHENTICATION);
        }
        return new ClientPacket.Authentication(reason);
    }
}
