package dev.mynah.api.people;

import dev.mynah.access.oidc.OidcAnswer;
import dev.mynah.access.oidc.OidcLogins;
import dev.mynah.access.oidc.OidcOutcome;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logging in with an OpenID Connect provider. Thread-safe. */
public final class OidcResource implements Resource {
    private static final String CALLBACK = "/api/v1/auth/oidc/callback";
    /** Where people connect their account, and come back to. */
    private static final String ACCOUNT = "/account";

    private static final String START = "/api/v1/auth/oidc/start";

    private final @Nullable OidcLogins logins;
    private final OwnAddress own;
    private final LoginAnswers answers;

    OidcResource(@Nullable OidcLogins logins, OwnAddress own, LoginAnswers answers) {
        this.logins = logins;
        this.own = own;
        this.answers = answers;
    }

    private record MethodsView(boolean password, @Nullable OidcView oidc) {}

    private record OidcView(String name, String startUrl) {}

    private record LinkView(String url) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listLoginMethods", this::methods,
                "startOidc", this::start,
                "finishOidc", this::finish,
                "linkOidc", this::link,
                "unlinkOidc", this::unlink);
    }

    private Answer methods(Call call) {
        return Answer.ok(new MethodsView(true, logins == null ? null : new OidcView(logins.label(), START)));
    }

    private Answer start(Call call) {
        String returnTo = call.text("return_to").orElse("/");
        OidcLogins.Begun begun = there().begin(returnTo, own.of(call, CALLBACK));
        return visiting(call, begun, Answer.elsewhere(begun.address().toString()));
    }

    private Answer link(Call call) {
        OidcLogins.Begun begun = there().beginLink(AuthResource.Self.user(call), ACCOUNT, own.of(call, CALLBACK));
        return visiting(call, begun, Answer.ok(new LinkView(begun.address().toString())));
    }

    private Answer unlink(Call call) {
        there().unlink(AuthResource.Self.user(call), call.address());
        return Answer.none();
    }

    private Answer finish(Call call) {
        OidcAnswer brought = new OidcAnswer(
                call.cookie(Cookies.OIDC).orElse(null),
                call.text("state").orElse(null),
                call.text("code").orElse(null),
                call.text("error").orElse(null),
                call.text("iss").orElse(null),
                own.of(call, CALLBACK));
        OidcOutcome outcome = there().finish(brought, call.address(), SetupResource.agent(call));
        Answer answer =
                switch (outcome) {
                    case OidcOutcome.Welcome welcome ->
                        answers.withCookies(call, welcome.login(), page(call, welcome.returnTo()));
                    case OidcOutcome.Linked linked -> page(call, linked.returnTo());
                    case OidcOutcome.Refused refused ->
                        page(call, "/login?problem=" + refused.problem().label());
                };
        return answer.with("Set-Cookie", Cookies.oidc("", Duration.ZERO, call.secure()));
    }

    private Answer page(Call call, String path) {
        try {
            return Answer.elsewhere(own.of(call, path).toString());
        } catch (IllegalArgumentException noAddress) {
            return Answer.elsewhere(own.of(call, "/").toString());
        }
    }

    private static Answer visiting(Call call, OidcLogins.Begun begun, Answer answer) {
        return answer.with("Set-Cookie", Cookies.oidc(begun.cookie(), OidcLogins.LONGEST_VISIT, call.secure()));
    }

    private OidcLogins there() {
        if (logins == null) {
            throw Refusals.notFound("provider to log in with");
        }
        return logins;
    }
}
