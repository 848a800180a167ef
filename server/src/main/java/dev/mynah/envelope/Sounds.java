package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.envelope.AudioDescription;
import dev.mynah.protocol.envelope.EnvelopeErrorCode;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.voice.audio.Pcm;
import dev.mynah.voice.audio.format.HeardSound;
import dev.mynah.voice.audio.format.SampleFormat;
import dev.mynah.voice.audio.format.SoundFormat;
import dev.mynah.voice.audio.format.UnreadableSoundException;
import dev.mynah.voice.audio.format.UnreadableSoundException.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sound in messages, and what is said when it cannot be used. Stateless and thread-safe. */
final class Sounds {
    static final String UNKNOWN = "The sound is in a format, or packed in a way, that is not known";
    private static final String EXPECTED = "wav, pcm, mp3 or opus; packed with none, gzip or deflate";

    private Sounds() {}

    /** The format, when it and its packing are known. */
    static Optional<SoundFormat> format(AudioDescription description) {
        return Unpacking.known(description.compression()) ? SoundFormat.named(description.format()) : Optional.empty();
    }

    static HeardSound hear(SoundFormat format, AudioDescription description, EnvelopeServices services)
            throws UnreadableSoundException {
        SampleFormat bare = format == SoundFormat.PCM
                ? SampleFormat.of(description.sampleRate(), description.channels(), description.bitDepth(), false)
                : SampleFormat.USUAL;
        return new HeardSound(format, bare, services.codec(), services.longest());
    }

    /** The samples of a whole question. */
    static short[] samples(EnvelopeRequest.Audio audio, EnvelopeServices services, Sealing sealing)
            throws UnreadableSoundException {
        AudioDescription description = audio.description();
        SoundFormat format =
                format(description).orElseThrow(() -> new UnreadableSoundException(Kind.UNSUPPORTED, UNKNOWN));
        byte[] bytes = Unpacking.unpack(sealing.open(audio.data(), description), description.compression());
        try (HeardSound sound = hear(format, description, services)) {
            return Pcm.join(List.of(sound.accept(bytes), sound.finish()));
        }
    }

    static EnvelopeErrorCode code(UnreadableSoundException wrong) {
        return switch (wrong.kind()) {
            case NOT_THIS_FORMAT, DAMAGED -> EnvelopeErrorCode.AUDIO_PROCESSING_FAILED;
            case UNSUPPORTED -> EnvelopeErrorCode.UNSUPPORTED_FORMAT;
            case TOO_LONG -> EnvelopeErrorCode.AUDIO_TOO_LONG;
        };
    }

    static ObjectNode details(AudioDescription description, UnreadableSoundException wrong) {
        return unknown(description).put("reason", wrong.reason());
    }

    static ObjectNode unknown(AudioDescription description) {
        String received = description.format() + ", packed with " + description.compression();
        return JsonText.newObject()
                .put("reason", UNKNOWN)
                .put("expected_format", EXPECTED)
                .put("received_format", received.length() > 100 ? received.substring(0, 100) : received);
    }

    /** Who asks with sound is answered with the same kind of sound; who asks in words gets an address to fetch it from. */
    static @Nullable String replyFormat(EnvelopeRequest request) {
        return switch (request) {
            case EnvelopeRequest.Audio audio -> audio.description().format();
            case EnvelopeRequest.StreamStart start -> start.description().format();
            default -> null;
        };
    }
}
