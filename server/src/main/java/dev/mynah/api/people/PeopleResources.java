package dev.mynah.api.people;

import dev.mynah.access.ApiKeys;
import dev.mynah.access.AuditTrail;
import dev.mynah.access.FirstOwner;
import dev.mynah.access.Logins;
import dev.mynah.access.OwnerReset;
import dev.mynah.access.SessionLimits;
import dev.mynah.access.Users;
import dev.mynah.api.Resource;
import java.util.List;

/** All operations about people and programs. */
public final class PeopleResources {
    private PeopleResources() {}

    /** What they call. */
    public record Services(
            FirstOwner firstOwner,
            OwnerReset ownerReset,
            Logins logins,
            Users users,
            ApiKeys apiKeys,
            AuditTrail audit,
            SessionLimits limits) {}

    public static List<Resource> of(Services services, PeopleAuthentication authentication) {
        LoginAnswers answers = new LoginAnswers(services.limits());
        return List.of(
                new SetupResource(services.firstOwner(), services.ownerReset(), services.logins(), answers),
                new AuthResource(services.logins(), services.users(), authentication, answers),
                new UsersResource(services.users(), services.logins()),
                new ApiKeysResource(services.apiKeys()),
                new AuditResource(services.audit()));
    }
}
