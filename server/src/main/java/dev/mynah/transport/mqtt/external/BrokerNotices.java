package dev.mynah.transport.mqtt.external;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What brokers themselves publish of clients that come and go: Mosquitto the lines of its log (with
 * {@code log_dest topic}), EMQX a topic for each client. Stateless.
 */
final class BrokerNotices {
    static final List<String> FILTERS = List.of("$SYS/broker/log/N", "$SYS/brokers/+/clients/#");

    private static final String MOSQUITTO = "$SYS/broker/log/N";
    private static final Pattern CAME = Pattern.compile(
            "(?:\\S+: )?New client connected from \\S+ as (\\S+) \\(p\\d, c\\d, k\\d+(?:, u'.*')?\\)\\.");
    private static final Pattern WENT = Pattern.compile(
            "(?:\\S+: )?Client (\\S+) (?:disconnected\\.|disconnected: .*|closed its connection\\.|has exceeded timeout, disconnecting\\.)");
    private static final Pattern EMQX =
            Pattern.compile("\\$SYS/brokers/[^/]+/clients/([^/]+)/(connected|disconnected)");

    private BrokerNotices() {}

    /** A client came or went. */
    record Notice(String clientId, boolean present) {}

    /** What a message says of a client; null when it says nothing. */
    static @Nullable Notice read(String topic, byte[] payload) {
        if (!topic.startsWith("$SYS/")) {
            return null;
        }
        Matcher emqx = EMQX.matcher(topic);
        if (emqx.matches()) {
            return new Notice(emqx.group(1), emqx.group(2).equals("connected"));
        }
        String line = topic.equals(MOSQUITTO) ? new String(payload, StandardCharsets.UTF_8) : "";
        Matcher came = CAME.matcher(line);
        if (came.matches()) {
            return new Notice(came.group(1), true);
        }
        Matcher went = WENT.matcher(line);
        return went.matches() ? new Notice(went.group(1), false) : new Notice("", false);
    }
}
