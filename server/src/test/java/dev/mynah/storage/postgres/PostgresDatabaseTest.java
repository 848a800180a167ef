package dev.mynah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import dev.mynah.storage.testing.Until;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the engine on a server has: connections, its own schema, settings of the server. */
@ExtendWith(SharedPostgres.class)
class PostgresDatabaseTest {
    private final Address address;

    PostgresDatabaseTest(PostgresServer server) {
        this.address = server.newDatabase();
    }

    @Test
    void a_connection_that_was_not_used_yet_holds_no_transaction_open() throws SQLException {
        // It would see the database as it was when the connection was made.
        try (Connection watching = DriverManager.getConnection(address.url());
                Database unused = open(address)) {
            Until.so("its connections are made and idle", () -> states(watching).equals(List.of("idle", "idle")));
            assertThat(unused.waiting()).isZero();
        }
    }

    @Test
    void changes_are_safe_even_where_the_server_is_set_up_to_confirm_too_early() {
        try (Database database = open(address)) {
            String server = database.read(handle -> handle.createQuery(
                            "SELECT setting FROM pg_settings" + " WHERE name = 'synchronous_commit'")
                    .mapTo(String.class)
                    .one());
            String changes = database.write(handle -> handle.createQuery("SHOW synchronous_commit")
                    .mapTo(String.class)
                    .one());

            assertThat(server).as("the server of the tests confirms early").isEqualTo("off");
            assertThat(changes).isEqualTo("on");
        }
    }

    @Test
    void tables_are_in_a_schema_of_their_own() {
        try (Database database = open(address)) {
            String schema = database.read(
                    handle -> handle.createQuery("SELECT schemaname FROM pg_tables WHERE tablename = 'setting'")
                            .mapTo(String.class)
                            .one());
            assertThat(schema).isEqualTo("mynah");
        }
    }

    @Test
    void a_database_of_a_newer_version_is_refused() {
        try (Database database = open(address)) {
            database.update(
                    handle -> handle.execute("UPDATE schema_history SET version = '99999' WHERE version = '001'"));
        }

        assertThatThrownBy(() -> open(address))
                .isInstanceOf(NewerDatabaseException.class)
                .hasMessageContaining("99999");
    }

    @Test
    void a_server_that_is_not_there_is_unavailable_and_named_without_what_is_secret() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Address away = new Address("jdbc:postgresql://127.0.0.1:" + nobody + "/mynah?password=seed", "", "");

        assertThatThrownBy(() -> open(away)).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.UNAVAILABLE));
        assertThat(away).hasToString("PostgreSQL at 127.0.0.1:" + nobody + "/mynah");
    }

    private static List<String> states(Connection watching) {
        var states = new ArrayList<String>();
        try (Statement statement = watching.createStatement();
                ResultSet rows = statement.executeQuery("SELECT state FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'mynah'")) {
            while (rows.next()) {
                states.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return states;
    }

    private static Database open(Address address) {
        return PostgresDatabase.open(
                address, Thread.ofPlatform().daemon().factory(), InstantSource.system(), StorageEvents.NONE);
    }
}
