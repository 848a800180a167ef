package dev.mynah.api.people;

import dev.mynah.access.FirstOwner;
import dev.mynah.access.Logins;
import dev.mynah.access.OwnerReset;
import dev.mynah.access.User;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import java.util.Map;

/** The first owner, and the way back in for one. Thread-safe. */
public final class SetupResource implements Resource {
    private final FirstOwner first;
    private final OwnerReset reset;
    private final Logins logins;
    private final LoginAnswers answers;

    SetupResource(FirstOwner first, OwnerReset reset, Logins logins, LoginAnswers answers) {
        this.first = first;
        this.reset = reset;
        this.logins = logins;
        this.answers = answers;
    }

    private record SetupView(boolean needed) {}

    private record NewOwner(String token, String username, String password) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("readSetup", this::read, "createOwner", this::create, "resetOwner", this::reset);
    }

    private Answer read(Call call) {
        if (!first.needed()) {
            throw Refusals.notFound("set-up: this server has an owner");
        }
        return Answer.ok(new SetupView(true));
    }

    private Answer create(Call call) {
        NewOwner owner = call.body(NewOwner.class);
        User made = first.create(owner.token(), owner.username(), owner.password(), call.address());
        return answers.created(call, logins.begin(made, call.address(), agent(call), "setup"));
    }

    private Answer reset(Call call) {
        NewOwner owner = call.body(NewOwner.class);
        User changed = reset.reset(owner.token(), owner.username(), owner.password(), call.address());
        return answers.ok(call, logins.begin(changed, call.address(), agent(call), "reset"));
    }

    static String agent(Call call) {
        return call.header("User-Agent").orElse("");
    }
}
