package dev.mynah.config;

import java.time.Duration;
import java.util.List;

/** Keys of the section {@code conversations}. */
final class ConversationKeys {
    static final Key<Duration> KEEP = Key.of(
            "conversations.keep",
            Types.duration(Duration.ZERO, Duration.ofDays(3650)),
            "30d",
            "How long what was said is kept; 0s keeps nothing.");
    static final Key<Boolean> SOUND = Key.of(
            "conversations.sound", Types.truth(), "true", "Whether recordings of questions and answers are kept too.");
    static final Key<Integer> SOUND_LIMIT = Key.of(
            "conversations.sound-limit",
            Types.size(1024 * 1024, Integer.MAX_VALUE),
            "512MiB",
            "Disk space for all recordings together; those of the oldest day go first.");

    static final List<Key<?>> ALL = List.of(KEEP, SOUND, SOUND_LIMIT);

    private ConversationKeys() {}

    static ConversationSettings read(Values values) {
        return new ConversationSettings(values.value(KEEP), values.value(SOUND), values.value(SOUND_LIMIT));
    }
}
