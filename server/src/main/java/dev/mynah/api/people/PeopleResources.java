package dev.mynah.api.people;

import dev.mynah.access.ApiKeys;
import dev.mynah.access.FirstOwner;
import dev.mynah.access.Logins;
import dev.mynah.access.OwnerReset;
import dev.mynah.access.SessionLimits;
import dev.mynah.access.Users;
import dev.mynah.access.oidc.OidcLogins;
import dev.mynah.api.Resource;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All operations about people and programs. */
public final class PeopleResources {
    private PeopleResources() {}

    /**
     * What they call.
     *
     * @param oidc null when there is no provider
     * @param publicUrl the server's address where one is configured
     */
    public record Services(
            FirstOwner firstOwner,
            OwnerReset ownerReset,
            Logins logins,
            Users users,
            ApiKeys apiKeys,
            SessionLimits limits,
            @Nullable OidcLogins oidc,
            @Nullable URI publicUrl) {}

    public static List<Resource> of(Services services, PeopleAuthentication authentication) {
        LoginAnswers answers = new LoginAnswers(services.limits());
        return List.of(
                new SetupResource(services.firstOwner(), services.ownerReset(), services.logins(), answers),
                new AuthResource(services.logins(), services.users(), authentication, answers, services.oidc()),
                new OidcResource(services.oidc(), new OwnAddress(services.publicUrl()), answers),
                new UsersResource(services.users(), services.logins()),
                new ApiKeysResource(services.apiKeys()));
    }
}
