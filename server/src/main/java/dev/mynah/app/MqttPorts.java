package dev.mynah.app;

import dev.mynah.broker.BrokerStore;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.MessageListener;
import dev.mynah.session.TopicReportListener;
import dev.mynah.transport.mqtt.DeviceGate;
import dev.mynah.transport.mqtt.DeviceTokens;
import dev.mynah.transport.mqtt.Operators;
import dev.mynah.transport.udp.PlainDatagrams;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * What the broker asks of the other parts of the server.
 *
 * @param keys that make and have made the passwords of stock firmware, the present one first
 * @param gate which devices are wanted
 * @param tokens of other devices
 * @param operators who may watch and command
 * @param groups a device is in
 * @param reports takes what devices report
 * @param control hears of devices that can be reached
 * @param store what survives a restart
 * @param plain takes datagrams without encryption
 */
record MqttPorts(
        Supplier<List<SecretKey>> keys,
        DeviceGate gate,
        DeviceTokens tokens,
        Operators operators,
        Function<DeviceId, Set<String>> groups,
        TopicReportListener reports,
        MessageListener control,
        BrokerStore store,
        PlainDatagrams plain) {
    /** Only stock firmware comes in, and what it reports is kept nowhere. */
    static MqttPorts bare(Supplier<List<SecretKey>> keys) {
        return new MqttPorts(
                keys,
                DeviceGate.OPEN,
                DeviceTokens.NONE,
                Operators.NONE,
                device -> Set.of(),
                TopicReportListener.NONE,
                MessageListener.NONE,
                BrokerStore.NONE,
                PlainDatagrams.NONE);
    }

    MqttPorts with(Operators others) {
        return new MqttPorts(keys, gate, tokens, others, groups, reports, control, store, plain);
    }

    MqttPorts with(TopicReportListener others) {
        return new MqttPorts(keys, gate, tokens, operators, groups, others, control, store, plain);
    }

    MqttPorts with(MessageListener others) {
        return new MqttPorts(keys, gate, tokens, operators, groups, reports, others, store, plain);
    }

    MqttPorts with(DeviceTokens others) {
        return new MqttPorts(keys, gate, others, operators, groups, reports, control, store, plain);
    }

    MqttPorts with(DeviceGate other) {
        return new MqttPorts(keys, other, tokens, operators, groups, reports, control, store, plain);
    }

    MqttPorts with(BrokerStore other) {
        return new MqttPorts(keys, gate, tokens, operators, groups, reports, control, other, plain);
    }

    MqttPorts with(PlainDatagrams other) {
        return new MqttPorts(keys, gate, tokens, operators, groups, reports, control, store, other);
    }

    MqttPorts in(Function<DeviceId, Set<String>> others) {
        return new MqttPorts(keys, gate, tokens, operators, others, reports, control, store, plain);
    }
}
