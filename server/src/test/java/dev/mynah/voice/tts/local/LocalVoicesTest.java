package dev.mynah.voice.tts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.VirtualTime;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.tts.Script;
import dev.mynah.voice.tts.Scripts;
import dev.mynah.voice.tts.TextToSpeech;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalVoicesTest {
    private final List<String> said = new ArrayList<>();

    /** Notes what it says. */
    private class Voice implements TextToSpeech {
        private final String name;
        private final Set<Script> scripts;

        Voice(String name, Script... scripts) {
            this.name = name;
            this.scripts = Set.of(scripts);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean canSpeak(String text, Locale language) {
            return scripts.containsAll(Scripts.of(text));
        }

        @Override
        public void synthesize(String sentence, Locale language, PcmSink sink)
                throws ProviderException, InterruptedException {
            said.add(name + ": " + sentence);
            sink.accept(new short[1], 16_000);
        }
    }

    /** Gives up after so many pieces of sound. */
    private final class Broken extends Voice {
        private final int pieces;

        Broken(String name, int pieces) {
            super(name, Script.LATIN);
            this.pieces = pieces;
        }

        @Override
        public void synthesize(String sentence, Locale language, PcmSink sink)
                throws ProviderException, InterruptedException {
            for (int i = 0; i < pieces; i++) {
                super.synthesize(sentence, language, sink);
            }
            throw new ProviderException(name(), Kind.UNAVAILABLE, "gone");
        }
    }

    private final Voice english = new Voice("english", Script.LATIN);
    private final Voice mandarin = new Voice("mandarin", Script.LATIN, Script.HAN);

    private static void say(LocalVoices voices, String text) throws ProviderException, InterruptedException {
        voices.synthesize(text, Locale.US, (_, _) -> {});
    }

    @Test
    void the_first_voice_that_reads_the_text_speaks_it() throws Exception {
        LocalVoices voices = new LocalVoices(List.of(english, mandarin));
        say(voices, "Hello.");
        say(voices, "你好。");
        say(voices, "打开 WiFi");
        say(voices, "12:30");
        assertThat(said).containsExactly("english: Hello.", "mandarin: 你好。", "mandarin: 打开 WiFi", "english: 12:30");
    }

    @Test
    void what_no_voice_reads_is_hinted_at_and_never_silent() throws Exception {
        LocalVoices voices = new LocalVoices(List.of(english));
        assertThat(voices.canSpeak("你好", Locale.CHINESE)).isTrue();
        say(voices, "你好，现在三点。");
        assertThat(said).containsExactly("english: " + LocalVoices.HINT);
    }

    @Test
    void a_foreign_word_in_a_readable_sentence_is_left_out() throws Exception {
        say(new LocalVoices(List.of(english, mandarin)), "In Russian one says привет to a friend.");
        say(new LocalVoices(List.of(english)), "Tea is called 茶 in China.");
        assertThat(said)
                .containsExactly("english: In Russian one says to a friend.", "english: Tea is called in China.");
    }

    @Test
    void a_sentence_that_would_lose_most_of_its_letters_is_hinted_at() throws Exception {
        say(new LocalVoices(List.of(english)), "Мой WiFi не работает");
        assertThat(said).containsExactly("english: " + LocalVoices.HINT);
    }

    @Test
    void when_a_voice_is_gone_the_next_reads_the_sentence() throws Exception {
        say(new LocalVoices(List.of(new Broken("gone", 0), english)), "Hello.");
        assertThat(said).containsExactly("english: Hello.");
    }

    @Test
    void a_sentence_that_broke_off_is_not_begun_again() {
        LocalVoices voices = new LocalVoices(List.of(new Broken("breaking", 1), english));
        assertThatThrownBy(() -> say(voices, "Hello.")).hasMessage("gone");
        assertThat(said).containsExactly("breaking: Hello.");
    }

    @Test
    void voices_are_found_on_the_path_and_described(@TempDir Path directory) throws IOException {
        VirtualTime time = new VirtualTime();
        assertThat(LocalVoices.ofMachine(Map.of(), time).describe()).isEqualTo("freetts");
        Path program = Files.createFile(directory.resolve("espeak-ng"));
        Map<String, String> path = Map.of("PATH", "/nowhere" + File.pathSeparator + directory);
        assertThat(LocalVoices.ofMachine(path, time).describe()).isEqualTo("freetts");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(LocalVoices.ofMachine(path, time).describe()).isEqualTo("freetts, espeak-ng");
        assertThat(directory.resolve("flite").toFile().createNewFile()).isTrue();
        assertThat(directory.resolve("flite").toFile().setExecutable(true)).isTrue();
        assertThat(LocalVoices.ofMachine(path, time).describe()).isEqualTo("flite, freetts, espeak-ng");
    }
}
