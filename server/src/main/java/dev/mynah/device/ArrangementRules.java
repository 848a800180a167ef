package dev.mynah.device;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be decided of a device. Thread-safe. Looks into the group store, so it is to be used within a transaction.
 */
public final class ArrangementRules {
    /** Longest name of a device or group, in characters. */
    public static final int MAX_NAME = 64;

    /** Longest notes, in characters. */
    public static final int MAX_NOTES = 4096;

    /** Most groups a device can be in. */
    public static final int MAX_GROUPS = 100;

    private final Function<String, Optional<Group>> groups;
    private final Predicate<String> users;
    private final Predicate<String> assistants;

    /**
     * @param groups the group of an id
     * @param users whether there is a user of that id
     * @param assistants whether there is an assistant of that id
     */
    public ArrangementRules(
            Function<String, Optional<Group>> groups, Predicate<String> users, Predicate<String> assistants) {
        this.groups = groups;
        this.users = users;
        this.assistants = assistants;
    }

    /**
     * The arrangement as it will be kept.
     *
     * @param before what is decided so far; what stays as it was is not checked again
     * @throws RefusedException INVALID_REQUEST, or FORBIDDEN where only somebody who sees all devices may decide
     */
    public Arrangement checked(Arrangement before, Arrangement wanted, Scope scope) {
        Arrangement clean = wanted.named(name(wanted.name())).noted(notes(wanted.notes()));
        checkGroups(before, clean, scope);
        String owner = clean.ownerId();
        if (!Objects.equals(owner, before.ownerId())) {
            checkOwner(owner, scope);
        }
        String assistant = clean.assistantId();
        if (assistant != null && !assistant.equals(before.assistantId()) && !assistants.test(assistant)) {
            throw invalid("assistant_id", Reason.ASSISTANT_UNKNOWN, Map.of("id", ReportedText.clean(assistant)));
        }
        return clean;
    }

    /** A name as it will be kept; empty for none. */
    public static String name(String name) {
        String stripped = name.strip();
        if (stripped.codePointCount(0, stripped.length()) > MAX_NAME
                || !stripped.codePoints().allMatch(ReportedText::harmless)) {
            throw invalid("name", Reason.NAME_FORM, Map.of("most", MAX_NAME));
        }
        return stripped;
    }

    static String notes(String notes) {
        String stripped = notes.strip().replace("\r\n", "\n").replace('\t', ' ');
        if (stripped.codePointCount(0, stripped.length()) > MAX_NOTES || !ReportedText.harmlessWithLines(stripped)) {
            throw invalid("notes", Reason.NOTES_FORM, Map.of("most", MAX_NOTES));
        }
        return stripped;
    }

    static RefusedException invalid(String field, Reason reason, Map<String, Object> values) {
        Map<String, Object> details = new HashMap<>(values);
        details.put("field", field);
        return new RefusedException(ErrorCode.INVALID_REQUEST, reason, details);
    }

    private void checkGroups(Arrangement before, Arrangement wanted, Scope scope) {
        if (wanted.groups().size() > MAX_GROUPS) {
            throw invalid("groups", Reason.GROUPS_OF_DEVICE, Map.of("most", MAX_GROUPS));
        }
        for (String group : wanted.groups()) {
            boolean known = before.groups().contains(group)
                    || groups.apply(group)
                            .filter(found -> scope.includes(found.ownerId()))
                            .isPresent();
            if (!known) {
                throw invalid("groups", Reason.GROUP_UNKNOWN, Map.of("id", ReportedText.clean(group)));
            }
        }
    }

    private void checkOwner(@Nullable String owner, Scope scope) {
        if (!(scope instanceof Scope.Everything)) {
            throw new RefusedException(ErrorCode.FORBIDDEN, Reason.GIVING_AWAY);
        }
        if (owner != null && !users.test(owner)) {
            throw invalid("owner_id", Reason.USER_UNKNOWN, Map.of("id", ReportedText.clean(owner)));
        }
    }
}
