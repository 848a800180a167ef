package dev.mynah.app;

import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerCounts;
import dev.mynah.transport.udp.UdpAudio;
import dev.mynah.transport.udp.UdpCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What the broker and the audio port count, as metrics. */
final class MqttMetrics {
    private MqttMetrics() {}

    static void register(Mqtt mqtt, MeterRegistry metrics) {
        OwnBroker own = mqtt.own();
        if (own != null) {
            register(own, metrics);
        }
        OtherBroker other = mqtt.other();
        if (other != null) {
            metrics.gauge("mynah.mqtt.external.connected", other.broker(), broker -> broker.connected() ? 1 : 0);
            metrics.gauge("mynah.mqtt.external.devices", other.devices(), devices -> devices.present());
            count(metrics, "mynah.mqtt.external.refused", other.devices(), devices -> devices.refused());
        }
        register(mqtt.audio(), metrics);
    }

    private static void register(OwnBroker own, MeterRegistry metrics) {
        Broker broker = own.broker();
        metrics.gauge("mynah.mqtt.connections", own.listeners(), listeners -> listeners.connections());
        metrics.gauge("mynah.mqtt.sessions", broker, Broker::sessions);
        metrics.gauge("mynah.mqtt.subscriptions", broker, Broker::subscriptions);
        metrics.gauge("mynah.mqtt.retained", broker, Broker::retainedMessages);
        metrics.gauge("mynah.mqtt.queued.bytes", broker, Broker::queuedBytes);
        BrokerCounts counts = broker.counts();
        count(metrics, "mynah.mqtt.published", counts, BrokerCounts::published);
        count(metrics, "mynah.mqtt.delivered", counts, BrokerCounts::delivered);
        dropped(metrics, "congested", counts, BrokerCounts::congested);
        dropped(metrics, "queue_full", counts, BrokerCounts::queueFull);
        dropped(metrics, "expired", counts, BrokerCounts::expired);
        dropped(metrics, "too_large", counts, BrokerCounts::tooLarge);
        dropped(metrics, "refused", counts, BrokerCounts::refused);
        count(metrics, "mynah.mqtt.reports.refused", own.devices(), devices -> devices.refusedReports());
        count(metrics, "mynah.mqtt.connections.refused", own.listeners(), listeners -> listeners.turnedAway());
    }

    private static void register(UdpAudio audio, MeterRegistry metrics) {
        metrics.gauge("mynah.udp.channels", audio, UdpAudio::size);
        UdpCounts datagrams = audio.counts();
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
