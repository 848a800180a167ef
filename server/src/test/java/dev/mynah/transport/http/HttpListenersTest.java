package dev.mynah.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpListenersTest {
    @Test
    void c53_no_connection_is_closed_because_nothing_is_received() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            RequestDeadlines deadlines = new RequestDeadlines(vertx, Duration.ofSeconds(10));
            HttpServerOptions options = new HttpListeners(vertx, "127.0.0.1", deadlines, 64 * 1024).options();

            assertThat(options.getIdleTimeout()).isZero();
            assertThat(options.getReadIdleTimeout()).isZero();
            assertThat(options.getWriteIdleTimeout()).isZero();
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }
}
