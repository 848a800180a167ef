package dev.mynah.api.devices;

import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Resource;
import dev.mynah.provisioning.SealedSerial;
import dev.mynah.provisioning.SerialKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serial numbers and the keys burnt in with them; the keys come in and never go out. Thread-safe. */
public final class SerialsResource implements Resource {
    private final SerialKeys serials;

    public SerialsResource(SerialKeys serials) {
        this.serials = serials;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("listSerials", this::list, "importSerials", this::bring, "deleteSerial", this::delete);
    }

    private record SerialView(String serial, Instant importedAt) {}

    private record Imported(int imported) {}

    private Answer list(Call call) {
        Asked.requireAll(call);
        Optional<String> after = call.after().map(key -> key.getFirst());
        List<SealedSerial> found = serials.all().stream()
                .filter(serial -> after.isEmpty() || serial.serial().compareTo(after.get()) > 0)
                .limit(call.limit() + 1L)
                .toList();
        return Answer.page(Page.of(
                call,
                found,
                serial -> new SerialView(serial.serial(), serial.importedAt()),
                serial -> List.of(serial.serial())));
    }

    private Answer bring(Call call) {
        Asked.requireAll(call);
        String text = new String(call.bytes(), StandardCharsets.UTF_8);
        return Answer.ok(new Imported(serials.importAll(text, call.actor())));
    }

    private Answer delete(Call call) {
        Asked.requireAll(call);
        serials.remove(call.path("serial"), call.actor());
        return Answer.none();
    }
}
