package dev.mynah.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mynah.config.ProviderChains;
import dev.mynah.config.ProviderKind;
import dev.mynah.config.ProviderSettings;
import dev.mynah.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvidersCheckTest {
    private final HttpServer service;
    private final CountDownLatch over = new CountDownLatch(1);

    ProvidersCheckTest() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        service.createContext("/v1/models", exchange -> {
            String authorization =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
            exchange.sendResponseHeaders(authorization.equals("Bearer right") ? 200 : 401, -1);
            exchange.close();
        });
        service.createContext("/endless/v1/models", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        service.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        service.stop(0);
    }

    @Test
    void a_provider_that_takes_its_key_is_fine() {
        assertThat(examine("/v1", "right").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void an_address_without_version_is_understood_as_everywhere_else() {
        assertThat(examine("", "right").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void a_refused_key_is_told_by_the_name_of_its_setting_only() {
        Finding finding = examine("/v1", "wrong-key");
        assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(finding.text()).contains("providers.cloud.api-key").doesNotContain("wrong-key");
    }

    @Test
    void a_wrong_path_is_warned_about() {
        assertThat(examine("/v2", "right").level()).isEqualTo(Finding.Level.WARN);
    }

    @Test
    void a_list_of_models_that_never_ends_does_not_hold_up_the_doctor() {
        assertThat(examine("/endless", "right").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void a_provider_that_does_not_answer_fails() {
        stop();
        Finding finding = examine("/v1", "right");
        assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(finding.text()).contains("does not answer", "providers.cloud.base-url");
    }

    @Test
    void no_provider_is_fine_too() {
        List<String> local = List.of(ProviderChains.LOCAL);
        assertThat(new ProvidersCheck(new ProviderChains(local, local, local, List.of(), Map.of())).findings())
                .singleElement()
                .extracting(Finding::level)
                .isEqualTo(Finding.Level.OK);
    }

    private Finding examine(String path, String key) {
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + path);
        var cloud = new ProviderSettings(
                "cloud",
                ProviderKind.OPENAI,
                address,
                new Secret(key),
                "m",
                null,
                null,
                null,
                "v",
                null,
                Duration.ofSeconds(1));
        List<String> chain = List.of("cloud");
        return new ProvidersCheck(new ProviderChains(chain, List.of(), List.of(), List.of(), Map.of("cloud", cloud)))
                .findings()
                .getFirst();
    }
}
