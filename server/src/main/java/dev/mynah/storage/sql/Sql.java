package dev.mynah.storage.sql;

import dev.mynah.storage.Transactions;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The database as store adapters see it, whichever engine it is. Thread-safe. Blocks: to be called from virtual threads.
 *
 * <p>A handle is only good inside the work it is given to. Results are read completely there: lists and values leave the
 * work, iterators and streams do not. Instants are columns of type BIGINT (milliseconds since 1970), truths are INTEGER
 * (0 or 1), enumerations and JSON are TEXT, bytes are of the type that migrations call {@code ${bytes}}.
 */
public interface Sql extends Transactions {
    /**
     * Reads one state of the database. Inside a {@link #change} on the same thread it is the state that change has made so
     * far, elsewhere the one last committed.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read
     */
    <T> T read(Function<Handle, T> work);

    /**
     * Changes the database: as part of the {@link #change} on this thread, or else as one of its own.
     *
     * @throws dev.mynah.storage.StorageException when it could not be stored
     */
    <T> T write(Function<Handle, T> work);

    /** As {@link #write}, for work without a result. */
    default void update(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }
}
