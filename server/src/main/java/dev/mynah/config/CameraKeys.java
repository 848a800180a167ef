package dev.mynah.config;

import java.time.Duration;
import java.util.List;

/** Keys of the section {@code camera}. */
final class CameraKeys {
    static final Key<Integer> PHOTOS = Key.of(
            "camera.photos",
            Types.whole(1, 1000),
            "16",
            "Photos of devices received and looked at together; another one is told that the server is busy.");
    static final Key<Duration> UPLOAD_TIMEOUT = Key.of(
            "camera.upload-timeout",
            Types.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
            "20s",
            "Longest time a photo may take to come, on a slow mobile network too.");

    static final List<Key<?>> ALL = List.of(PHOTOS, UPLOAD_TIMEOUT);

    private CameraKeys() {}

    static CameraSettings read(Values values) {
        return new CameraSettings(values.value(PHOTOS), values.value(UPLOAD_TIMEOUT));
    }
}
