package dev.mynah.app;

import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerCounts;
import dev.mynah.transport.udp.UdpCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What the broker and the audio port count, as metrics. */
final class MqttMetrics {
    private MqttMetrics() {}

    static void register(Mqtt mqtt, MeterRegistry metrics) {
        Broker broker = mqtt.broker();
        metrics.gauge("mynah.mqtt.connections", mqtt.listeners(), listeners -> listeners.connections());
        metrics.gauge("mynah.mqtt.sessions", broker, Broker::sessions);
        metrics.gauge("mynah.mqtt.subscriptions", broker, Broker::subscriptions);
        metrics.gauge("mynah.mqtt.retained", broker, Broker::retainedMessages);
        metrics.gauge("mynah.mqtt.queued.bytes", broker, Broker::queuedBytes);
        metrics.gauge("mynah.udp.channels", mqtt.audio(), audio -> audio.size());
        BrokerCounts counts = broker.counts();
        count(metrics, "mynah.mqtt.published", counts, BrokerCounts::published);
        count(metrics, "mynah.mqtt.delivered", counts, BrokerCounts::delivered);
        dropped(metrics, "congested", counts, BrokerCounts::congested);
        dropped(metrics, "queue_full", counts, BrokerCounts::queueFull);
        dropped(metrics, "expired", counts, BrokerCounts::expired);
        dropped(metrics, "too_large", counts, BrokerCounts::tooLarge);
        dropped(metrics, "refused", counts, BrokerCounts::refused);
        count(metrics, "mynah.mqtt.reports.refused", mqtt.devices(), devices -> devices.refusedReports());
        count(metrics, "mynah.mqtt.connections.refused", mqtt.listeners(), listeners -> listeners.turnedAway());
        UdpCounts datagrams = mqtt.audio().counts();
        count(metrics, "mynah.udp.received", datagrams, UdpCounts::received);
        count(metrics, "mynah.udp.sent", datagrams, UdpCounts::sent);
        count(metrics, "mynah.udp.moved", datagrams, UdpCounts::moved);
        lost(metrics, "malformed", datagrams, UdpCounts::malformed);
        lost(metrics, "stranger", datagrams, UdpCounts::strangers);
        lost(metrics, "out_of_order", datagrams, UdpCounts::outOfOrder);
        lost(metrics, "implausible", datagrams, UdpCounts::implausible);
        lost(metrics, "congested", datagrams, UdpCounts::congested);
        lost(metrics, "held_too_long", datagrams, UdpCounts::heldTooLong);
    }

    private static <T> void count(MeterRegistry metrics, String name, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).register(metrics);
    }

    private static void dropped(
            MeterRegistry metrics, String reason, BrokerCounts counts, ToDoubleFunction<BrokerCounts> value) {
        FunctionCounter.builder("mynah.mqtt.dropped", counts, value)
                .tag("reason", reason)
                .register(metrics);
    }

    private static void lost(
            MeterRegistry metrics, String reason, UdpCounts counts, ToDoubleFunction<UdpCounts> value) {
        FunctionCounter.builder("mynah.udp.dropped", counts, value)
                .tag("reason", reason)
                .register(metrics);
    }
}
