package dev.mynah.app;

import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import dev.mynah.protocol.Emotion;
import dev.mynah.support.SystemScheduler;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.llm.openai.RecordingTools;
import dev.mynah.voice.provider.ProviderException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechEnginesTest {
    private static final ZoneId ZONE = ZoneId.of("UTC");

    @Test
    void closing_does_not_wait_for_a_provider_that_says_nothing(@TempDir Path data) throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (FakeOpenAi cloud = FakeOpenAi.start();
                SystemScheduler scheduler =
                        new SystemScheduler(Thread.ofPlatform().daemon().factory())) {
            cloud.chat(FakeAnswer.stallAfter(FakeAnswer.EVENTS, new byte[] {'\n'}));
            Speech speech = engines(data, cloud, scheduler);
            Thread.ofVirtual().start(() -> {
                ask(speech);
                gaveUp.countDown();
            });
            cloud.awaitRequest();

            speech.resources().close();

            cloud.awaitHangUp();
            gaveUp.await();
        }
    }

    private Speech engines(Path data, FakeOpenAi cloud, SystemScheduler scheduler) throws Exception {
        var settings = List.of(
                "data=" + data,
                "chat=cloud",
                "providers.cloud.base-url=" + cloud.baseUrl(),
                "providers.cloud.api-key=secret-key",
                "providers.cloud.model=some-model",
                "providers.cloud.timeout=5m");
        var configuration = new ConfigurationLoader(new Surroundings(Map.of(), data, data, ZONE)).load(null, settings);
        return SpeechEngines.of(configuration, InstantSource.system(), scheduler, new SimpleMeterRegistry());
    }

    private static void ask(Speech speech) {
        try {
            speech.model().reply(question(), new Deaf());
        } catch (ProviderException e) {
            throw new AssertionError("what is built in answers in any case", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ReplyRequest question() {
        return new ReplyRequest("", List.of(), "how are you", Locale.US, ZONE, new RecordingTools());
    }

    private static final class Deaf implements ReplySink {
        @Override
        public void text(String piece) {}

        @Override
        public void emotion(Emotion emotion) {}
    }
}
