package dev.mynah.envelope;

import dev.mynah.session.Sessions;
import dev.mynah.support.Scheduler;
import dev.mynah.voice.audio.OpusCodec;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What every conversation of the dialect works with; shared by all of them and thread-safe.
 *
 * @param news learns what devices say of themselves
 * @param answers keeps speech for those who fetch it
 * @param codec Opus both ways
 * @param longest most speech in one question
 * @param sealKeys with which sound can be sealed; null when it cannot
 * @param threads starts a virtual thread for each task
 */
public record EnvelopeServices(
        Sessions sessions,
        DeviceNews news,
        SpokenAnswers answers,
        OpusCodec codec,
        Duration longest,
        InstantSource clock,
        Scheduler scheduler,
        @Nullable KeyPair sealKeys,
        Executor threads) {}
