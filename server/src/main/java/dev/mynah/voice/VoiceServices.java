package dev.mynah.voice;

import dev.mynah.support.Scheduler;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.SpeechDetector;
import dev.mynah.voice.audio.SpokenCache;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * What every voice session works with; shared by all of them and thread-safe.
 *
 * @param recognition hears, with its fallbacks
 * @param model answers, with its fallbacks
 * @param voice speaks, with its fallbacks
 * @param localVoice speaks without network, for apologies
 * @param codec Opus both ways
 * @param spoken sentences spoken before
 * @param detectors makes a session's voice detector
 * @param scheduler time
 * @param threads makes the virtual threads of replies and recognition
 * @param observer learns what became of turns
 */
public record VoiceServices(
        SpeechToText recognition,
        LanguageModel model,
        TextToSpeech voice,
        TextToSpeech localVoice,
        OpusCodec codec,
        SpokenCache spoken,
        Supplier<SpeechDetector> detectors,
        Scheduler scheduler,
        ThreadFactory threads,
        TurnObserver observer) {
    /** The same for sessions whose sound is coded in another way, which keep sentences of their own. */
    public VoiceServices coding(OpusCodec other, SpokenCache sentences) {
        return new VoiceServices(
                recognition, model, voice, localVoice, other, sentences, detectors, scheduler, threads, observer);
    }
}
