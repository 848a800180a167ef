package dev.mynah.simulator.device;

import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.net.HttpRefusal;
import java.io.IOException;
import java.time.Duration;

/**
 * How a device becomes somebody's, as the firmware does it (firmware wire contract §2.1): it announces its code, asks up to
 * ten times whether it is bound, and asks for its configuration again. Only a configuration without activation ends it.
 * Thread-safe; waits.
 */
public final class Activating {
    private static final int QUESTIONS = 10;
    private static final Duration AFTER_PENDING = Duration.ofSeconds(3);
    private static final Duration AFTER_OTHER = Duration.ofSeconds(10);

    private final Provisioning provisioning;
    private final Announcement announcement;
    private final Pause pause;

    /** What a device does with its code: shows it and says it. The device goes on when this returns. */
    @FunctionalInterface
    public interface Announcement {
        /** @throws IOException to give up */
        void announce(DeviceProfile device, DeviceConfiguration.Activation activation)
                throws IOException, InterruptedException;
    }

    /** How a device waits. */
    @FunctionalInterface
    public interface Pause {
        /** @throws IOException to give up */
        void pause(Duration duration) throws IOException, InterruptedException;
    }

    /** A device that announces its code so and waits so. */
    public Activating(Provisioning provisioning, Announcement announcement, Pause pause) {
        this.provisioning = provisioning;
        this.announcement = announcement;
        this.pause = pause;
    }

    /**
     * Goes on from a configuration until there is one without activation, which may be the same.
     *
     * @throws HttpRefusal when a device could not read a configuration
     * @throws WrongShapeException when a device would suffer from one
     * @throws IOException when the announcement or the pause gives up
     */
    public DeviceConfiguration activated(DeviceProfile device, String otaUrl, DeviceConfiguration first)
            throws IOException, WrongShapeException, InterruptedException {
        DeviceConfiguration configuration = first;
        while (configuration.activation() != null) {
            announcement.announce(device, configuration.activation());
            ask(device, otaUrl, configuration.activation().challenge());
            configuration = provisioning.check(device, otaUrl);
        }
        return configuration;
    }

    private void ask(DeviceProfile device, String otaUrl, String challenge) throws IOException, InterruptedException {
        for (int i = 0; i < QUESTIONS; i++) {
            // Without a challenge the firmware asks nothing and only waits.
            Provisioning.Answer answer =
                    challenge.isEmpty() ? Provisioning.Answer.OTHER : provisioning.activate(device, otaUrl, challenge);
            switch (answer) {
                case BOUND -> {
                    return;
                }
                case PENDING -> pause.pause(AFTER_PENDING);
                case OTHER -> pause.pause(AFTER_OTHER);
            }
        }
    }
}
