package dev.mynah.voice.stt.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.openai.AttemptFailed;
import dev.mynah.voice.provider.openai.Attempts;
import dev.mynah.voice.provider.openai.OpenAiAddress;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.provider.openai.Patience;
import dev.mynah.voice.stt.HeardAudio;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.stt.Transcript;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * A recogniser behind {@code POST {base}/audio/transcriptions} (OpenAI API reference, "Create transcription"): keeps
 * the utterance and sends it as one WAV file when it is complete. Thread-safe.
 *
 * <p>Interrupting the thread that waits in {@code finish} ends the request; {@code close} only forgets the audio.
 */
public final class OpenAiSpeechToText implements SpeechToText {
    /** OpenAI refuses less than a tenth of a second. */
    private static final int SHORTEST = HeardAudio.RATE / 10;

    private static final int LONGEST_REPLY = 1 << 20;
    /** SenseVoice models put language, mood and event before the words, such as {@code <|en|><|NEUTRAL|>}. */
    private static final Pattern TAGS = Pattern.compile("<\\|[^|>]*\\|>");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenAiSettings settings;
    private final OpenAiWire wire;

    /**
     * @param client shared by all providers
     * @param nanoTime monotonic nanoseconds
     */
    public OpenAiSpeechToText(OpenAiSettings settings, HttpClient client, LongSupplier nanoTime) {
        this.settings = settings;
        this.wire = new OpenAiWire(settings, OpenAiAddress.TRANSCRIPTIONS, client, nanoTime);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Transcription open(Locale language) {
        HeardAudio audio = new HeardAudio();
        return new Transcription() {
            @Override
            public void accept(short[] samples) {
                audio.add(samples);
            }

            @Override
            public Transcript finish() throws ProviderException, InterruptedException {
                return transcribe(audio, language);
            }

            @Override
            public void close() {
                audio.clear();
            }
        };
    }

    private Transcript transcribe(HeardAudio audio, Locale language) throws ProviderException, InterruptedException {
        if (audio.length() < SHORTEST) {
            return new Transcript("", name());
        }
        Form form = form(audio, language);
        Patience patience = wire.patience();
        byte[] reply = Attempts.atMostTwo(patience, () -> send(form, patience));
        return new Transcript(TAGS.matcher(text(reply)).replaceAll(""), name());
    }

    private Form form(HeardAudio audio, Locale language) {
        Form form = new Form().field("model", settings.model()).field("response_format", "json");
        String expected = settings.languages().size() == 1
                ? settings.languages().iterator().next()
                : language.getLanguage();
        if (expected.length() == 2) {
            form.field("language", expected);
        }
        return form.file("file", "speech.wav", "audio/wav", audio.wav());
    }

    private byte[] send(Form form, Patience patience) throws AttemptFailed, InterruptedException {
        try (OpenAiWire.Answer answer =
                wire.post(form.contentType(), BodyPublishers.ofByteArray(form.bytes()), patience)) {
            return wire.readAll(answer.body(), LONGEST_REPLY, patience);
        }
    }

    private String text(byte[] reply) throws ProviderException {
        try {
            JsonNode text = JSON.readTree(reply).path("text");
            if (text.isTextual()) {
                return text.asText();
            }
        } catch (IOException e) {
            throw wire.senseless("answered a transcription with something that is no JSON");
        }
        throw wire.senseless("answered a transcription without its text");
    }
}
