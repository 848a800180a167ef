package dev.mynah.api;

import dev.mynah.envelope.SpokenAnswers;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.transport.http.Answers;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.audio.format.SoundFiles;
import dev.mynah.voice.audio.format.SoundFormat;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/audio/{id}}: a spoken answer for an app that was told its address (documented protocols §3, §8). The
 * name is the key: it cannot be guessed and is soon forgotten. {@code Accept} chooses WAV, MP3 or Ogg Opus; WAV when it does
 * not say. Thread-safe.
 */
public final class SpokenAnswerResource {
    private final SpokenAnswers answers;
    private final SoundFiles files;
    private final Executor threads;

    /** @param threads for the coding, which an event loop must not do */
    public SpokenAnswerResource(SpokenAnswers answers, SoundFiles files, Executor threads) {
        this.answers = answers;
        this.files = files;
        this.threads = threads;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get("/api/v1/audio/:id")
                .produces("audio/wav")
                .produces("audio/x-wav")
                .produces("audio/mpeg")
                .produces("audio/ogg")
                .handler(this::answer);
    }

    private void answer(RoutingContext request) {
        Optional<WavFile> sound = answers.find(Objects.requireNonNullElse(request.pathParam("id"), ""));
        if (sound.isEmpty()) {
            request.fail(
                    ErrorCode.NOT_FOUND.status(),
                    new RefusedException(
                            ErrorCode.NOT_FOUND, "There is no such answer; they are kept for a while only"));
            return;
        }
        SoundFormat format = format(request.getAcceptableContentType());
        Context loop = request.vertx().getOrCreateContext();
        threads.execute(() -> {
            byte[] file = files.write(sound.get(), format);
            loop.runOnContext(now -> send(request, format, file));
        });
    }

    private static void send(RoutingContext request, SoundFormat format, byte[] file) {
        request.response()
                .putHeader("Cache-Control", "private, no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        Answers.send(request.response(), 200, format.mediaType(), file);
    }

    private static SoundFormat format(@Nullable String accepted) {
        return switch (accepted) {
            case "audio/mpeg" -> SoundFormat.MP3;
            case "audio/ogg" -> SoundFormat.OPUS;
            case null, default -> SoundFormat.WAV;
        };
    }
}
