package dev.mynah.api.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import dev.mynah.settings.Settings;
import dev.mynah.settings.SettingsSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of the site, for those who may see and change them. Thread-safe. */
public final class SettingsResource implements Resource {
    private final Settings settings;

    public SettingsResource(Settings settings) {
        this.settings = settings;
    }

    private record SettingView(
            String key, String value, String configured, boolean changed, String description, String allowed) {
        static SettingView of(SettingsSnapshot.Item item) {
            return new SettingView(
                    item.setting().key(),
                    item.value(),
                    item.configured(),
                    item.changed(),
                    item.setting().description(),
                    item.setting().allowed());
        }
    }

    private record SettingsView(List<SettingView> items) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("readSettings", call -> view(settings.current()), "updateSettings", this::update);
    }

    private Answer update(Call call) {
        var changes = new HashMap<String, @Nullable String>();
        for (Map.Entry<String, JsonNode> wish : call.body().properties()) {
            changes.put(
                    wish.getKey(),
                    wish.getValue().isNull() ? null : wish.getValue().asText());
        }
        return view(settings.change(changes, present -> call.expect(tag(present)), call.actor()));
    }

    private static Answer view(SettingsSnapshot snapshot) {
        return Answer.ok(new SettingsView(
                        snapshot.items().stream().map(SettingView::of).toList()))
                .tagged(tag(snapshot));
    }

    private static String tag(SettingsSnapshot snapshot) {
        return String.valueOf(snapshot.version());
    }
}
