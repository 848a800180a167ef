package dev.mynah.storage.sql.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mynah.conversation.TalkedWith;
import dev.mynah.conversation.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows as records. Stateless. */
final class TurnRow {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TurnRow() {}

    static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                row.getString("id"),
                row.getString("conversation_id"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                Turn.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("heard"),
                row.getString("said"),
                row.getString("trouble"),
                spans(row.getString("stages")),
                decimal(row, "total_millis"),
                decimal(row, "server_millis"),
                row.getInt("heard_sound") != 0,
                row.getInt("said_sound") != 0);
    }

    static TalkedWith conversation(ResultSet row) throws SQLException {
        return new TalkedWith(
                row.getString("id"),
                row.getString("device_id"),
                row.getString("owner_id"),
                row.getString("transport"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getInt("turns"),
                row.getString("preview"));
    }

    private static @Nullable Double decimal(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static String text(List<Turn.Span> spans) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Turn.Span span : spans) {
            all.addArray().add(span.name()).add(span.startMs()).add(span.endMs());
        }
        return all.toString();
    }

    private static List<Turn.Span> spans(String text) {
        try {
            List<Turn.Span> spans = new ArrayList<>();
            for (JsonNode span : MAPPER.readTree(text)) {
                spans.add(new Turn.Span(
                        span.path(0).asText(),
                        span.path(1).asDouble(),
                        span.path(2).asDouble()));
            }
            return spans;
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
