package dev.mynah.simulator;

import dev.mynah.simulator.audio.Microphone;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Scripts in which the server behaves. */
public final class Conversations {
    private static final int PERIOD_MILLIS = 60;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pacing").daemon().factory());

    private Conversations() {}

    /** Answers every {@code listen start} after a few packets with a paced sentence, until the device hangs up. */
    public static ScriptedServer.Script answering(int packets) {
        List<byte[]> sound = Microphone.silence(packets, new Random(5));
        return channel -> {
            channel.hello();
            while (true) {
                channel.expect("\"start\"");
                for (int heard = 0; heard < 12; heard++) {
                    channel.next();
                }
                channel.text("{\"type\":\"stt\",\"session_id\":\"s-1\",\"text\":\"what time is it\"}");
                channel.tts("start");
                channel.text("{\"type\":\"llm\",\"session_id\":\"s-1\",\"emotion\":\"happy\"}");
                channel.text("{\"type\":\"tts\",\"session_id\":\"s-1\",\"state\":\"sentence_start\","
                        + "\"text\":\"It is noon.\"}");
                pace(channel, sound);
                channel.tts("stop");
            }
        };
    }

    private static void pace(ScriptedServer.Channel channel, List<byte[]> sound)
            throws IOException, InterruptedException {
        Semaphore done = new Semaphore(0);
        int[] sent = {0};
        ScheduledFuture<?> pacing = TIMER.scheduleAtFixedRate(
                () -> {
                    try {
                        if (sent[0] < sound.size()) {
                            channel.binary(sound.get(sent[0]));
                        }
                        sent[0]++;
                    } catch (IOException gone) {
                        sent[0] = sound.size();
                    }
                    if (sent[0] >= sound.size()) {
                        done.release();
                    }
                },
                0,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            done.acquire();
        } finally {
            pacing.cancel(false);
        }
    }
}
