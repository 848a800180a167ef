package dev.mynah.transport.mqtt.device;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mqtt.DeviceTopics;
import java.util.function.BiConsumer;

/** That a device came or went, as those who watch a broker are told (documented protocols §5). Stateless. */
final class Announcements {
    static final String CONNECTED = "device_connected";
    static final String DISCONNECTED = "device_disconnected";

    private Announcements() {}

    /** @param publish takes topic and text */
    static void announce(DeviceId device, String event, BiConsumer<String, String> publish) {
        String text = JsonText.write(JsonText.newObject().put("event", event).put("device_id", device.mac()));
        publish.accept(DeviceTopics.of(DeviceTopics.Kind.EVENTS, device) + "/" + event, text);
        publish.accept(DeviceTopics.events(event), text);
    }

    /** Whether the topic is one of these; what a server says of itself may come back to it. */
    static boolean on(DeviceTopics.Place place, String topic) {
        return place.kind() == DeviceTopics.Kind.EVENTS
                && (topic.endsWith("/" + CONNECTED) || topic.endsWith("/" + DISCONNECTED));
    }
}
