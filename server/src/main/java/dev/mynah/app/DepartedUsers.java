package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the features that keep things for users when one was removed; those who keep users need not know them. */
final class DepartedUsers implements Resource {
    private static final Logger log = LoggerFactory.getLogger(DepartedUsers.class);
    private static final String REMOVAL = "deleteUser";

    private final Resource users;
    private final BiConsumer<String, Actor> departed;

    /**
     * @param users a resource that may have the operation
     * @param departed given the id of a user who was removed, and who did it
     */
    DepartedUsers(Resource users, BiConsumer<String, Actor> departed) {
        this.users = users;
        this.departed = departed;
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>(users.operations());
        operations.computeIfPresent(REMOVAL, (id, removal) -> call -> remove(removal, call));
        return operations;
    }

    private Answer remove(Operation removal, Call call) {
        Answer done = removal.answer(call);
        String user = call.path("user_id");
        try {
            departed.accept(user, call.actor());
        } catch (RuntimeException failed) {
            // The user is gone all the same; what was theirs stays out of the sight of other members.
            log.warn("What belonged to the removed user {} still bears the name: {}", user, failed.toString());
        }
        return done;
    }
}
