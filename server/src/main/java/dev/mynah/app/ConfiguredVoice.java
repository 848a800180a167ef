package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.support.Scheduler;
import dev.mynah.voice.TurnObserver;
import dev.mynah.voice.VoiceOptions;
import dev.mynah.voice.VoiceServices;
import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.audio.OpusCodecs;
import dev.mynah.voice.audio.SpokenCache;
import dev.mynah.voice.audio.WebRtcDetector;
import dev.mynah.voice.turn.TurnSettings;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/** What conversations are made of and how they go, by the configuration. Immutable. */
final class ConfiguredVoice {
    private static final long SPOKEN_CACHE_BYTES = 16L << 20;
    private static final int HISTORY_MESSAGES = 40;

    private final Configuration configuration;
    private final Speech speech;
    private final SiteSettings site;

    ConfiguredVoice(Configuration configuration, Speech speech, SiteSettings site) {
        this.configuration = configuration;
        this.speech = speech;
        this.site = site;
    }

    VoiceServices services(Scheduler scheduler, ThreadFactory virtual, TurnObserver observer) {
        WebRtcDetector.Mode mode = strictness(configuration.voice().voiceActivityMode());
        return new VoiceServices(
                speech.recognition(),
                speech.model(),
                speech.voice(),
                speech.localVoice(),
                OpusCodecs.best(),
                new SpokenCache(SPOKEN_CACHE_BYTES),
                () -> WebRtcDetector.orEnergy(mode),
                scheduler,
                virtual,
                observer);
    }

    private static WebRtcDetector.Mode strictness(int mode) {
        return switch (mode) {
            case 0 -> WebRtcDetector.Mode.QUALITY;
            case 1 -> WebRtcDetector.Mode.LOW_BITRATE;
            case 2 -> WebRtcDetector.Mode.AGGRESSIVE;
            default -> WebRtcDetector.Mode.VERY_AGGRESSIVE;
        };
    }

    VoiceOptions options() {
        TurnSettings turns = TurnSettings.defaults()
                .withGreeting(configuration.voice().greeting())
                .withIdle(configuration.voice().idleTimeout())
                .withMaxUtterance(configuration.voice().maxUtterance().plusSeconds(10))
                .withTimeouts(
                        configuration.voice().recognitionTimeout(),
                        configuration.voice().replyTimeout());
        EndpointSettings endpoints =
                EndpointSettings.DEFAULT.withEndSilence(configuration.voice().endOfSpeech());
        return new VoiceOptions(
                site.language(),
                site::zone,
                configuration.voice()::prompt,
                Set.of("你好小智", "hi esp", "hi,esp", "hi lexin", "小爱同学", "jarvis", "alexa", "computer", "hey mynah"),
                HISTORY_MESSAGES,
                turns,
                endpoints);
    }
}
