package dev.mynah.envelope;

import dev.mynah.protocol.envelope.EnvelopeReply.Action;
import dev.mynah.voice.audio.Pcm;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer while it is being made: what was heard, what is said, and its sound. Thread-safe. */
final class Collected {
    /** Two minutes: what is said beyond that is only in the text. */
    static final int MAX_SAMPLES = 120 * EnvelopeLink.FORMAT.sampleRate();

    private static final int MAX_SENTENCES = 1_000;
    private static final int MAX_ACTIONS = 32;

    private final List<String> sentences = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private @Nullable String heard;

    /** Everything up to now. */
    record Whole(@Nullable String heard, String text, short[] samples, List<Action> actions) {
        boolean empty() {
            return text.isEmpty() && samples.length == 0 && actions.isEmpty();
        }
    }

    synchronized void heard(String text) {
        heard = text;
    }

    synchronized void sentence(String text) {
        if (sentences.size() < MAX_SENTENCES) {
            sentences.add(text);
        }
    }

    synchronized void action(Action action) {
        if (actions.size() < MAX_ACTIONS) {
            actions.add(action);
        }
    }

    /** Adds samples as bytes; false when there are enough. */
    synchronized boolean sound(byte[] samples) {
        if (sound.size() + samples.length > 2 * MAX_SAMPLES) {
            return false;
        }
        sound.writeBytes(samples);
        return true;
    }

    /** Takes what was collected and begins anew. */
    synchronized Whole take() {
        Whole whole =
                new Whole(heard, String.join(" ", sentences), Pcm.samples(sound.toByteArray()), List.copyOf(actions));
        heard = null;
        sentences.clear();
        actions.clear();
        sound = new ByteArrayOutputStream();
        return whole;
    }
}
