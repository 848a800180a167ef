package dev.mynah.config;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys of the section {@code mqtt}. */
final class MqttKeys {
    private static final int DEVICES_INSIST_ON_TLS = 8883;

    static final Key<Boolean> ENABLED = Key.of(
            "mqtt.enabled",
            Types.truth(),
            "true",
            "Whether the server is an MQTT broker for devices and those who watch them.");
    static final Key<Integer> PORT = Key.of(
            "mqtt.port",
            Types.whole(0, 65535),
            "1883",
            "Port of the broker, without TLS; 0 for any free one. Not 8883, on which devices insist on TLS.");
    static final Key<Integer> TLS_PORT = Key.of(
            "mqtt.tls-port",
            Types.whole(0, 65535),
            "8883",
            "Port of the broker with TLS, open when http.tls.certificate is given; 0 for any free one.");
    static final Key<URI> EXTERNAL_URL = Key.withoutDefault(
            "mqtt.external.url",
            Types.address("mqtt", "mqtts"),
            "A broker of your own, at which this server is a client for the devices there; with mqtts it must show a certificate this machine trusts.");
    static final Key<String> EXTERNAL_USERNAME =
            Key.of("mqtt.external.username", Types.text("text"), "", "Username of this server at the external broker.");
    static final Key<Secret> EXTERNAL_PASSWORD = Key.withoutDefault(
            "mqtt.external.password", Types.secret(), "Password of this server at the external broker.");
    static final Key<String> EXTERNAL_CLIENT_ID = Key.of(
            "mqtt.external.client-id",
            Types.text("text"),
            "mynah",
            "Client identifier of this server at the external broker, the same after a restart so that reports wait for it; no other client may have it.");
    static final Key<String> EXTERNAL_ENDPOINT = Key.withoutDefault(
            "mqtt.external.device-endpoint",
            Types.hostAndPort(),
            "HOST:PORT at which devices reach the external broker; when absent that of mqtt.external.url. Devices are sent there only while mqtt.enabled is false.");
    static final Key<String> EXTERNAL_DEVICE_USERNAME = Key.of(
            "mqtt.external.device-username",
            Types.text("text"),
            "",
            "Username that devices are given for the external broker; empty for the documented one, which the broker must check by itself.");
    static final Key<Secret> EXTERNAL_DEVICE_PASSWORD = Key.withoutDefault(
            "mqtt.external.device-password", Types.secret(), "Password that goes with mqtt.external.device-username.");

    private static final List<Key<?>> EXTERNAL = List.of(
            EXTERNAL_USERNAME,
            EXTERNAL_PASSWORD,
            EXTERNAL_CLIENT_ID,
            EXTERNAL_ENDPOINT,
            EXTERNAL_DEVICE_USERNAME,
            EXTERNAL_DEVICE_PASSWORD);

    static final List<Key<?>> ALL = Stream.concat(Stream.of(ENABLED, PORT, TLS_PORT, EXTERNAL_URL), EXTERNAL.stream())
            .toList();

    private MqttKeys() {}

    static MqttSettings read(Values values, Secrets secrets) {
        MqttSettings mqtt = new MqttSettings(
                values.value(ENABLED), values.value(PORT), values.value(TLS_PORT), external(values, secrets));
        checkPorts(mqtt, values);
        if (!mqtt.enabled() && mqtt.external() == null && values.value(Keys.DEVICE_TRANSPORT) == DeviceTransport.MQTT) {
            values.problem(
                    values.origin(Keys.DEVICE_TRANSPORT.name()),
                    "devices.transport: mqtt needs a broker: mqtt.enabled is false and mqtt.external.url is not set");
        }
        return mqtt;
    }

    private static void checkPorts(MqttSettings mqtt, Values values) {
        if (mqtt.port() == DEVICES_INSIST_ON_TLS) {
            values.problem(
                    values.origin(PORT.name()),
                    "mqtt.port: devices use TLS on 8883 and on no other port; choose another, such as 1883");
        }
        if (mqtt.port() != 0 && mqtt.port() == mqtt.tlsPort()) {
            values.problem(values.origin(TLS_PORT.name()), "mqtt.tls-port: mqtt.port is the same; choose another");
        }
        if (values.has(TLS_PORT.name()) && !values.has(TlsKeys.CERTIFICATE.name())) {
            values.problem(
                    values.origin(TLS_PORT.name()),
                    "mqtt.tls-port: does nothing without http.tls.certificate and http.tls.key");
        }
    }

    private static @Nullable ExternalBrokerSettings external(Values values, Secrets secrets) {
        URI url = values.find(EXTERNAL_URL).orElse(null);
        if (url == null) {
            EXTERNAL.stream()
                    .filter(key -> values.has(key.name()))
                    .findFirst()
                    .ifPresent(key -> values.problem(
                            values.origin(key.name()), key.name() + ": does nothing without mqtt.external.url"));
            return null;
        }
        return new ExternalBrokerSettings(
                url,
                values.value(EXTERNAL_USERNAME),
                secrets.fetch(EXTERNAL_PASSWORD, values),
                values.value(EXTERNAL_CLIENT_ID),
                values.find(EXTERNAL_ENDPOINT).orElse(null),
                values.value(EXTERNAL_DEVICE_USERNAME),
                secrets.fetch(EXTERNAL_DEVICE_PASSWORD, values));
    }
}
