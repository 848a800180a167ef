package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.access.Actor;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.sql.SqlSettingsStore;
import dev.mynah.storage.testing.OnEveryDatabase;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SettingsTest {
    private static final Map<String, String> CONFIGURED =
            Map.of("devices.language", "en-US", "devices.time-zone", "UTC");

    private final Sql sql;
    private final List<String> audited = new ArrayList<>();
    private final Settings settings;

    SettingsTest(Sql sql) {
        this.sql = sql;
        this.settings = opened();
    }

    @Test
    void what_is_configured_holds_until_something_is_set() {
        assertThat(settings.current().value(Setting.DEVICE_LANGUAGE)).isEqualTo(Locale.US);
        assertThat(settings.current().version()).isZero();
        assertThat(settings.current().items())
                .extracting(item -> item.setting().key())
                .containsExactly("devices.language", "devices.time-zone");
    }

    @Test
    void what_is_set_holds_and_is_there_after_a_restart() {
        settings.change(set("devices.time-zone", "Europe/Berlin"), SettingsTest::any, Actor.SYSTEM);

        assertThat(settings.current().value(Setting.DEVICE_TIME_ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(opened().current()).isEqualTo(settings.current());
        assertThat(settings.current().items().getLast())
                .satisfies(item -> assertThat(item.changed()).isTrue())
                .satisfies(item -> assertThat(item.configured()).isEqualTo("UTC"));
        assertThat(audited).containsExactly("settings.changed {devices.time-zone=Europe/Berlin}");
    }

    @Test
    void nothing_instead_of_a_value_goes_back_to_the_configuration_and_is_a_new_version() {
        settings.change(set("devices.language", "zh-CN"), SettingsTest::any, Actor.SYSTEM);
        settings.change(set("devices.language", null), seen(1), Actor.SYSTEM);

        assertThat(settings.current().value(Setting.DEVICE_LANGUAGE)).isEqualTo(Locale.US);
        assertThat(opened().current().version()).isEqualTo(2);
    }

    @Test
    void who_has_not_seen_the_present_version_is_refused_and_nothing_changes() {
        settings.change(set("devices.language", "zh-CN"), seen(0), Actor.SYSTEM);

        assertThatThrownBy(() -> settings.change(set("devices.language", "de-DE"), seen(0), Actor.SYSTEM))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
        assertThat(opened().current().value(Setting.DEVICE_LANGUAGE)).isEqualTo(Locale.CHINA);
    }

    @Test
    void a_value_that_is_not_allowed_is_refused_with_what_is_and_the_others_are_not_set_either() {
        Map<String, @Nullable String> changes = set("devices.language", "klingonish");
        changes.put("devices.time-zone", "Europe/Berlin");

        assertThatThrownBy(() -> settings.change(changes, SettingsTest::any, Actor.SYSTEM))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("devices.language: 'klingonish' is not allowed; allowed is a language tag");
        assertThat(opened().current().version()).isZero();
        assertThat(audited).isEmpty();
    }

    @Test
    void a_zone_there_is_not_and_an_unknown_key_are_refused() {
        assertThatThrownBy(() ->
                        settings.change(set("devices.time-zone", "Europe/Berlin\n"), SettingsTest::any, Actor.SYSTEM))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> settings.change(set("site.colour", "red"), SettingsTest::any, Actor.SYSTEM))
                .hasMessageContaining("There is no setting site.colour");
    }

    @Test
    void a_change_that_cannot_be_audited_does_not_happen() {
        Settings unaudited = new Settings(
                new SqlSettingsStore(sql),
                sql,
                (who, action, subject, details) -> {
                    throw new IllegalStateException("no audit");
                },
                CONFIGURED);

        assertThatThrownBy(() -> unaudited.change(set("devices.language", "zh-CN"), SettingsTest::any, Actor.SYSTEM))
                .hasMessage("no audit");
        assertThat(opened().current().version()).isZero();
        assertThat(unaudited.current().value(Setting.DEVICE_LANGUAGE)).isEqualTo(Locale.US);
    }

    @Test
    void listeners_are_told_of_a_change_and_another_nodes_change_arrives_with_load() {
        Settings other = opened();
        List<Locale> languages = new ArrayList<>();
        other.onChange(snapshot -> languages.add(snapshot.value(Setting.DEVICE_LANGUAGE)));
        settings.change(set("devices.language", "zh-CN"), SettingsTest::any, Actor.SYSTEM);

        other.load();
        other.load();

        assertThat(languages).containsExactly(Locale.CHINA);
    }

    private static void any(SettingsSnapshot present) {}

    private static Consumer<SettingsSnapshot> seen(long version) {
        return present -> {
            if (present.version() != version) {
                throw new RefusedException(ErrorCode.PRECONDITION_FAILED, "changed meanwhile");
            }
        };
    }

    private Settings opened() {
        Settings opened = new Settings(
                new SqlSettingsStore(sql),
                sql,
                (who, action, subject, details) -> audited.add(action.label() + " " + details),
                CONFIGURED);
        opened.load();
        return opened;
    }

    private static Map<String, @Nullable String> set(String key, @Nullable String value) {
        var changes = new HashMap<String, @Nullable String>();
        changes.put(key, value);
        return changes;
    }
}
