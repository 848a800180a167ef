package dev.mynah.transport.mqtt;

import dev.mynah.broker.Broker;
import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Reason;
import dev.mynah.broker.Subscription;
import dev.mynah.protocol.mqtt.packet.ClientPacket;
import dev.mynah.protocol.mqtt.packet.Property;
import java.util.List;

/** SUBSCRIBE and UNSUBSCRIBE of one client. Confined to its event loop. */
final class Subscriptions {
    private static final int FAILED_BEFORE_MQTT_5 = 0x80;

    private final Broker broker;
    private final ClientSession session;
    private final PeerSocket peer;

    Subscriptions(Broker broker, ClientSession session, PeerSocket peer) {
        this.broker = broker;
        this.session = session;
        this.peer = peer;
    }

    void received(ClientPacket.Subscribe packet) {
        int identifier = (int) packet.properties().number(Property.SUBSCRIPTION_IDENTIFIER, 0);
        List<Broker.Wish> wishes = packet.wishes().stream()
                .map(wish -> new Broker.Wish(wish.filter(), subscription(wish, identifier)))
                .toList();
        broker.subscribe(session, wishes, reasons -> answer(packet, reasons));
    }

    private static Subscription subscription(ClientPacket.Wish wish, int identifier) {
        return new Subscription(
                wish.qos(), wish.noLocal(), wish.retainAsPublished(), wish.retainHandling(), identifier);
    }

    private void answer(ClientPacket.Subscribe packet, List<Reason> reasons) {
        int[] codes = new int[reasons.size()];
        for (int i = 0; i < codes.length; i++) {
            Reason reason = reasons.get(i);
            codes[i] =
                    reason.isError() ? failure(reason) : packet.wishes().get(i).qos();
        }
        peer.write(peer.writer().subscribed(packet.packetId(), codes));
    }

    private int failure(Reason reason) {
        return peer.writer().speaksFive() ? reason.code() : FAILED_BEFORE_MQTT_5;
    }

    void received(ClientPacket.Unsubscribe packet) {
        List<Integer> codes = packet.filters().stream()
                .map(filter -> broker.unsubscribe(session, filter).code())
                .toList();
        peer.write(peer.writer().unsubscribed(packet.packetId(), codes));
    }
}
