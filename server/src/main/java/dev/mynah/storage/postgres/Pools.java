package dev.mynah.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to the server: one pool to change, one to read, and single ones for migrations. Immutable. */
final class Pools {
    /** A server may be set up to confirm what a crash would lose; what it does beyond "on" is left to it. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    static final int CHANGING = 8;
    static final int READING = 4;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    /** Where the tables are unless the URL says otherwise; a schema of their own can be replaced as one when restoring. */
    private static final String SCHEMA = "mynah";

    /** What connections of a running server call themselves. */
    static final String SERVER = "mynah";

    private final Address address;
    private final ThreadFactory threads;

    Pools(Address address, ThreadFactory threads) {
        this.address = address;
        this.threads = threads;
    }

    /** Changes run as if one after the other; the server ends those that cannot, and they begin anew. */
    HikariDataSource changing() {
        HikariConfig config = config("changes", CHANGING);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setConnectionInitSql(DURABLE);
        return new HikariDataSource(config);
    }

    /** A read sees one state from its first statement to its last. */
    HikariDataSource reading() {
        HikariConfig config = config("reads", READING);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /** Connections that may take their time. */
    PGSimpleDataSource single() {
        return source(Duration.ZERO);
    }

    /** As {@link #single}, for a program beside the server. */
    PGSimpleDataSource beside() {
        PGSimpleDataSource source = single();
        source.setApplicationName(SERVER + "-copy");
        return source;
    }

    private HikariConfig config(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source(ANSWER));
        config.setAutoCommit(false);
        // Otherwise a new connection would keep the state it saw when it was made until its first use.
        config.setIsolateInternalQueries(true);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setThreadFactory(threads);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setValidationTimeout(CONNECT.toMillis() / 2);
        config.setMaxLifetime(LIFETIME.toMillis());
        config.setInitializationFailTimeout(-1); // migrations have just been there
        return config;
    }

    private PGSimpleDataSource source(Duration answer) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        if (!address.user().isEmpty()) {
            source.setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            source.setPassword(address.password());
        }
        if (source.getCurrentSchema() == null) {
            source.setCurrentSchema(SCHEMA);
        }
        source.setApplicationName(SERVER);
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setLoginTimeout((int) CONNECT.toSeconds());
        source.setSocketTimeout((int) answer.toSeconds());
        source.setTcpKeepAlive(true);
        return source;
    }
}
