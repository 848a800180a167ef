package dev.mynah.storage.sql;

import java.util.Map;

/**
 * What migrations must know of an engine. Immutable.
 *
 * @param directory of the engine's own migrations
 * @param types what the placeholders in migrations stand for: {@code bytes}, {@code identity}
 * @param historyExists a query that has a row when the migrations' table is there
 */
public record Vendor(String directory, Map<String, String> types, String historyExists) {
    public Vendor {
        types = Map.copyOf(types);
    }
}
