package dev.mynah.api;

import dev.mynah.envelope.SpokenAnswers;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.audio.format.SoundFiles;
import dev.mynah.voice.audio.format.SoundFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Spoken answers for apps that were told their addresses (documented protocols §3, §8). The name is the key: it cannot be
 * guessed and is soon forgotten. Thread-safe.
 */
public final class SpokenAnswerResource implements Resource {
    private static final Map<String, SoundFormat> FORMATS = Map.of(
            "audio/wav", SoundFormat.WAV,
            "audio/x-wav", SoundFormat.WAV,
            "audio/wave", SoundFormat.WAV,
            "audio/mpeg", SoundFormat.MP3,
            "audio/mp3", SoundFormat.MP3,
            "audio/ogg", SoundFormat.OPUS,
            "audio/opus", SoundFormat.OPUS);

    private final SpokenAnswers answers;
    private final SoundFiles files;

    public SpokenAnswerResource(SpokenAnswers answers, SoundFiles files) {
        this.answers = answers;
        this.files = files;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("getSpokenAnswer", this::answer);
    }

    private Answer answer(Call call) {
        WavFile sound = answers.find(call.path("answer_id")).orElseThrow(() -> Refusals.notFound("spoken answer"));
        SoundFormat format = preferred(call.header("Accept").orElse(""));
        // Whoever knows the name may play it on a page of any origin.
        return Answer.raw(format.mediaType(), files.write(sound, format))
                .with("Cross-Origin-Resource-Policy", "cross-origin")
                .with("Access-Control-Allow-Origin", "*");
    }

    /** The first of the formats with the highest weight; what asks for none of them gets what everything plays. */
    static SoundFormat preferred(String accept) {
        SoundFormat best = SoundFormat.WAV;
        double highest = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", 20)) {
            SoundFormat format = FORMATS.get(range.split(";", 2)[0].strip());
            double weight = weight(range);
            if (format != null && weight > highest) {
                best = format;
                highest = weight;
            }
        }
        return best;
    }

    private static double weight(String range) {
        for (String parameter : range.split(";")) {
            String plain = parameter.replace(" ", "");
            if (plain.matches("q=[01](\\.\\d{0,3})?")) {
                return Double.parseDouble(plain.substring(2));
            }
        }
        return 1;
    }
}
