package dev.mynah.voice.tts.freetts;

import com.sun.speech.freetts.FreeTTSSpeakableImpl;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.tts.Script;
import dev.mynah.voice.tts.Scripts;
import dev.mynah.voice.tts.SpokenText;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Speaks English with a voice that comes with the library. A sentence takes a few hundredths of its own length and its
 * first samples come after a millisecond or so. Thread-safe: each sentence has a voice of its own, made when first
 * needed and kept; when all are speaking, the next sentence waits.
 */
public final class FreeTtsTextToSpeech implements TextToSpeech {
    /** The better of the two voices: 16 kHz. */
    public static final String KEVIN16 = "kevin16";

    private final String voiceName;
    private final Semaphore free;
    private final Queue<Speaker> idle = new ConcurrentLinkedQueue<>();

    /** @param voices how many sentences may be spoken at once */
    public FreeTtsTextToSpeech(int voices) {
        this(KEVIN16, voices);
    }

    /** @param voiceName {@code kevin16}, or {@code kevin} with 8 kHz */
    public FreeTtsTextToSpeech(String voiceName, int voices) {
        this.voiceName = voiceName;
        free = new Semaphore(voices, true);
    }

    @Override
    public String name() {
        return "freetts";
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return Scripts.of(text).stream().allMatch(script -> script == Script.LATIN);
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        String text = SpokenText.of(sentence);
        if (text.isEmpty()) {
            return;
        }
        free.acquire();
        try {
            Speaker speaker = idle.poll();
            if (speaker == null) {
                speaker = speaker();
            }
            speaker.speak(text, sink);
            idle.add(speaker);
        } finally {
            free.release();
        }
    }

    private Speaker speaker() {
        SinkPlayer player = new SinkPlayer();
        Voice voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
                .filter(candidate -> candidate.getName().equals(voiceName))
                .findFirst()
                .orElseThrow();
        voice.setAudioPlayer(player);
        // Without a queue of its own the voice speaks on the calling thread instead of one that it never ends.
        voice.setOutputQueue(null);
        voice.allocate();
        return new Speaker(voice, player);
    }

    private record Speaker(Voice voice, SinkPlayer player) {
        void speak(String text, PcmSink sink) throws ProviderException, InterruptedException {
            player.open(sink);
            boolean spoken = voice.speak(new FreeTTSSpeakableImpl(text));
            player.check();
            if (!spoken) {
                throw new ProviderException("freetts", Kind.PROTOCOL, "the voice could not speak this sentence");
            }
        }
    }
}
