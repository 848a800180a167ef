package dev.mynah.assistant;

import java.time.InstantSource;

/** Whether the assistant would act on a text, for tests of what a recogniser made of a sentence. */
public final class Understanding {
    private static final OfflineAssistant ASSISTANT = new OfflineAssistant(InstantSource.system());

    private Understanding() {}

    public static boolean isCommand(String text) {
        return ASSISTANT.understand(text).isPresent();
    }
}
