package dev.mynah.broker.topic;

import java.util.ArrayList;
import java.util.List;

/** What may be a topic and what a filter (MQTT 5.0 §4.7). Stateless and thread-safe. */
public final class TopicRules {
    /** Deeper topics are refused: nobody needs them, and every level costs. */
    public static final int MAX_LEVELS = 32;

    /** Longer topics are refused, in characters. */
    public static final int MAX_LENGTH = 512;

    static final String ONE = "+";
    static final String REST = "#";

    private TopicRules() {}

    /** Whether something can be published to it. */
    public static boolean isName(String topic) {
        return isText(topic) && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
    }

    /** Whether it can be subscribed to. */
    public static boolean isFilter(String filter) {
        if (!isText(filter)) {
            return false;
        }
        List<String> levels = levels(filter);
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean wild = level.indexOf('+') >= 0 || level.indexOf('#') >= 0;
            if (wild && (level.length() > 1 || (level.equals(REST) && i < levels.size() - 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(String topic) {
        if (topic.isEmpty() || topic.length() > MAX_LENGTH) {
            return false;
        }
        int levels = 1;
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (c < 0x20 || c == 0x7F || (Character.isSurrogate(c) && !paired(topic, i))) {
                return false;
            }
            levels += c == '/' ? 1 : 0;
        }
        return levels <= MAX_LEVELS;
    }

    private static boolean paired(String topic, int index) {
        char c = topic.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < topic.length() && Character.isLowSurrogate(topic.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(topic.charAt(index - 1));
    }

    /** The levels, empty ones included. */
    static List<String> levels(String topic) {
        List<String> levels = new ArrayList<>(8);
        int from = 0;
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', from)) {
            levels.add(topic.substring(from, slash));
            from = slash + 1;
        }
        levels.add(topic.substring(from));
        return levels;
    }

    /** Whether wildcards at the beginning of a filter pass by this level: what begins with {@code $} is the server's. */
    static boolean hidden(String firstLevel) {
        return firstLevel.startsWith("$");
    }
}
