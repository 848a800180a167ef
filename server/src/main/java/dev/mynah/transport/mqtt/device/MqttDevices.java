package dev.mynah.transport.mqtt.device;

import dev.mynah.broker.Broker;
import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Intake;
import dev.mynah.broker.Message;
import dev.mynah.broker.Peer;
import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.TopicReports;
import dev.mynah.transport.mqtt.ClientListener;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices on the broker. Takes from what clients publish that which is for the server, and pushes to devices what they
 * never subscribed to. Thread-safe.
 */
public final class MqttDevices implements Intake, ClientListener {
    private static final Logger log = LoggerFactory.getLogger(MqttDevices.class);

    private final DeviceServices services;
    private final Map<String, MqttDevice> byClient = new ConcurrentHashMap<>();
    private final Map<DeviceId, MqttDevice> byDevice = new ConcurrentHashMap<>();
    private final ReentrantLock coming = new ReentrantLock();
    private final LongAdder refusedReports = new LongAdder();
    private volatile @Nullable Broker broker;

    public MqttDevices(DeviceServices services) {
        this.services = services;
    }

    /** The broker whose clients these are; once, before it is used. */
    public void attach(Broker serving) {
        broker = serving;
    }

    /** Reports that made no sense. */
    public long refusedReports() {
        return refusedReports.sum();
    }

    // --- clients ----------------------------------------------------------------------------------------------------

    @Override
    public void connected(ClientSession session, Peer connection, Principal who, Route route) {
        if (who instanceof Principal.Device device) {
            oneAtATime(() -> arrived(session, connection, device, route));
        }
    }

    @Override
    public void disconnected(ClientSession session, Peer connection, Principal who, boolean left) {
        oneAtATime(() -> gone(session.clientId(), connection, left));
    }

    /** A device that comes again and its connection before, which ends on another event loop, know of each other. */
    private void oneAtATime(Runnable change) {
        coming.lock();
        try {
            change.run();
        } finally {
            coming.unlock();
        }
    }

    private void arrived(ClientSession session, Peer connection, Principal.Device device, Route route) {
        MqttDevice known = byClient.computeIfAbsent(session.clientId(), absent -> newDevice(device.id()));
        known.connected(device.host().isEmpty() ? route.local() : device.host(), route.remote(), device.uuid());
        byDevice.put(device.id(), known);
        known.conversation().connected(new Way(session), connection);
        log.info("Device connected device={} transport=mqtt client={}", device.id(), session.clientId());
        services.control().connected(known);
        announce(device.id(), Announcements.CONNECTED);
    }

    private MqttDevice newDevice(DeviceId id) {
        return new MqttDevice(id, services, new Conversation(DeviceTopics.push(id), services.scheduler()));
    }

    private void gone(String clientId, Peer connection, boolean left) {
        MqttDevice known = byClient.get(clientId);
        if (known == null) {
            return;
        }
        if (known.conversation().disconnected(connection, left)) {
            byDevice.remove(known.device(), known);
            services.control().disconnected(known);
            announce(known.device(), Announcements.DISCONNECTED);
        }
        if (known.conversation().isOver()) {
            byClient.remove(clientId, known);
        }
    }

    private void announce(DeviceId device, String event) {
        Announcements.announce(
                device, event, (topic, text) -> broker().publish(Principal.SERVER, null, Message.of(topic, text, 0)));
    }

    private Broker broker() {
        return Objects.requireNonNull(broker, "attach() comes first");
    }

    /** The way to a client of our broker. */
    private final class Way implements DeviceWire {
        private final ClientSession client;

        private Way(ClientSession client) {
            this.client = client;
        }

        /** To the device, and to operators who watch; never twice to a device that subscribed to it too. */
        @Override
        public boolean push(Message message) {
            boolean sent = client.push(message);
            broker().route(message, client);
            return sent;
        }

        @Override
        public boolean forward(Message message) {
            return client.filters().contains(message.topic()) || client.push(message);
        }
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    @Override
    public Answer take(Principal from, @Nullable ClientSession session, Message message) {
        return switch (from) {
            case Principal.Device device -> ofDevice(device.id(), session, message);
            case Principal.Operator operator -> ofOperator(message);
            case Principal.Server server -> Answer.PASSED;
        };
    }

    private Answer ofDevice(DeviceId device, @Nullable ClientSession session, Message message) {
        if (message.topic().equals(DeviceTopics.SERVER)) {
            MqttDevice known = session == null ? null : byClient.get(session.clientId());
            if (known != null) {
                known.published(message.payload());
            }
            return Answer.TAKEN;
        }
        Optional<DeviceTopics.Place> place = DeviceTopics.parse(message.topic());
        if (place.isEmpty()) {
            return Answer.PASSED;
        }
        return switch (TopicReports.read(place.get(), device, message.payload())) {
            case TopicReports.Read.Valid valid ->
                Answer.taken(services.reports().reported(device, valid.report()));
            case TopicReports.Read.Refused refused -> refused(device, refused.reason());
        };
    }

    private Answer refused(DeviceId device, String reason) {
        refusedReports.increment();
        if (Long.bitCount(refusedReports.sum()) == 1) {
            log.info("Refused what {} reported ({} so far): {}", device, refusedReports.sum(), reason);
        }
        return Answer.refused(Reason.PAYLOAD_FORMAT_INVALID);
    }

    /** An operator may push to a device what the server could; what a device could not read is refused. */
    private Answer ofOperator(Message message) {
        Optional<DeviceId> target = DeviceTopics.pushedTo(message.topic());
        if (target.isEmpty()) {
            return Answer.PASSED;
        }
        if (!isMessage(message.payload())) {
            return Answer.refused(Reason.PAYLOAD_FORMAT_INVALID);
        }
        MqttDevice device = byDevice.get(target.get());
        return device != null && device.conversation().forward(message) ? Answer.TAKEN : Answer.PASSED;
    }

    private static boolean isMessage(byte[] payload) {
        try {
            return !JsonText.object(new String(payload, StandardCharsets.UTF_8))
                    .text("type")
                    .isEmpty();
        } catch (WrongShapeException wrong) {
            return false;
        }
    }
}
