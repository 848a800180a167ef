package dev.mynah.storage.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class on SQLite and again on a real PostgreSQL. The constructor, or any test, may take a
 * {@link dev.mynah.storage.sql.Database}, {@link dev.mynah.storage.sql.Sql}, {@link dev.mynah.storage.Transactions} or an
 * {@link Engine}. Each class has a database of its own, which is emptied before each test.
 *
 * <pre>{@code
 * @OnEveryDatabase
 * class SqlSettingsStoreTest {
 *     private final SettingsStore store;
 *
 *     SqlSettingsStoreTest(Sql sql) {
 *         store = new SqlSettingsStore(sql);
 *     }
 *
 *     @Test
 *     void a_setting_is_kept() { ... }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EveryDatabase.class)
public @interface OnEveryDatabase {}
