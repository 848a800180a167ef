package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Timers of one device: {@code timer.start}, {@code timer.list} and {@code timer.cancel}. When one ends, it is announced
 * in a sentence to be spoken. Thread-safe. They live as long as this object: closing it cancels them.
 */
public final class TimerTools implements ToolBox, AutoCloseable {
    /** {@code {seconds, label?}} gives {@code {id, label, seconds, remaining_seconds}}. */
    public static final String START = "timer.start";

    /** {@code {}} gives {@code {timers: [{id, label, seconds, remaining_seconds}]}}, oldest first. */
    public static final String LIST = "timer.list";

    /** {@code {id?}} gives {@code {cancelled: count}}; without an id all are cancelled. */
    public static final String CANCEL = "timer.cancel";

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int LONGEST_LABEL = 60;
    private static final long NANOS = 1_000_000_000L;

    private final Scheduler scheduler;
    private final int capacity;
    private final Consumer<String> announce;
    private final Map<String, Timer> running = new LinkedHashMap<>();
    private long started;

    private record Timer(String id, String label, long seconds, long endNanos, Scheduler.Cancellable end) {}

    /**
     * @param capacity how many may run at once; one more is refused as a failed result
     * @param announce takes the sentence to be spoken when a timer ends; called on the scheduler's thread, so it must not
     *     block
     */
    public TimerTools(Scheduler scheduler, int capacity, Consumer<String> announce) {
        this.scheduler = scheduler;
        this.capacity = capacity;
        this.announce = announce;
    }

    @Override
    public List<ToolSpec> tools() {
        ObjectNode start = schema();
        property(start, "seconds", "integer")
                .put("description", "length in seconds")
                .put("minimum", 1)
                .put("maximum", LONGEST_SECONDS);
        property(start, "label", "string").put("description", "what the timer is called when it ends, such as \"egg\"");
        start.putArray("required").add("seconds");
        ObjectNode cancel = schema();
        property(cancel, "id", "string").put("description", "which timer; all of them when left out");
        return List.of(
                new ToolSpec(START, "Starts a timer that is announced aloud when it ends.", start),
                new ToolSpec(LIST, "Lists the running timers with the seconds that remain.", schema()),
                new ToolSpec(CANCEL, "Cancels one timer or all timers.", cancel));
    }

    private static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static ObjectNode property(ObjectNode schema, String name, String type) {
        return schema.withObjectProperty("properties").putObject(name).put("type", type);
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) {
        return switch (name) {
            case START -> start(arguments);
            case LIST -> list();
            case CANCEL -> cancel(arguments);
            default -> ToolResult.failed("There is no tool named " + name + ".");
        };
    }

    private synchronized ToolResult start(JsonNode arguments) {
        JsonNode seconds = arguments.path("seconds");
        if (!seconds.canConvertToExactIntegral() || seconds.asLong() < 1 || seconds.asLong() > LONGEST_SECONDS) {
            return ToolResult.failed("A timer takes between one second and one day.");
        }
        if (running.size() >= capacity) {
            return ToolResult.failed("There are already " + capacity + " timers running.");
        }
        String id = Long.toString(++started);
        String label = arguments.path("label").asText().strip();
        long end = scheduler.nanoTime() + seconds.asLong() * NANOS;
        Timer timer = new Timer(
                id,
                label.substring(0, Math.min(label.length(), LONGEST_LABEL)),
                seconds.asLong(),
                end,
                scheduler.at(end, () -> ended(id)));
        running.put(id, timer);
        return ToolResult.ok(described(timer).toString());
    }

    private void ended(String id) {
        Timer timer;
        synchronized (this) {
            timer = running.remove(id);
        }
        if (timer != null) {
            announce.accept(announcement(timer.label()));
        }
    }

    private static String announcement(String label) {
        boolean chinese =
                label.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return chinese ? label + "的计时到了。" : "Your " + (label + " timer").strip() + " is done.";
    }

    /** Whether any timer runs. */
    public synchronized boolean anyRunning() {
        return !running.isEmpty();
    }

    private synchronized ToolResult list() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode timers = result.putArray("timers");
        running.values().forEach(timer -> timers.add(described(timer)));
        return ToolResult.ok(result.toString());
    }

    /** The remaining time counts up to whole seconds: a timer that still runs has at least one. */
    private ObjectNode described(Timer timer) {
        long nanos = Math.max(1, timer.endNanos() - scheduler.nanoTime());
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", timer.id())
                .put("label", timer.label())
                .put("seconds", timer.seconds())
                .put("remaining_seconds", Math.ceilDiv(nanos, NANOS));
    }

    private synchronized ToolResult cancel(JsonNode arguments) {
        String id = arguments.path("id").asText();
        List<Timer> chosen = running.values().stream()
                .filter(timer -> id.isEmpty() || timer.id().equals(id))
                .toList();
        if (!id.isEmpty() && chosen.isEmpty()) {
            return ToolResult.failed("No timer " + id + " is running.");
        }
        for (Timer timer : chosen) {
            timer.end().cancel();
            running.remove(timer.id());
        }
        return ToolResult.ok(JsonNodeFactory.instance
                .objectNode()
                .put("cancelled", chosen.size())
                .toString());
    }

    @Override
    public void close() {
        cancel(JsonNodeFactory.instance.objectNode());
    }
}
