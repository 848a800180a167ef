package dev.mynah.transport.mqtt;

import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Message;
import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.mqtt.packet.ClientPacket;
import dev.mynah.protocol.mqtt.packet.ClientPacket.Step;
import dev.mynah.protocol.mqtt.packet.Property;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one client on their way in, and its acknowledgements of those on their way out (MQTT 5.0 §4.3). Confined to
 * its event loop.
 *
 * <p>A message is acknowledged when it can no longer be lost, and messages are acknowledged in the order in which they came
 * (§4.6). While too many wait for that, or the client sends faster than it may, nothing is read from it.
 */
final class Publications {
    /** Messages of QoS 1 and 2 a client may send before they are acknowledged. */
    static final int RECEIVE_MAXIMUM = 64;

    /** Aliases a client may use for topics. */
    static final int TOPIC_ALIASES = 16;

    /** Clients before MQTT 5 are not told any maximum; this is what they may owe. */
    private static final int MAX_UNRELEASED = 1024;

    private static final int MAX_PENDING = 256;

    private final MqttServices services;
    private final ClientSession session;
    private final Principal who;
    private final Socket socket;
    private final PeerSocket peer;
    private final Executor loop;
    private final Consumer<Reason> disconnect;
    private final Map<Integer, String> aliases = new HashMap<>(0);
    private final ArrayDeque<Pending> pending = new ArrayDeque<>(0);
    private final @Nullable Pace pace;
    private boolean choked;

    /** A message that came and is not acknowledged. */
    private static final class Pending {
        private final int packetId;
        private final int qos;
        private @Nullable Reason result;

        private Pending(int packetId, int qos) {
            this.packetId = packetId;
            this.qos = qos;
        }
    }

    Publications(
            MqttServices services,
            ClientSession session,
            Principal who,
            Socket socket,
            PeerSocket peer,
            Executor loop,
            Consumer<Reason> disconnect) {
        this.services = services;
        this.session = session;
        this.who = who;
        this.socket = socket;
        this.peer = peer;
        this.loop = loop;
        this.disconnect = disconnect;
        this.pace = who instanceof Principal.Device
                ? new Pace(services.settings().deviceMessages(), services.scheduler(), socket, loop)
                : null;
    }

    void received(ClientPacket.Publish publish) {
        String topic = topic(publish);
        if (topic == null) {
            return;
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            // No client that knows the protocol does this (MQTT 5.0 §3.3.2.1).
            disconnect.accept(Reason.TOPIC_NAME_INVALID);
            return;
        }
        if (pace != null) {
            pace.one();
        }
        if (publish.qos() == 0) {
            services.broker().publish(who, session, message(topic, publish));
        } else if (publish.qos() == 2 && session.unreleased().holds(publish.packetId())) {
            acknowledgeInTurn(new Pending(publish.packetId(), 2), Reason.SUCCESS);
        } else if (tooMany()) {
            disconnect.accept(Reason.RECEIVE_MAXIMUM_EXCEEDED);
        } else {
            take(topic, publish);
        }
    }

    /** Null when there is none, and the connection is being closed for it. */
    private @Nullable String topic(ClientPacket.Publish publish) {
        long alias = publish.properties().number(Property.TOPIC_ALIAS, -1);
        if (alias < 0) {
            return publish.topic();
        }
        if (alias == 0 || alias > TOPIC_ALIASES) {
            disconnect.accept(Reason.TOPIC_ALIAS_INVALID);
            return null;
        }
        if (!publish.topic().isEmpty()) {
            aliases.put((int) alias, publish.topic());
            return publish.topic();
        }
        String known = aliases.get((int) alias);
        if (known == null) {
            disconnect.accept(Reason.PROTOCOL_ERROR);
        }
        return known;
    }

    private Message message(String topic, ClientPacket.Publish publish) {
        return new Message(
                topic,
                publish.payload(),
                publish.qos(),
                publish.retain(),
                publish.properties().handedOn(),
                ConnectRules.expiry(
                        publish.properties().number(Property.MESSAGE_EXPIRY_INTERVAL, -1),
                        services.clock().millis()));
    }

    private boolean tooMany() {
        int unreleased = session.unreleased().size();
        return peer.writer().speaksFive()
                ? pending.size() + unreleased >= RECEIVE_MAXIMUM
                : unreleased >= MAX_UNRELEASED;
    }

    private void take(String topic, ClientPacket.Publish publish) {
        if (publish.qos() == 2) {
            session.unreleased().add(publish.packetId());
        }
        CompletionStage<Reason> result = services.broker().publish(who, session, message(topic, publish));
        Pending one = new Pending(publish.packetId(), publish.qos());
        Reason now = result.toCompletableFuture().getNow(null);
        if (now != null) {
            acknowledgeInTurn(one, now);
            return;
        }
        pending.add(one);
        if (pending.size() == MAX_PENDING) {
            choked = true;
            socket.pause();
        }
        result.whenComplete((reason, failure) -> loop.execute(() -> {
            one.result = failure == null ? reason : Reason.UNSPECIFIED;
            acknowledgeWhatIsDone();
        }));
    }

    /** At once, unless earlier ones are still to be acknowledged. */
    private void acknowledgeInTurn(Pending one, Reason reason) {
        one.result = reason;
        if (pending.isEmpty()) {
            acknowledge(one, reason);
        } else {
            pending.add(one);
        }
    }

    private void acknowledgeWhatIsDone() {
        for (Pending first = pending.peek(); first != null && first.result != null; first = pending.peek()) {
            pending.poll();
            acknowledge(first, first.result);
        }
        if (choked && pending.size() < MAX_PENDING / 2) {
            choked = false;
            socket.resume();
        }
    }

    private void acknowledge(Pending one, Reason reason) {
        boolean told = peer.writer().speaksFive();
        if (one.qos == 2 && (reason == Reason.UNSPECIFIED || (reason.isError() && told))) {
            // A refusal ends the exchange; nothing will be released.
            session.unreleased().remove(one.packetId);
        }
        if (reason == Reason.UNSPECIFIED && !told) {
            // What could not be stored must not count as delivered, and this client cannot be told otherwise.
            disconnect.accept(reason);
            return;
        }
        peer.acknowledge(one.qos == 1 ? Step.PUBACK : Step.PUBREC, one.packetId, reason);
    }

    void received(ClientPacket.Acknowledgement step) {
        switch (step.step()) {
            case PUBACK -> session.acknowledged(step.packetId(), 1);
            case PUBCOMP -> session.acknowledged(step.packetId(), 2);
            case PUBREC -> {
                if (session.received(step.packetId(), step.isError())) {
                    peer.release(step.packetId());
                } else if (!step.isError()) {
                    peer.acknowledge(Step.PUBREL, step.packetId(), Reason.PACKET_ID_NOT_FOUND);
                }
            }
            case PUBREL -> {
                boolean known = session.unreleased().remove(step.packetId());
                peer.acknowledge(Step.PUBCOMP, step.packetId(), known ? Reason.SUCCESS : Reason.PACKET_ID_NOT_FOUND);
            }
        }
    }
}
