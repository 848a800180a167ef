package dev.mynah.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything the audit log tells of. The label is written down and part of the REST contract, so it never changes its
 * meaning; the dashboard has words for each in every language.
 */
public enum AuditAction {
    OWNER_CREATED("owner.created", Kind.USER),
    OWNER_RESET("owner.reset", Kind.USER),
    USER_CREATED("user.created", Kind.USER),
    USER_CHANGED("user.changed", Kind.USER),
    USER_REMOVED("user.removed", Kind.USER),
    USER_PASSWORD_CHANGED("user.password_changed", Kind.USER),
    USER_IDENTITY_ADDED("user.identity_added", Kind.USER),
    USER_IDENTITY_REMOVED("user.identity_removed", Kind.USER),
    LOGIN_UNDER_ATTACK("login.under_attack", Kind.USER),
    SESSION_BEGUN("session.begun", Kind.SESSION),
    SESSION_ENDED("session.ended", Kind.SESSION),
    SESSION_ALL_ENDED("session.all_ended", Kind.USER),
    SESSION_TOKEN_REUSED("session.token_reused", Kind.SESSION),
    API_KEY_CREATED("api_key.created", Kind.API_KEY),
    API_KEY_REVOKED("api_key.revoked", Kind.API_KEY),
    DEVICE_BOUND("device.bound", Kind.DEVICE),
    DEVICE_REPAIRED("device.repaired", Kind.DEVICE),
    DEVICE_READMITTED("device.readmitted", Kind.DEVICE),
    DEVICE_TOKEN_ROTATED("device.token_rotated", Kind.DEVICE),
    DEVICE_TOKEN_REVOKED("device.token_revoked", Kind.DEVICE),
    DEVICE_CHANGED("device.changed", Kind.DEVICE),
    DEVICE_REMOVED("device.removed", Kind.DEVICE),
    GROUP_CREATED("group.created", Kind.GROUP),
    GROUP_CHANGED("group.changed", Kind.GROUP),
    GROUP_REMOVED("group.removed", Kind.GROUP),
    SERIALS_IMPORTED("serials.imported", Kind.SERIAL),
    SERIALS_REMOVED("serials.removed", Kind.SERIAL),
    ASSISTANT_ADDED("assistant.added", Kind.ASSISTANT),
    ASSISTANT_CHANGED("assistant.changed", Kind.ASSISTANT),
    ASSISTANT_REMOVED("assistant.removed", Kind.ASSISTANT),
    PROVIDER_ADDED("provider.added", Kind.PROVIDER),
    PROVIDER_CHANGED("provider.changed", Kind.PROVIDER),
    PROVIDER_REMOVED("provider.removed", Kind.PROVIDER),
    PROVIDER_ORDERED("provider.ordered", Kind.PROVIDER),
    CONVERSATION_DELETED("conversation.deleted", Kind.CONVERSATION),
    FIRMWARE_UPLOADED("firmware.uploaded", Kind.FIRMWARE),
    FIRMWARE_DELETED("firmware.deleted", Kind.FIRMWARE),
    FIRMWARE_AIMED("firmware.aimed", Kind.FIRMWARE),
    FIRMWARE_CLEARED("firmware.cleared", Kind.FIRMWARE),
    SETTINGS_CHANGED("settings.changed", Kind.SETTINGS);

    /** What sort of thing it was done to. */
    public enum Kind {
        USER,
        SESSION,
        API_KEY,
        DEVICE,
        GROUP,
        SERIAL,
        ASSISTANT,
        PROVIDER,
        CONVERSATION,
        FIRMWARE,
        SETTINGS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String label;
    private final Kind kind;

    AuditAction(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** As {@code noun.verb}: {@code device.bound}. */
    public String label() {
        return label;
    }

    /** The action with that label; empty for one that only another version knows. */
    public static Optional<AuditAction> labelled(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst();
    }
}
