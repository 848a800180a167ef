package dev.mynah.broker.topic;

/** The rules of MQTT 5.0 §4.7 as a regular expression: slow, and too simple to be wrong. */
final class NaiveMatcher {
    private NaiveMatcher() {}

    static boolean matches(String filter, String topic) {
        if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
            return false;
        }
        StringBuilder pattern = new StringBuilder();
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String slash = i == 0 ? "" : "/";
            switch (levels[i]) {
                case "#" -> pattern.append(i == 0 ? "(?s).*" : "(?s)(/.*)?");
                case "+" -> pattern.append(slash).append("[^/]*");
                default -> pattern.append(slash).append(java.util.regex.Pattern.quote(levels[i]));
            }
        }
        return topic.matches(pattern.toString());
    }
}
