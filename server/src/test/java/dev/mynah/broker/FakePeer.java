package dev.mynah.broker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client's connection that keeps what it is sent. Used by one thread. */
final class FakePeer implements Peer {
    /** One thing on the wire. */
    record Sent(
            String topic,
            String text,
            int qos,
            boolean retain,
            int packetId,
            boolean again,
            List<Integer> subscriptions) {
        @Override
        public String toString() {
            return topic + "=" + text;
        }
    }

    final List<Sent> messages = new ArrayList<>();
    final List<Integer> releases = new ArrayList<>();
    final List<Reason> endings = new ArrayList<>();
    boolean writable = true;
    int maximum = Integer.MAX_VALUE;

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public boolean fits(Delivery delivery) {
        return delivery.message().payload().length <= maximum;
    }

    @Override
    public void publish(Delivery delivery, int packetId, boolean again) {
        Message message = delivery.message();
        List<Integer> subscriptions = new ArrayList<>();
        for (int subscription : delivery.subscriptions()) {
            subscriptions.add(subscription);
        }
        messages.add(new Sent(
                message.topic(),
                new String(message.payload(), StandardCharsets.UTF_8),
                delivery.qos(),
                delivery.retain(),
                packetId,
                again,
                subscriptions));
    }

    @Override
    public void release(int packetId) {
        releases.add(packetId);
    }

    @Override
    public void disconnect(Reason reason) {
        endings.add(reason);
    }

    List<String> texts() {
        return messages.stream().map(Sent::text).toList();
    }

    Sent last() {
        return messages.getLast();
    }
}
