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
    private final OpusCodec.Decoder decoder;
    private final Endpointer endpointer;
    private @Nullable Transcription open;
    private @Nullable ProviderException refused;
    private long corruptPackets;

    Hearing(VoiceServices services, Locale language, EndpointSettings settings) {
        this.recognition = services.recognition();
        this.language = language;
        this.decoder = services.codec().decoder();
        this.endpointer = new Endpointer(services.detectors().get(), settings);
    }

    /** The work of turning one complete utterance into text. */
    interface Recognition extends AutoCloseable {
        Transcript text() throws ProviderException, InterruptedException;

        @Override
        void close();
    }

    /** Begins to listen anew. */
    void listen(boolean pushToTalk) {
        endpointer.listen(pushToTalk ? Listening.HELD : Listening.AUTOMATIC);
    }

    /** Hears one packet; a broken one is counted and skipped. */
    List<SpeechEvent> hear(byte[] packet) {
        try {
            return endpointer.accept(decoder.decode(packet));
        } catch (CorruptPacketException e) {
            corruptPackets++;
            log.debug("A packet is not Opus: {}", e.getMessage());
            return List.of();
        }
    }

    /** The button was released, or the device stopped its microphone. */
    List<SpeechEvent> release() {
        return endpointer.stop();
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
        }
    }

    /** Adds samples to the utterance being recognised, if there is one. */
    void feed(short[] samples) {
        if (open != null && samples.length > 0) {
            open.accept(samples);
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
                    complete.close();
                }
            }
        };
    }

    /** Forgets the utterance being heard. */
    void drop() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        drop();
        decoder.close();
        endpointer.close();
    }
}
