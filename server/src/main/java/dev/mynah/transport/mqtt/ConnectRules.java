package dev.mynah.transport.mqtt;

import dev.mynah.broker.Message;
import dev.mynah.broker.Reason;
import dev.mynah.broker.Will;
import dev.mynah.protocol.mqtt.packet.ClientPacket;
import dev.mynah.protocol.mqtt.packet.Property;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a CONNECT asks for, before it is asked who that is (MQTT 5.0 §3.1, 3.1.1 §3.1). Stateless. */
final class ConnectRules {
    private static final int MAX_CLIENT_ID = 256;
    private static final int ALL = 65_535;

    private ConnectRules() {}

    /**
     * What it comes to.
     *
     * @param reason an error when the client cannot come in, whoever it is
     * @param assigned whether the client left its name to the server
     */
    record Checked(
            Reason reason,
            String clientId,
            boolean assigned,
            long expirySeconds,
            int receiveMaximum,
            long maximumPacketSize) {}

    static Checked check(ClientPacket.Connect connect, Supplier<String> names) {
        boolean nameless = connect.clientId().isEmpty();
        Reason reason = Reason.SUCCESS;
        if ((nameless && connect.version() < 5 && !connect.clean())
                || connect.clientId().length() > MAX_CLIENT_ID) {
            reason = Reason.CLIENT_ID_NOT_VALID;
        } else if (connect.properties().has(Property.AUTHENTICATION_METHOD)) {
            reason = Reason.BAD_AUTHENTICATION_METHOD;
        }
        return new Checked(
                reason,
                nameless ? names.get() : connect.clientId(),
                nameless,
                expiry(connect),
                (int) connect.properties().number(Property.RECEIVE_MAXIMUM, ALL),
                connect.properties().number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE));
    }

    /** Before MQTT 5 a session that is not clean is kept as long as the server likes. */
    private static long expiry(ClientPacket.Connect connect) {
        if (connect.version() < 5) {
            return connect.clean() ? 0 : Integer.MAX_VALUE;
        }
        return connect.properties().number(Property.SESSION_EXPIRY_INTERVAL, 0);
    }

    static @Nullable Will will(ClientPacket.Connect connect, long nowMillis) {
        ClientPacket.Will will = connect.will();
        if (will == null) {
            return null;
        }
        Message message = new Message(
                will.topic(),
                will.payload(),
                will.qos(),
                will.retain(),
                will.properties().handedOn(),
                expiry(will.properties().number(Property.MESSAGE_EXPIRY_INTERVAL, -1), nowMillis));
        return new Will(message, will.properties().number(Property.WILL_DELAY_INTERVAL, 0));
    }

    static long expiry(long seconds, long nowMillis) {
        return seconds < 0 ? Long.MAX_VALUE : nowMillis + TimeUnit.SECONDS.toMillis(seconds);
    }
}
