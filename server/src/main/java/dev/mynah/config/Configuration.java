package dev.mynah.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server is told before it starts, checked. Immutable; only the composition root holds it, the parts get
 * their section.
 *
 * @param data directory of everything the server keeps, absolute
 * @param file the file that was read; null when there was none
 * @param sealedSound whether apps may seal their sound
 * @param overridden names given by environment or argument, for the start-up message
 */
public record Configuration(
        Path data,
        @Nullable Path file,
        HttpSettings http,
        MqttSettings mqtt,
        UdpSettings udp,
        DeviceSettings devices,
        VoiceSettings voice,
        ProviderChains providers,
        DatabaseSettings database,
        LimitSettings limits,
        AnswerSettings answers,
        List<SerialSettings> serialPorts,
        boolean sealedSound,
        LogSettings log,
        AccessSettings access,
        ConversationSettings conversations,
        CameraSettings camera,
        List<String> overridden) {
    public Configuration {
        serialPorts = List.copyOf(serialPorts);
        overridden = List.copyOf(overridden);
    }
}
