package dev.mynah.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.envelope.DeviceNews;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.session.ControlEvent;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of controlled devices where the others are told of. Thread-safe. */
final class ControlNews implements Consumer<ControlEvent> {
    private static final Logger log = LoggerFactory.getLogger(ControlNews.class);

    private final DeviceNews news;

    ControlNews(DeviceNews news) {
        this.news = news;
    }

    @Override
    public void accept(ControlEvent event) {
        switch (event) {
            case ControlEvent.Connected connected ->
                log.info(
                        "Device connected device={} transport={}",
                        connected.device(),
                        connected.link().transport());
            case ControlEvent.Disconnected gone ->
                log.info("Device disconnected device={} reason={}", gone.device(), gone.reason());
            case ControlEvent.Reported reported -> news.status(reported.device(), status(reported));
        }
    }

    /** Values are {@code NAME=VALUE} each, or one value of the report's own name. */
    private static ObjectNode status(ControlEvent.Reported reported) {
        ObjectNode status = JsonText.newObject();
        List<String> values = reported.values();
        for (int i = 0; i < values.size(); i++) {
            String[] parts = values.get(i).split("=", 2);
            String name = parts.length == 2 ? parts[0] : reported.name() + (i == 0 ? "" : "_" + i);
            put(status, name, parts[parts.length - 1]);
        }
        return status;
    }

    private static void put(ObjectNode status, String name, String value) {
        if (value.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
            status.put(name, Double.parseDouble(value));
        } else {
            status.put(name, value);
        }
    }
}
