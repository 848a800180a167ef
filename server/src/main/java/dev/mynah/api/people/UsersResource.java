package dev.mynah.api.people;

import dev.mynah.access.Logins;
import dev.mynah.access.Role;
import dev.mynah.access.User;
import dev.mynah.access.UserEdit;
import dev.mynah.access.Users;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts. Thread-safe. */
public final class UsersResource implements Resource {
    private final Users users;
    private final Logins logins;

    UsersResource(Users users, Logins logins) {
        this.users = users;
        this.logins = logins;
    }

    private record NewUser(String username, String password, String role) {}

    private record UserChange(
            @Nullable String username,
            @Nullable String password,
            @Nullable String role,
            @Nullable Boolean disabled) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listUsers", this::list,
                "createUser", this::create,
                "readUser", this::read,
                "updateUser", this::update,
                "deleteUser", this::delete,
                "endUserSessions", this::endSessions);
    }

    private Answer list(Call call) {
        String after = call.after().map(List::getFirst).orElse(null);
        List<User> found = users.page(after, call.text("q").orElse(""), call.limit() + 1);
        return Answer.page(
                Page.of(call, found, UserView::of, user -> List.of(user.name().key())));
    }

    private Answer create(Call call) {
        NewUser asked = call.body(NewUser.class);
        User made =
                users.create(call.principal(), call.address(), asked.username(), asked.password(), role(asked.role()));
        return tagged(Answer.created(UserView.of(made), "/api/v1/users/" + made.id()), made);
    }

    private Answer read(Call call) {
        return shown(users.user(call.path("user_id")));
    }

    private Answer update(Call call) {
        UserChange change = call.body(UserChange.class);
        String role = change.role();
        UserEdit edit =
                new UserEdit(change.username(), role == null ? null : role(role), change.disabled(), change.password());
        return shown(users.edit(
                call.principal(), call.address(), call.path("user_id"), edit, present -> call.expect(tag(present))));
    }

    private Answer delete(Call call) {
        users.remove(call.principal(), call.address(), call.path("user_id"));
        return Answer.none();
    }

    private Answer endSessions(Call call) {
        User user = users.user(call.path("user_id"));
        users.refuseToTouch(call.principal(), user);
        logins.endAll(call.principal(), call.address(), user.id());
        return Answer.none();
    }

    private static Answer shown(User user) {
        return tagged(Answer.ok(UserView.of(user)), user);
    }

    private static Answer tagged(Answer answer, User user) {
        return answer.tagged(tag(user));
    }

    private static String tag(User user) {
        return Long.toString(user.version());
    }

    /** The contract knows the same roles. */
    private static Role role(String label) {
        return Role.named(label).orElseThrow(() -> new IllegalArgumentException(label));
    }
}
