package dev.mynah.storage.sql;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

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

    /** Asked before Jdbi's own factories, which know these types too and another form of them. */
    private static final class Portable implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            if (type == Instant.class) {
                return Optional.of(Portable::instant);
            }
            return type == Boolean.class || type == boolean.class ? Optional.of(Portable::truth) : Optional.empty();
        }

        private static Argument instant(@Nullable Object value) {
            return (position, statement, context) -> {
                if (value instanceof Instant instant) {
                    statement.setLong(position, instant.toEpochMilli());
                } else {
                    statement.setNull(position, Types.BIGINT);
                }
            };
        }

        private static Argument truth(@Nullable Object value) {
            return (position, statement, context) -> {
                if (value instanceof Boolean truth) {
                    statement.setInt(position, truth ? 1 : 0);
                } else {
                    statement.setNull(position, Types.INTEGER);
                }
            };
        }
    }
}
