package dev.mynah.transport.mqtt.device;

import dev.mynah.broker.Message;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.ClientId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.DeviceTopics.Scope;
import dev.mynah.protocol.mqtt.TopicReports;
import dev.mynah.transport.mqtt.DeviceGate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices at a broker that is not ours. Such a broker does not say who published a message, so every device has a topic
 * of its own that names its client identifier, and the broker must let nobody else publish there. Thread-safe; what comes
 * from the broker is given to it on one thread.
 */
public final class ExternalDevices {
    private static final Logger log = LoggerFactory.getLogger(ExternalDevices.class);

    /** So long a device counts as there that says nothing, at a broker that does not tell when one goes. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private final DeviceServices services;
    private final DeviceGate gate;
    private final String host;
    private final int limit;
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final Map<DeviceId, Reporter> reporters = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private volatile @Nullable ExternalOutlet outlet;
    private volatile boolean noticed;

    /** A device that reports, and how it spells itself. */
    private record Reporter(String spelling, long heardNanos) {}

    /** A device that talks. */
    private static final class Guest {
        private final MqttDevice device;
        private volatile boolean present;
        private volatile long heardNanos;

        private Guest(MqttDevice device) {
            this.device = device;
        }
    }

    /**
     * @param gate which devices are wanted; that they are who they say the broker has to know
     * @param host to which audio is to be sent, when it is not configured
     * @param limit of devices; those above it are not heard
     */
    public ExternalDevices(DeviceServices services, DeviceGate gate, String host, int limit) {
        this.services = services;
        this.gate = gate;
        this.host = host;
        this.limit = limit;
    }

    /** The broker; once, before it is used. */
    public void attach(ExternalOutlet broker) {
        outlet = broker;
    }

    /** Messages that nobody wanted, or that made no sense. */
    public long refused() {
        return refused.sum();
    }

    /** Devices that are there, as far as one can know. */
    public int present() {
        return (int) guests.values().stream().filter(guest -> guest.present).count();
    }

    /** Whether a device was heard of lately. */
    public boolean heardOf(DeviceId device) {
        Reporter reporter = reporters.get(device);
        return (reporter != null && !silent(reporter.heardNanos()))
                || guests.values().stream()
                        .anyMatch(
                                guest -> guest.present && guest.device.device().equals(device));
    }

    /** How a device spells itself in its reports. */
    String spelling(DeviceId device) {
        Reporter reporter = reporters.get(device);
        return reporter == null ? device.mac() : reporter.spelling();
    }

    // --- coming and going -------------------------------------------------------------------------------------------

    /** The broker says that a client is there. */
    public void present(String clientId) {
        ClientId.parse(clientId).ifPresent(client -> {
            noticed = true;
            guest(client);
        });
    }

    /** The broker says that a client is gone. */
    public void gone(String clientId) {
        Guest guest = guests.get(clientId);
        if (guest != null) {
            left(guest);
            forgetIfOver(clientId, guest);
        }
    }

    /** The broker is gone: whether devices are there is not known, and they cannot be reached. */
    public void brokerLost() {
        guests.values().forEach(this::left);
    }

    /** The broker is back; devices amid a conversation did not leave it, and wait. */
    public void brokerBack() {
        guests.values().stream()
                .filter(guest -> guest.device.conversation().link() != null)
                .forEach(this::arrived);
    }

    /** Forgets who has been silent for long; to be called now and then. */
    public void check() {
        guests.forEach((clientId, guest) -> {
            boolean talks = guest.device.conversation().link() != null;
            if (!noticed && !talks && silent(guest.heardNanos)) {
                left(guest);
            }
            forgetIfOver(clientId, guest);
        });
        reporters.values().removeIf(reporter -> silent(reporter.heardNanos()));
    }

    private boolean silent(long heardNanos) {
        return services.scheduler().nanoTime() - heardNanos > SILENCE.toNanos();
    }

    private void forgetIfOver(String clientId, Guest guest) {
        if (!guest.present && guest.device.conversation().isOver()) {
            guests.remove(clientId, guest);
        }
    }

    private @Nullable Guest guest(ClientId client) {
        Guest known = guests.get(client.toString());
        if (known == null) {
            if (!wanted(client)) {
                return null;
            }
            Conversation conversation = new Conversation(DeviceTopics.push(client), services.scheduler());
            known = new Guest(new MqttDevice(client.device(), services, conversation));
            known.device.connected(host, "", client.uuid());
            guests.put(client.toString(), known);
        }
        known.heardNanos = services.scheduler().nanoTime();
        arrived(known);
        return known;
    }

    private boolean wanted(ClientId client) {
        return guests.size() < limit && gate.admits(client.device(), client.uuid());
    }

    private void arrived(Guest guest) {
        if (!guest.present) {
            guest.present = true;
            guest.device.conversation().connected(new Way(), guest);
            log.info("Device connected device={} transport=mqtt broker=external", guest.device.device());
            services.control().connected(guest.device);
            announce(guest.device.device(), Announcements.CONNECTED);
        }
    }

    private void left(Guest guest) {
        if (guest.present) {
            guest.present = false;
            guest.device.conversation().disconnected(guest, false);
            services.control().disconnected(guest.device);
            announce(guest.device.device(), Announcements.DISCONNECTED);
        }
    }

    private void announce(DeviceId device, String event) {
        Announcements.announce(
                device, event, (topic, text) -> outlet().publish(topic, text.getBytes(StandardCharsets.UTF_8), 0));
    }

    private ExternalOutlet outlet() {
        return Objects.requireNonNull(outlet, "attach() comes first");
    }

    /** The way to a device is its topic, whether or not anybody listens there. */
    private final class Way implements DeviceWire {
        @Override
        public boolean push(Message message) {
            return outlet().publish(message.topic(), message.payload(), message.qos());
        }

        @Override
        public boolean forward(Message message) {
            return push(message);
        }
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    /**
     * A message from the broker.
     *
     * @return completes when it can no longer be lost
     */
    public CompletionStage<?> received(String topic, byte[] payload) {
        Optional<ClientId> client = DeviceTopics.publisher(topic);
        if (client.isPresent()) {
            Guest guest = guest(client.get());
            if (guest == null) {
                return refuse(topic, "the device is not wanted");
            }
            guest.device.published(payload);
            return CompletableFuture.completedStage(null);
        }
        Optional<DeviceTopics.Place> place = DeviceTopics.parse(topic);
        // What is announced comes back, because a shared subscription cannot leave out one's own messages.
        if (place.isEmpty() || Announcements.on(place.get(), topic)) {
            return CompletableFuture.completedStage(null);
        }
        if (!(place.get().scope() instanceof Scope.One one)) {
            return refuse(topic, "it does not say whose it is");
        }
        return gate.admits(one.device(), "")
                ? reported(topic, one.device(), place.get(), payload)
                : refuse(topic, "the device is not wanted");
    }

    private CompletionStage<?> reported(String topic, DeviceId device, DeviceTopics.Place place, byte[] payload) {
        return switch (TopicReports.read(place, device, payload)) {
            case TopicReports.Read.Valid valid -> {
                if (reporters.size() < limit || reporters.containsKey(device)) {
                    String spelling = topic.split("/", -1)[2];
                    reporters.put(
                            device, new Reporter(spelling, services.scheduler().nanoTime()));
                }
                yield services.reports().reported(device, valid.report());
            }
            case TopicReports.Read.Refused no -> refuse(topic, no.reason());
        };
    }

    private CompletionStage<?> refuse(String topic, String reason) {
        refused.increment();
        if (Long.bitCount(refused.sum()) == 1) {
            // At the 1st, 2nd, 4th, 8th ... only: whoever does this does it often.
            log.info("Refused a message on {} ({} so far): {}", topic, refused.sum(), reason);
        }
        return CompletableFuture.completedStage(null);
    }
}
