package dev.mynah.app;

import dev.mynah.access.AuditAction.Kind;
import dev.mynah.api.Resource;
import dev.mynah.api.people.AuditResource;
import java.util.List;
import java.util.Optional;

/** What the things that the audit log tells of are called now. Thread-safe; may block. */
record KnownThings(Access access, Fleet fleet, Pages pages, FirmwareParts firmware) {
    /** The audit log, which tells of them. */
    List<Resource> resources() {
        return List.of(new AuditResource(access.audit(), this::name));
    }

    /** Empty when there is no such thing, or no more. */
    private Optional<String> name(Kind kind, String id) {
        return switch (kind) {
            case USER -> access.userName(id);
            case API_KEY -> access.keyName(id);
            case DEVICE -> fleet.deviceName(id);
            case GROUP -> fleet.groupName(id);
            case ASSISTANT -> pages.assistants().find(id).map(one -> one.name());
            case PROVIDER -> pages.providers().find(id).map(one -> one.name());
            case CONVERSATION -> pages.turns().conversation(id).map(one -> one.deviceId());
            case FIRMWARE -> firmware.imageName(id);
            case SETTINGS -> Optional.of("");
            case SESSION, SERIAL -> Optional.empty();
        };
    }
}
