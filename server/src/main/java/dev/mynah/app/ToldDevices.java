package dev.mynah.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.envelope.DeviceNews;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mqtt.TopicReport;
import dev.mynah.session.TopicReportListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what devices say of themselves, on whatever wire, into the registry. Thread-safe; never waits. */
record ToldDevices(DeviceRegistry devices) implements DeviceNews, TopicReportListener {
    private static final Logger log = LoggerFactory.getLogger(ToldDevices.class);

    @Override
    public void registered(DeviceId device, EnvelopeRequest.Register what) {
        String chip = what.hardware().path("chip_model").asText();
        devices.describes(device, what.deviceType(), chip, what.firmwareVersion());
    }

    @Override
    public void status(DeviceId device, ObjectNode status) {
        devices.says(device, status);
    }

    @Override
    public CompletionStage<?> reported(DeviceId device, TopicReport report) {
        switch (report) {
            case TopicReport.Status status -> devices.says(device, status.all());
            case TopicReport.Reading reading ->
                devices.says(device, JsonText.newObject().set(reading.sensorType(), reading.value()));
            case TopicReport.Event event -> log.debug("{} says that {} happened", device, event.name());
            case TopicReport.Outcome outcome -> log.debug("{} did {}: {}", device, outcome.command(), outcome.status());
        }
        return CompletableFuture.completedStage(null);
    }
}
