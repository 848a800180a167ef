package dev.mynah.voice.tts.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.openai.AttemptFailed;
import dev.mynah.voice.provider.openai.Attempts;
import dev.mynah.voice.provider.openai.OpenAiAddress;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.provider.openai.Patience;
import dev.mynah.voice.tts.TextToSpeech;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A voice behind {@code POST {base}/audio/speech} (OpenAI API reference, "Create speech"): asks for headerless samples
 * and hands them on while they arrive. Thread-safe; a sentence runs on the calling thread, and interrupting that thread
 * closes the connection.
 */
public final class OpenAiTextToSpeech implements TextToSpeech {
    /** Longest text of one request. */
    static final int LONGEST = 4096;

    private static final int ERROR_BODY = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenAiSettings settings;
    private final OpenAiWire wire;

    /**
     * @param client shared by all providers
     * @param nanoTime monotonic nanoseconds
     */
    public OpenAiTextToSpeech(OpenAiSettings settings, HttpClient client, LongSupplier nanoTime) {
        this.settings = settings;
        this.wire = new OpenAiWire(settings, OpenAiAddress.SPEECH, client, nanoTime);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return settings.languages().isEmpty() || Scripts.speakable(text, language, settings.languages());
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        for (String part : Parts.of(sentence, LONGEST)) {
            Patience patience = wire.patience();
            Attempts.atMostTwo(patience, () -> speak(part, sink, patience));
        }
    }

    private long speak(String text, PcmSink sink, Patience patience) throws AttemptFailed, InterruptedException {
        String request = request(text).toString();
        try (OpenAiWire.Answer answer = wire.post("application/json", BodyPublishers.ofString(request), patience)) {
            refuseWords(answer, patience);
            SoundReader sound = new SoundReader(answer.contentType(), sink);
            try {
                // No voice takes longer than a second a character.
                read(answer, sound, 10L + text.length(), patience);
            } catch (AttemptFailed e) {
                throw sound.handed() > 0 ? AttemptFailed.lasting(e.failure()) : e;
            }
            return sound.handed();
        }
    }

    private void read(OpenAiWire.Answer answer, SoundReader sound, long mostSeconds, Patience patience)
            throws AttemptFailed, InterruptedException {
        try {
            ByteBuffer bytes = wire.next(answer.body(), patience);
            while (bytes != null) {
                sound.accept(bytes);
                patience.progress();
                if (sound.handed() > mostSeconds * sound.rate()) {
                    throw new SoundReader.NoSound("keeps sending sound for a short text");
                }
                bytes = wire.next(answer.body(), patience);
            }
            sound.end();
        } catch (SoundReader.NoSound e) {
            throw AttemptFailed.lasting(wire.senseless(e.what()));
        }
    }

    /** Some services report failures as 200 with words instead of sound. */
    private void refuseWords(OpenAiWire.Answer answer, Patience patience) throws AttemptFailed, InterruptedException {
        String type = answer.contentType();
        if (type.contains("json") || type.startsWith("text/")) {
            String words = new String(wire.readAll(answer.body(), ERROR_BODY, patience), StandardCharsets.UTF_8);
            throw AttemptFailed.lasting(wire.senseless("answered words instead of sound" + wire.quoted(words)));
        }
        if (type.contains("mpeg") || type.contains("mp3") || type.contains("ogg") || type.contains("flac")) {
            throw AttemptFailed.lasting(wire.senseless("answered " + type + " although asked for pcm"));
        }
    }

    private ObjectNode request(String text) {
        return JSON.createObjectNode()
                .put("model", settings.model())
                .put("input", text)
                .put("voice", settings.voice())
                .put("response_format", "pcm");
    }
}
