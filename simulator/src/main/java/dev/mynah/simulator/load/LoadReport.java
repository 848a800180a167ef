package dev.mynah.simulator.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import java.util.Map;

/**
 * What a load measured. Lateness is seen by the receiver, so a busy machine makes it look worse, never better.
 *
 * @param ota of the configuration request
 * @param hello from the device's hello to the server's
 * @param firstAudio from the last packet with speech to the first packet of the answer
 * @param intervals between packets of one answer
 * @param lateAfterPrevious packets more than 65 ms after the one before
 * @param lateOnSchedule packets more than 5 ms behind the schedule set by the first of their turn
 * @param underruns how often a device's queue ran dry within a turn
 * @param dropped packets a device had no room or no use for
 * @param simulatorCpuSeconds used by this process
 * @param serverCpuSeconds used by the server's; -1 when unknown
 */
public record LoadReport(
        int connected,
        long turns,
        long frames,
        Histogram ota,
        Histogram hello,
        Histogram firstAudio,
        Histogram intervals,
        long lateAfterPrevious,
        long lateOnSchedule,
        long underruns,
        long dropped,
        Map<String, Long> failures,
        double simulatorCpuSeconds,
        double serverCpuSeconds,
        double wallSeconds) {

    /** Share of frames later than 65 ms after the one before, in percent. */
    public double latePercent() {
        return frames == 0 ? 0 : 100.0 * lateAfterPrevious / frames;
    }

    /** Share of frames behind their absolute schedule, in percent. */
    public double behindPercent() {
        return frames == 0 ? 0 : 100.0 * lateOnSchedule / frames;
    }

    /** All failures together. */
    public long failureCount() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("connected     %d devices, %d turns, %d frames%n".formatted(connected, turns, frames));
        text.append("configuration ").append(ota).append("\nhello         ").append(hello);
        text.append("\nfirst audio   ").append(firstAudio).append("   after the end of speech");
        text.append("\nframes apart  ").append(intervals);
        text.append("%nlate          %.3f %% more than 65 ms after the one before, %.3f %% behind schedule%n"
                .formatted(latePercent(), behindPercent()));
        text.append("devices       %d underruns, %d packets dropped%n".formatted(underruns, dropped));
        text.append("failures      ")
                .append(failures.isEmpty() ? "none" : failures)
                .append('\n');
        text.append("CPU           simulator %.1f s, server %s, of %.1f s wall"
                .formatted(
                        simulatorCpuSeconds,
                        serverCpuSeconds < 0 ? "unknown" : "%.1f s".formatted(serverCpuSeconds),
                        wallSeconds));
        return text.toString();
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode node = JsonText.newObject();
        node.put("connected", connected).put("turns", turns).put("frames", frames);
        put(node, "ota_ms", ota);
        put(node, "hello_ms", hello);
        put(node, "first_audio_ms", firstAudio);
        put(node, "frame_interval_ms", intervals);
        node.put("late_percent", latePercent()).put("behind_schedule_percent", behindPercent());
        node.put("underruns", underruns).put("dropped", dropped);
        ObjectNode named = node.putObject("failures");
        failures.forEach(named::put);
        node.put("simulator_cpu_s", simulatorCpuSeconds).put("server_cpu_s", serverCpuSeconds);
        return node.put("wall_s", wallSeconds);
    }

    private static void put(ObjectNode node, String name, Histogram histogram) {
        node.putObject(name)
                .put("p50", histogram.percentileMillis(0.5))
                .put("p95", histogram.percentileMillis(0.95))
                .put("p99", histogram.percentileMillis(0.99))
                .put("max", histogram.percentileMillis(1))
                .put("count", histogram.count());
    }
}
