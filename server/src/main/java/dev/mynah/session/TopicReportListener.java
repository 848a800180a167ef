package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.TopicReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes what devices report of themselves on topics. Thread-safe. Called on event loops: must not wait. */
@FunctionalInterface
public interface TopicReportListener {
    /** Takes everything and keeps nothing. */
    TopicReportListener NONE = (device, report) -> CompletableFuture.completedStage(null);

    /**
     * Takes a report of a device that has proved who it is.
     *
     * @return completes when the report is safe, after which the device is told so; fails when it cannot be taken
     */
    CompletionStage<?> reported(DeviceId device, TopicReport report);
}
