package dev.mynah.storage.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as JSON: null, numbers, truths and text as they are, bytes as {@code {"b": base64}}, and what only one
 * engine knows as {@code {"o": its text}}. Stateless.
 */
final class Rows {
    private Rows() {}

    static void write(ResultSet row, int columns, JsonGenerator json) throws SQLException, IOException {
        json.writeStartArray();
        for (int column = 1; column <= columns; column++) {
            Object value = row.getObject(column);
            switch (value) {
                case null -> json.writeNull();
                case String text -> json.writeString(text);
                case Integer number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Short number -> json.writeNumber(number);
                case Double number -> json.writeNumber(number);
                case Float number -> json.writeNumber(number);
                case Boolean truth -> json.writeBoolean(truth);
                case byte[] bytes -> {
                    json.writeStartObject();
                    json.writeBinaryField("b", bytes);
                    json.writeEndObject();
                }
                default -> {
                    json.writeStartObject();
                    json.writeStringField("o", row.getString(column));
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    /** Binds the row that the parser is at; the parser is at its end afterwards. */
    static void bind(JsonParser json, PreparedStatement statement, int columns) throws SQLException, IOException {
        for (int column = 1; column <= columns; column++) {
            bindValue(json, json.nextToken(), statement, column);
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new IOException("A row has more values than there are columns");
        }
    }

    private static void bindValue(JsonParser json, @Nullable JsonToken token, PreparedStatement statement, int column)
            throws SQLException, IOException {
        switch (token) {
            case VALUE_NULL -> statement.setObject(column, null);
            case VALUE_STRING -> statement.setString(column, json.getText());
            case VALUE_NUMBER_INT -> statement.setLong(column, json.getLongValue());
            case VALUE_NUMBER_FLOAT -> statement.setDouble(column, json.getDoubleValue());
            case VALUE_TRUE -> statement.setBoolean(column, true);
            case VALUE_FALSE -> statement.setBoolean(column, false);
            case START_OBJECT -> bindObject(json, statement, column);
            case null, default -> throw new IOException("A row breaks off or holds what no column can");
        }
    }

    private static void bindObject(JsonParser json, PreparedStatement statement, int column)
            throws SQLException, IOException {
        String kind = json.nextFieldName();
        json.nextToken();
        if ("b".equals(kind)) {
            statement.setBytes(column, json.getBinaryValue());
        } else {
            statement.setObject(column, json.getText(), Types.OTHER);
        }
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new IOException("A value has more than one part");
        }
    }
}
