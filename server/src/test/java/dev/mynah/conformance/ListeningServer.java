package dev.mynah.conformance;

import dev.mynah.app.RunningServer;
import dev.mynah.simulator.audio.Microphone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a whole server hears without any provider, from the microphone's Opus to the text it shows.
 *
 * @param mode in which the device listens: {@code manual} with a button, {@code auto} by itself
 * @param pause between two packets in nanoseconds
 */
record ListeningServer(RunningServer server, String mode, long pause) {
    private static final long PATIENCE_SECONDS = 60;

    /** Long enough for a server to find that nobody speaks any more. */
    private static final int QUIET_MILLIS = 1200;

    /** As long as a finger needs to leave the button. */
    private static final int RELEASE_MILLIS = 120;

    /** A device that sends as fast as it can. */
    static ListeningServer atOnce(RunningServer server, String mode) {
        return new ListeningServer(server, mode, 0);
    }

    /** A device that sends as fast as somebody speaks. */
    static ListeningServer inRealTime(RunningServer server, String mode) {
        return new ListeningServer(server, mode, TimeUnit.MILLISECONDS.toNanos(60));
    }

    /** What it shows for each clip, said by a device of its own; empty when it shows nothing. */
    Map<String, String> heard(Map<String, short[]> said) throws Exception {
        Map<String, String> heard = new LinkedHashMap<>();
        for (Map.Entry<String, short[]> clip : said.entrySet()) {
            heard.put(clip.getKey(), heard(clip.getValue()));
        }
        return heard;
    }

    /** What was not heard word by word, for people to read. */
    List<String> misheard(Map<String, short[]> said) throws Exception {
        return heard(said).entrySet().stream()
                .filter(clip -> !clip.getKey().equals(clip.getValue()))
                .map(clip -> clip.getKey() + " -> " + clip.getValue())
                .toList();
    }

    private String heard(short[] clip) throws Exception {
        boolean button = mode.equals("manual");
        try (WireDevice device = WireDevice.greeted(server)) {
            device.listen(mode);
            for (byte[] packet : Microphone.utterance(clip, button ? RELEASE_MILLIS : QUIET_MILLIS, new Random(1))
                    .packets()) {
                LockSupport.parkNanos(pause);
                device.sendAudio(packet);
            }
            if (button) {
                device.stopListening();
            }
            return device.next(one -> one.kind().equals("stt"), TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                    .map(stt -> stt.json().path("text").asText())
                    .orElse("");
        }
    }
}
