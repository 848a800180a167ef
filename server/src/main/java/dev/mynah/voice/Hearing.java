package dev.mynah.voice;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.audio.Endpointer;
import dev.mynah.voice.audio.Endpointer.Listening;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.SpeechEvent;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.Transcript;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's ear: packets become samples, samples utterances, and utterances are recognised. Not thread-safe. */
final class Hearing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hearing.class);

    private final SpeechToText recognition;
    private final Locale language;
    private final VoiceServices services;
    private final EndpointSettings settings;
    private @Nullable Ear ear;
    private @Nullable Transcription open;
    private @Nullable ProviderException refused;
    private long corruptPackets;

    Hearing(VoiceServices services, Locale language, EndpointSettings settings) {
        this.recognition = services.recognition();
        this.language = language;
        this.services = services;
        this.settings = settings;
    }

    /** What it takes to hear: 30 KB and more of native memory, which a device that only waits must not cost. */
    private record Ear(OpusCodec.Decoder decoder, Endpointer endpointer) {
        void close() {
            decoder.close();
            endpointer.close();
        }
    }

    private Ear ear() {
        Ear open = ear;
        if (open == null) {
            open = new Ear(
                    services.codec().decoder(),
                    new Endpointer(services.detectors().get(), settings));
            ear = open;
        }
        return open;
    }

    /** The work of turning one complete utterance into text. */
    interface Recognition extends AutoCloseable {
        Transcript text() throws ProviderException, InterruptedException;

        @Override
        void close();
    }

    /** Begins to listen anew. */
    void listen(boolean pushToTalk) {
        ear().endpointer().listen(pushToTalk ? Listening.HELD : Listening.AUTOMATIC);
    }

    /** Hears one packet; a broken one is counted and skipped. */
    List<SpeechEvent> hear(byte[] packet) {
        try {
            Ear open = ear();
            return open.endpointer().accept(open.decoder().decode(packet));
        } catch (CorruptPacketException e) {
            corruptPackets++;
            log.debug("A packet is not Opus: {}", e.getMessage());
            return List.of();
        }
    }

    /** Hears samples at 16 kHz. */
    List<SpeechEvent> hear(short[] samples) {
        return ear().endpointer().accept(samples);
    }

    /** The button was released, or the device stopped its microphone. */
    List<SpeechEvent> release() {
        return ear == null ? List.of() : ear.endpointer().stop();
    }

    long corruptPackets() {
        return corruptPackets;
    }

    /** Begins to recognise an utterance. A recogniser that refuses shows when the utterance is complete. */
    void open() {
        drop();
        refused = null;
        try {
            open = recognition.open(language);
        } catch (ProviderException e) {
            refused = e;
        } catch (RuntimeException e) {
            refused = broken(e);
        }
    }

    /** A recogniser that fails in its own way fails like every other: once, when its text is wanted. */
    private ProviderException broken(RuntimeException failure) {
        return new ProviderException(
                recognition.name(), ProviderException.Kind.PROTOCOL, "failed by itself: " + failure, failure);
    }

    /** Adds samples to the utterance being recognised, if there is one. */
    void feed(short[] samples) {
        if (open != null && samples.length > 0) {
            try {
                open.accept(samples);
            } catch (RuntimeException e) {
                refused = broken(e);
                drop();
            }
        }
    }

    /** Hands the complete utterance over for recognition on another thread. */
    Recognition finish() {
        Transcription complete = open;
        ProviderException failure = refused;
        open = null;
        return new Recognition() {
            @Override
            public Transcript text() throws ProviderException, InterruptedException {
                if (failure != null) {
                    throw failure;
                }
                return complete == null ? new Transcript("", recognition.name()) : complete.finish();
            }

            @Override
            public void close() {
                if (complete != null) {
                    letGo(complete);
                }
            }
        };
    }

    /** Forgets the utterance being heard. */
    void drop() {
        Transcription dropped = open;
        open = null;
        if (dropped != null) {
            letGo(dropped);
        }
    }

    private static void letGo(Transcription utterance) {
        try {
            utterance.close();
        } catch (RuntimeException e) {
            log.warn("A recogniser could not let go of an utterance", e);
        }
    }

    @Override
    public void close() {
        drop();
        if (ear != null) {
            ear.close();
            ear = null;
        }
    }
}
