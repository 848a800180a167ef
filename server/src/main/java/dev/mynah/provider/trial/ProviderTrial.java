package dev.mynah.provider.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.Emotion;
import dev.mynah.provider.Provider;
import dev.mynah.support.Scheduler;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import dev.mynah.voice.audio.Resampler;
import dev.mynah.voice.llm.PictureQuestion;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.Stage;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider a real question for each of its uses, and tells the real answer or the real failure. Thread-safe; blocks
 * until all have answered, or their deadlines have passed.
 */
public final class ProviderTrial {
    private static final String QUESTION = "Say hello in one short sentence.";
    private static final String SPOKEN = "what time is it";
    private static final int MOST_TEXT = 500;
    private static final int RATE = 16_000;
    private static final int FRAME = 960;

    private final Engines engines;
    private final TextToSpeech localVoice;
    private final Scheduler scheduler;
    private final ThreadFactory threads;
    private final Supplier<ZoneId> zone;

    /**
     * @param localVoice speaks the sentence that a recogniser has to recognise
     * @param zone of the devices, asked each time
     */
    public ProviderTrial(
            Engines engines,
            TextToSpeech localVoice,
            Scheduler scheduler,
            ThreadFactory threads,
            Supplier<ZoneId> zone) {
        this.engines = engines;
        this.localVoice = localVoice;
        this.scheduler = scheduler;
        this.threads = threads;
        this.zone = zone;
    }

    /** One question: notes when the first of its answer came, and returns it in words. */
    @FunctionalInterface
    private interface Question {
        String ask(Runnable firstCame) throws ProviderException, InterruptedException;
    }

    /** The results, in the order of the uses. */
    public List<Asked> ask(Provider.Setup setup, Set<Stage> uses, String key) throws InterruptedException {
        List<FutureTask<Asked>> running = new ArrayList<>();
        for (Stage use : uses.stream().sorted().toList()) {
            FutureTask<Asked> task = new FutureTask<>(() -> asked(use, question(use, setup, key)));
            running.add(task);
            threads.newThread(task).start();
        }
        List<Asked> results = new ArrayList<>();
        long patience = setup.timeout().toMillis() * 4;
        try {
            for (FutureTask<Asked> task : running) {
                results.add(task.get(patience, TimeUnit.MILLISECONDS));
            }
            return results;
        } catch (ExecutionException | TimeoutException | CancellationException broken) {
            throw new IllegalStateException("a provider did not keep its own deadline", broken);
        } finally {
            running.forEach(task -> task.cancel(true));
        }
    }

    private Question question(Stage use, Provider.Setup setup, String key) {
        return switch (use) {
            case CHAT -> first -> chat(setup, key, first);
            case SPEECH -> first -> speech(setup, key, first);
            case RECOGNITION -> first -> recognition(setup, key, first);
            case VISION -> first -> vision(setup, key, first);
        };
    }

    private Asked asked(Stage use, Question question) throws InterruptedException {
        long begun = scheduler.nanoTime();
        long[] first = {-1};
        try {
            String answer = question.ask(() -> first[0] = first[0] < 0 ? scheduler.nanoTime() : first[0]);
            return new Asked(use, true, millis(begun, first[0]), answer, "", "");
        } catch (ProviderException failed) {
            return failure(use, millis(begun, -1), failed.getMessage(), failed.kind());
        } catch (RuntimeException broken) {
            return failure(use, millis(begun, -1), broken.getMessage(), ProviderException.Kind.PROTOCOL);
        }
    }

    private static Asked failure(Stage use, long millis, @Nullable String words, ProviderException.Kind kind) {
        String text = words == null ? kind.name() : words;
        return new Asked(use, false, millis, "", shortened(text), kind.name().toLowerCase(Locale.ROOT));
    }

    private long millis(long begun, long first) {
        return ((first < 0 ? scheduler.nanoTime() : first) - begun) / 1_000_000;
    }

    private String chat(Provider.Setup setup, String key, Runnable first)
            throws ProviderException, InterruptedException {
        StringBuilder answer = new StringBuilder();
        ReplyRequest request = new ReplyRequest("", List.of(), QUESTION, Locale.ENGLISH, zone.get(), new NoTools());
        engines.chat(setup, key).reply(request, new ReplySink() {
            @Override
            public void text(String piece) {
                first.run();
                answer.append(piece);
            }

            @Override
            public void emotion(Emotion emotion) {}
        });
        return shortened(answer.toString().strip());
    }

    private String speech(Provider.Setup setup, String key, Runnable first)
            throws ProviderException, InterruptedException {
        long[] samples = {0};
        int[] rate = {1};
        engines.speech(setup, key).synthesize("Hello, I am your mynah.", Locale.ENGLISH, (piece, sampleRate) -> {
            first.run();
            samples[0] += piece.length;
            rate[0] = sampleRate;
        });
        return "%.1f s, %d Hz".formatted((double) samples[0] / rate[0], rate[0]);
    }

    private String recognition(Provider.Setup setup, String key, Runnable first)
            throws ProviderException, InterruptedException {
        short[] sentence = spoken();
        try (SpeechToText.Transcription utterance =
                engines.recognition(setup, key).open(Locale.ENGLISH)) {
            for (int at = 0; at < sentence.length; at += FRAME) {
                utterance.accept(Arrays.copyOfRange(sentence, at, Math.min(sentence.length, at + FRAME)));
            }
            String text = utterance.finish().text();
            first.run();
            return shortened("“" + SPOKEN + "” → “" + text + "”");
        }
    }

    private String vision(Provider.Setup setup, String key, Runnable first)
            throws ProviderException, InterruptedException {
        String answer = engines.vision(setup, key)
                .look(new PictureQuestion(TrialPicture.red(), "Which colour is this picture?", Locale.ENGLISH));
        first.run();
        return shortened("red → " + answer);
    }

    private short[] spoken() throws ProviderException, InterruptedException {
        List<short[]> pieces = new ArrayList<>();
        @Nullable Resampler[] resampler = {null};
        localVoice.synthesize(SPOKEN, Locale.ENGLISH, (piece, rate) -> {
            Resampler present = resampler[0];
            if (present == null) {
                present = Resampler.aligned(rate, RATE);
                resampler[0] = present;
            }
            pieces.add(present.process(piece));
        });
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        short[] all = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    private static String shortened(String text) {
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    }

    /** Nothing can be done for a test. */
    private static final class NoTools implements ToolBox {
        @Override
        public List<ToolSpec> tools() {
            return List.of();
        }

        @Override
        public ToolResult call(String name, JsonNode arguments) {
            throw new IllegalStateException("no tool was offered");
        }
    }
}
