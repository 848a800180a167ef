package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.Contract;
import dev.mynah.testing.AuthorizationServer;
import dev.mynah.testing.ContractClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/** Logging in with a real OpenID Connect provider, through both servers and a browser between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
    private static final String PASSWORD = "seven green parrots";

    private final AuthorizationServer provider;
    private final RunningServer server;
    private final ContractClient client;
    private final List<Browser> browsers = new ArrayList<>();
    private String owner = "";

    OidcTest(@TempDir Path directory) throws Exception {
        provider = new AuthorizationServer(directory);
        server = serverFor(provider.issuer(), AuthorizationServer.SECRET);
        client = client(server);
    }

    @BeforeAll
    void setUp() {
        owner = client.call("createOwner")
                .json("{\"token\":\"%s\",\"username\":\"olga\",\"password\":\"%s\"}"
                        .formatted(server.setupToken(), PASSWORD))
                .send()
                .data()
                .path("access_token")
                .asText();
    }

    @AfterEach
    void behave() {
        provider.behave();
        browsers.forEach(Browser::close);
        browsers.clear();
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        server.close();
        provider.close();
    }

    @Test
    void the_login_page_is_told_of_the_provider() {
        var methods = client.call("listLoginMethods").send().data();
        assertThat(methods.at("/oidc/name").asText()).isEqualTo("Single sign-on");
        assertThat(methods.at("/oidc/start_url").asText()).isEqualTo("/api/v1/auth/oidc/start");
    }

    @Test
    void somebody_who_comes_from_the_provider_gets_an_account_and_the_same_one_the_next_time() throws Exception {
        Browser browser = browser();
        assertThat(browser.logIn("ada", "/devices?online=true").getPath()).isEqualTo("/devices");
        var me = browser.me();
        assertThat(me.at("/user/username").asText()).startsWith("ada");
        assertThat(me.at("/user/role").asText()).isEqualTo("member");
        assertThat(me.at("/user/has_password").asBoolean()).isFalse();
        Browser other = browser();
        other.logIn("ada", "/");
        assertThat(other.me().at("/user/id")).isEqualTo(me.at("/user/id"));
    }

    @Test
    void the_same_name_here_and_there_does_not_make_two_people_one() throws Exception {
        String local = createUser("eve", "admin");
        Browser browser = browser();
        browser.logIn("eve", "/");
        assertThat(browser.me().at("/user/id").asText()).isNotEqualTo(local);
        assertThat(browser.me().at("/user/username").asText()).isEqualTo("eve-2");
        assertThat(browser.me().at("/user/role").asText()).isEqualTo("member");
    }

    @Test
    void a_user_connects_the_own_account_and_disconnects_it_again() throws Exception {
        provider.spoil(context -> context.getClaims().subject("linda-at-the-provider"));
        String local = createUser("linda", "operator");
        String token = login("linda");
        ContractClient.Answer begun = client.call("linkOidc").as(token).send();
        Browser browser = browser();
        browser.keep(begun.headers().allValues("Set-Cookie"));
        browser.follow(URI.create(begun.data().path("url").asText()), "ada");
        assertThat(browser.landed().getPath()).isEqualTo("/account");
        assertThat(linked(token)).isTrue();

        Browser later = browser();
        later.logIn("ada", "/");
        assertThat(later.me().at("/user/id").asText()).isEqualTo(local);
        assertThat(client.call("unlinkOidc").as(token).send().status()).isEqualTo(204);
        assertThat(client.call("unlinkOidc").as(token).send().status()).isEqualTo(404);
        assertThat(linked(token)).isFalse();
        later.logIn("ada", "/");
        assertThat(later.me().at("/user/id").asText()).isNotEqualTo(local);
    }

    private boolean linked(String token) {
        return client.call("readMe").as(token).send().data().path("oidc_linked").asBoolean();
    }

    @Test
    void an_identity_that_is_connected_with_one_account_cannot_be_connected_with_another() throws Exception {
        provider.spoil(context -> context.getClaims().subject("somebody-with-an-account"));
        browser().logIn("ada", "/");
        createUser("mallory", "member");
        ContractClient.Answer begun =
                client.call("linkOidc").as(login("mallory")).send();
        Browser browser = browser();
        browser.keep(begun.headers().allValues("Set-Cookie"));
        browser.follow(URI.create(begun.data().path("url").asText()), "ada");
        assertThat(browser.landed().getQuery()).isEqualTo("problem=oidc-taken");
    }

    @Test
    void a_token_for_another_login_is_refused() throws Exception {
        refusedWith(context -> context.getClaims().claim("nonce", "of-another-login"), "oidc-invalid");
    }

    @Test
    void a_token_of_another_issuer_or_for_another_client_is_refused() throws Exception {
        refusedWith(context -> context.getClaims().issuer("https://id.example.org"), "oidc-invalid");
        refusedWith(context -> context.getClaims().audience(List.of("another-client")), "oidc-invalid");
    }

    @Test
    void an_expired_token_is_refused_and_one_a_little_late_is_not() throws Exception {
        Instant now = Instant.now();
        refusedWith(
                context -> context.getClaims().issuedAt(now.minusSeconds(3600)).expiresAt(now.minusSeconds(300)),
                "oidc-invalid");
        provider.spoil(
                context -> context.getClaims().issuedAt(now.minusSeconds(3600)).expiresAt(now.minusSeconds(20)));
        assertThat(browser().logIn("ada", "/").getPath()).isEqualTo("/");
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws Exception {
        provider.signWithAnotherKey();
        Browser browser = browser();
        assertThat(browser.logIn("ada", "/").getQuery()).isEqualTo("problem=oidc-invalid");
        assertThat(browser.loggedIn()).isFalse();
    }

    @Test
    void a_key_the_provider_changed_is_found() throws Exception {
        browser().logIn("ada", "/");
        int before = provider.keysRead();
        provider.rotateKey();
        Browser browser = browser();
        assertThat(browser.logIn("ada", "/").getPath()).isEqualTo("/");
        assertThat(browser.loggedIn()).isTrue();
        assertThat(provider.keysRead()).isGreaterThan(before);
        browser.logIn("ada", "/");
        assertThat(provider.keysRead()).isEqualTo(before + 1);
    }

    @Test
    void a_code_is_good_once_even_for_who_kept_everything_that_belongs_to_it() throws Exception {
        Browser browser = browser();
        URI callback = browser.atProvider("ada", "/");
        Map<String, String> kept = browser.cookies();
        browser.visit(callback);
        assertThat(browser.loggedIn()).isTrue();
        Browser thief = browser();
        thief.keepAll(kept);
        assertThat(thief.visit(callback).getQuery()).isEqualTo("problem=oidc-invalid");
        assertThat(thief.loggedIn()).isFalse();
    }

    @Test
    void another_browser_cannot_finish_what_one_began() throws Exception {
        Browser browser = browser();
        URI callback = browser.atProvider("ada", "/");
        Browser victim = browser();
        assertThat(victim.visit(callback).getQuery()).isEqualTo("problem=oidc-stale");
        Browser other = browser();
        other.atProvider("eve", "/");
        assertThat(other.visit(callback).getQuery()).isEqualTo("problem=oidc-stale");
        assertThat(victim.loggedIn() || other.loggedIn()).isFalse();
    }

    @Test
    void who_is_sent_back_without_a_code_is_not_logged_in() throws Exception {
        Browser browser = browser();
        URI callback = browser.atProvider("ada", "/");
        String state = callback.getQuery().replaceFirst(".*state=([^&]*).*", "$1");
        URI denied = URI.create(callback.toString().replaceFirst("\\?.*", "?error=access_denied&state=" + state));
        assertThat(browser.visit(denied).getQuery()).isEqualTo("problem=oidc-denied");
        assertThat(browser.loggedIn()).isFalse();
    }

    @Test
    void a_disabled_account_is_not_opened() throws Exception {
        provider.spoil(context -> context.getClaims().subject("to-be-disabled"));
        Browser browser = browser();
        browser.logIn("ada", "/");
        client.call("updateUser")
                .path("user_id", browser.me().at("/user/id").asText())
                .as(owner)
                .header("If-Match", "*")
                .json("{\"disabled\":true}")
                .send();
        assertThat(browser.loggedIn()).isFalse();
        assertThat(browser.logIn("ada", "/").getQuery()).isEqualTo("problem=oidc-not-allowed");
    }

    @Test
    void the_role_follows_the_claim_at_every_login_and_never_makes_an_owner() throws Exception {
        try (RunningServer deciding = serverFor(
                provider.issuer(),
                AuthorizationServer.SECRET,
                "access.oidc.role-claim=realm_access.roles",
                "access.oidc.roles.operator=voice-team",
                "access.oidc.default-role=none")) {
            assertThat(roleAfter(deciding, List.of("staff", "voice-team"))).isEqualTo("operator");
            assertThat(roleAfter(deciding, List.of("viewer"))).isEqualTo("viewer");
            assertThat(roleAfter(deciding, List.of("viewer", "admin"))).isEqualTo("admin");
            assertThat(roleAfter(deciding, List.of("owner"))).isEqualTo("problem=oidc-not-allowed");
            assertThat(roleAfter(deciding, List.of())).isEqualTo("problem=oidc-not-allowed");
        }
    }

    @Test
    void a_wrong_secret_of_this_server_lets_nobody_in() throws Exception {
        try (RunningServer confused = serverFor(provider.issuer(), "another secret")) {
            assertThat(browserOf(confused).logIn("ada", "/").getQuery()).isEqualTo("problem=oidc-invalid");
        }
    }

    private String roleAfter(RunningServer server, List<String> roles) throws Exception {
        provider.spoil(context -> context.getClaims().claim("realm_access", Map.of("roles", roles)));
        Browser browser = browserOf(server);
        String query = browser.logIn("ada", "/").getQuery();
        return query == null ? browser.me().at("/user/role").asText() : query;
    }

    private void refusedWith(Consumer<JwtEncodingContext> spoil, String problem) throws Exception {
        provider.spoil(spoil);
        Browser browser = browser();
        assertThat(browser.logIn("ada", "/").getQuery()).isEqualTo("problem=" + problem);
        assertThat(browser.loggedIn()).isFalse();
    }

    private Browser browser() {
        return browserOf(server);
    }

    private Browser browserOf(RunningServer server) {
        Browser browser = new Browser(server);
        browsers.add(browser);
        return browser;
    }

    private String createUser(String name, String role) {
        return client.call("createUser")
                .as(owner)
                .json("{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, PASSWORD, role))
                .send()
                .data()
                .path("id")
                .asText();
    }

    private String login(String name) {
        return client.call("login")
                .json("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD))
                .send()
                .data()
                .path("access_token")
                .asText();
    }

    static RunningServer serverFor(String issuer, String secret, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "access.oidc.issuer=" + issuer,
                "access.oidc.client-id=" + AuthorizationServer.CLIENT,
                "access.oidc.client-secret=" + secret));
        settings.addAll(List.of(more));
        return RunningServer.withFakes(settings.toArray(String[]::new));
    }

    static ContractClient client(RunningServer server) {
        return new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
    }
}
