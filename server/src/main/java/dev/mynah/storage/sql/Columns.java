package dev.mynah.storage.sql;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/** How our types stand in columns, the same on both engines. */
public final class Columns {
    private Columns() {}

    /** Teaches Jdbi the types. */
    public static Jdbi taught(Jdbi jdbi) {
        jdbi.registerArgument(new Portable());
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            long millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        });
        jdbi.registerColumnMapper(Boolean.class, (row, column, context) -> {
            int value = row.getInt(column);
            return row.wasNull() ? null : value != 0;
        });
        jdbi.registerColumnMapper(boolean.class, (row, column, context) -> row.getInt(column) != 0);
        return jdbi;
    }

    private static final class Portable implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
            if (type == Instant.class || value instanceof Instant) {
                return Optional.of((position, statement, context) -> {
                    if (value instanceof Instant instant) {
                        statement.setLong(position, instant.toEpochMilli());
                    } else {
                        statement.setNull(position, Types.BIGINT);
                    }
                });
            }
            if (type == Boolean.class || type == boolean.class || value instanceof Boolean) {
                return Optional.of((position, statement, context) -> {
                    if (value instanceof Boolean truth) {
                        statement.setInt(position, truth ? 1 : 0);
                    } else {
                        statement.setNull(position, Types.INTEGER);
                    }
                });
            }
            return Optional.empty();
        }
    }
}
