package dev.mynah.testing;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * A real OpenID Connect provider, Spring Authorization Server on a free port of the loopback, with two people ({@code ada} and
 * {@code eve}, password {@code pw}) and one client that must use PKCE. Tests may spoil what it signs and change its keys.
 */
public final class AuthorizationServer implements AutoCloseable {
    public static final String CLIENT = "mynah";
    public static final String SECRET = "client-secret-of-the-test";

    private final Logger quiet = Logger.getLogger("org.apache");
    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    private final String issuer;
    private volatile RSAKey signing = newKey();
    private volatile RSAKey published = signing;
    private volatile Consumer<JwtEncodingContext> spoiled = context -> {};
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger keysRead = new AtomicInteger();

    public AuthorizationServer(Path directory) throws LifecycleException {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxThreads", "4");
        tomcat.getConnector().setProperty("minSpareThreads", "1");
        quiet.setLevel(Level.WARNING);
        StandardContext context = (StandardContext) tomcat.addContext("", directory.toString());
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        context.setParentClassLoader(AuthorizationServer.class.getClassLoader());
        spring.setClassLoader(AuthorizationServer.class.getClassLoader());
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    spring.setServletContext(servlets);
                    spring.register(Beans.class);
                    spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("authorizationServer", this));
                    spring.refresh();
                    servlets.addFilter("security", (Filter) spring.getBean("springSecurityFilterChain"))
                            .addMappingForUrlPatterns(EnumSet.of(jakarta.servlet.DispatcherType.REQUEST), false, "/*");
                    servlets.addServlet("nothing", new HttpServlet() {}).addMapping("/");
                },
                Set.of());
        tomcat.start();
        issuer = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    public String issuer() {
        return issuer;
    }

    /** How often somebody asked for the keys. */
    public int keysRead() {
        return keysRead.get();
    }

    /** As it was in the beginning, but for the keys. */
    public void behave() {
        spoiled = context -> {};
        signing = published;
    }

    /** Changes what is signed into tokens from now on. */
    public void spoil(Consumer<JwtEncodingContext> change) {
        spoiled = change;
    }

    /** Signs with a new key from now on, and publishes it. */
    public void rotateKey() {
        signing = newKey();
        published = signing;
    }

    /** Signs with a key from now on that is not the one published under its name. */
    public void signWithAnotherKey() {
        signing = newKey(published.getKeyID());
    }

    @Override
    public void close() throws LifecycleException {
        if (closed.getAndSet(true)) {
            return;
        }
        tomcat.stop();
        tomcat.destroy();
        spring.close();
    }

    private static RSAKey newKey() {
        return newKey(UUID.randomUUID().toString());
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's parts. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Beans {
        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) throws Exception {
            OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(server.getEndpointsMatcher())
                    .with(server, configurer -> configurer.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain login(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(csrf -> csrf.disable())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada").password("{noop}pw").roles("USER").build(),
                    User.withUsername("eve").password("{noop}pw").roles("USER").build());
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(
                            "http://127.0.0.1:8000/api/v1/auth/oidc/callback") // on the loopback any port is the same
                    .scope("openid")
                    .scope("profile")
                    .scope("email")
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .build());
        }

        /** Signs with one key and publishes another, which is the same but for tests that want it otherwise. */
        @Bean
        JWKSource<SecurityContext> keys(AuthorizationServer server) {
            return (selector, context) -> {
                Set<?> algorithms = selector.getMatcher().getAlgorithms();
                boolean toSign = algorithms != null && !algorithms.isEmpty();
                if (!toSign) {
                    server.keysRead.incrementAndGet();
                }
                return selector.select(new JWKSet(toSign ? server.signing : server.published));
            };
        }

        /** For the user info endpoint, which takes access tokens. */
        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(AuthorizationServer server) {
            return context -> {
                if (context.getTokenType().getValue().equals("id_token")) {
                    context.getClaims()
                            .claim("preferred_username", context.getPrincipal().getName());
                    server.spoiled.accept(context);
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
