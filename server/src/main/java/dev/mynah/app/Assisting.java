package dev.mynah.app;

import dev.mynah.assistant.persona.Assistant;
import dev.mynah.protocol.DeviceId;
import java.util.Locale;
import java.util.Optional;

/** Whom a device talks with. Thread-safe; answers from memory. */
@FunctionalInterface
interface Assisting {
    /** The device's assistant, if people made any. */
    Optional<Assistant> of(DeviceId device);

    /** What the model is told; the configuration's words when the assistant has none of its own. */
    default String prompt(DeviceId device, String configured) {
        return of(device)
                .map(Assistant::prompt)
                .filter(prompt -> !prompt.isBlank())
                .orElse(configured);
    }

    /** The language the assistant always speaks, if it does. */
    default Optional<Locale> language(DeviceId device) {
        return of(device).flatMap(Assistant::spoken);
    }
}
