package dev.mynah.transport.mqtt.external;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.transport.mqtt.device.ExternalDevices;
import dev.mynah.transport.mqtt.device.ExternalOutlet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server as a client of a broker that is not ours. Connects, and connects again, for as long as it is open; the server
 * does not wait for it. Thread-safe.
 */
public final class ExternalBroker implements ExternalOutlet, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExternalBroker.class);

    /** Subscribed with the name of this group where the broker has shared subscriptions. */
    private static final String GROUP = "mynah";

    /** What a device is told is of no use to it later. */
    private static final List<String> CONVERSATIONS = List.of(DeviceTopics.SERVER + "/+");

    private static final List<String> REPORTS = List.of("xiaozhi/status/#", "xiaozhi/sensors/#", "xiaozhi/events/#");

    private static final int KEEPALIVE_SECONDS = 30;
    private static final long SESSION_SECONDS = TimeUnit.HOURS.toSeconds(1);
    private static final int MAX_UNSENT = 1000;
    private static final int STOP_SECONDS = 5;

    private final ExternalBrokerOptions options;
    private final ExternalDevices devices;
    private final Mqtt5AsyncClient client;
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicInteger subscribed = new AtomicInteger();
    private volatile boolean connected;
    private volatile boolean closed;

    /** @param devices gets what comes, on one thread */
    public ExternalBroker(ExternalBrokerOptions options, ExternalDevices devices) {
        this.options = options;
        this.devices = devices;
        this.client = client(options);
        devices.attach(this);
    }

    private Mqtt5AsyncClient client(ExternalBrokerOptions chosen) {
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(chosen.clientId())
                .serverHost(chosen.host())
                .serverPort(chosen.port())
                .automaticReconnect()
                .initialDelay(chosen.firstPause().toMillis(), TimeUnit.MILLISECONDS)
                .maxDelay(chosen.longestPause().toMillis(), TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(this::connected)
                .addDisconnectedListener(this::disconnected);
        if (chosen.tls()) {
            builder = builder.sslWithDefaultConfig();
        }
        byte[] password = chosen.password();
        if (!chosen.username().isEmpty()) {
            var account = builder.simpleAuth().username(chosen.username());
            builder = (password == null ? account : account.password(password)).applySimpleAuth();
        }
        return builder.buildAsync();
    }

    /** Begins to connect, and returns. */
    public void start() {
        client.publishes(MqttGlobalPublishFilter.ALL, this::received, true);
        client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_SECONDS)
                .keepAlive(KEEPALIVE_SECONDS)
                .send()
                .whenComplete((answer, failure) -> {
                    if (failure != null && !closed) {
                        log.error("The external broker {} was given up", options, failure);
                    }
                });
    }

    /** Whether the broker is there. */
    @Override
    public boolean connected() {
        return connected;
    }

    /** Whether it is connected and has answered every wish to subscribe. */
    public boolean ready() {
        return connected && subscribed.get() == CONVERSATIONS.size() + REPORTS.size() + BrokerNotices.FILTERS.size();
    }

    // --- coming and going -------------------------------------------------------------------------------------------

    private void connected(MqttClientConnectedContext context) {
        boolean shared = context instanceof Mqtt5ClientConnectedContext five
                && five.getConnAck().getRestrictions().isSharedSubscriptionAvailable();
        subscribed.set(0);
        connected = true;
        log.info("Connected to the external broker {} shared={}", options, shared);
        String before = shared ? "$share/" + GROUP + "/" : "";
        CONVERSATIONS.forEach(filter -> subscribe(before + filter, MqttQos.AT_MOST_ONCE, true));
        REPORTS.forEach(filter -> subscribe(before + filter, MqttQos.AT_LEAST_ONCE, true));
        BrokerNotices.FILTERS.forEach(filter -> subscribe(filter, MqttQos.AT_MOST_ONCE, false));
        devices.brokerBack();
    }

    private void subscribe(String filter, MqttQos qos, boolean needed) {
        client.subscribeWith().topicFilter(filter).qos(qos).send().whenComplete((answer, failure) -> {
            subscribed.incrementAndGet();
            if (failure != null && needed && connected) {
                log.error("The external broker does not let this server subscribe {}", filter, failure);
            }
        });
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        boolean was = connected;
        connected = false;
        if (was) {
            devices.brokerLost();
        }
        if (context.getSource() != MqttDisconnectSource.USER) {
            log.warn(
                    "{} the external broker {}: {}; it is tried again",
                    was ? "Lost" : "Cannot reach",
                    options,
                    context.getCause().toString());
        }
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    private void received(Mqtt5Publish publish) {
        String topic = publish.getTopic().toString();
        byte[] payload = publish.getPayloadAsBytes();
        BrokerNotices.@Nullable Notice notice = BrokerNotices.read(topic, payload);
        if (notice != null) {
            if (notice.present()) {
                devices.present(notice.clientId());
            } else {
                devices.gone(notice.clientId());
            }
            publish.acknowledge();
            return;
        }
        try {
            devices.received(topic, payload).whenComplete((safe, failure) -> {
                // What cannot be taken is acknowledged too: the broker would only send it again and again.
                if (failure != null) {
                    log.warn("A report from the external broker was not kept: {}", failure.toString());
                }
                publish.acknowledge();
            });
        } catch (RuntimeException e) {
            log.error("A message from the external broker made its receiver fail", e);
            publish.acknowledge();
        }
    }

    @Override
    public boolean publish(String topic, byte[] payload, int qos) {
        if (!connected || unsent.get() >= MAX_UNSENT) {
            return false;
        }
        unsent.incrementAndGet();
        client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(qos == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                .send()
                .whenComplete((result, failure) -> unsent.decrementAndGet());
        return true;
    }

    /** Leaves; what is to be acknowledged waits at the broker for an hour. */
    @Override
    public void close() throws TimeoutException {
        closed = true;
        if (!connected) {
            client.disconnect();
            return;
        }
        try {
            client.disconnectWith()
                    .sessionExpiryInterval(SESSION_SECONDS)
                    .send()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException gone) {
            log.debug("The external broker was gone before good-bye: {}", gone.toString());
        }
    }
}
