package dev.mynah.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DashboardPagesTest {
    private static final String PAGE = "<!doctype html><title>pages</title>";
    private static final PageFiles BUILT = PageFiles.of(
            List.of(
                    new PageFile("index.html", "h1", List.of("br", "gz")),
                    new PageFile("assets/app-x1.js", "h2", List.of()),
                    new PageFile("mynah.svg", "h3", List.of())),
            Map.of(
                    "index.html",
                    PAGE,
                    "index.html.br",
                    "BR",
                    "index.html.gz",
                    "GZ",
                    "assets/app-x1.js",
                    "js",
                    "mynah.svg",
                    "<svg/>"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws TimeoutException {
        client.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void the_first_page_is_served_at_the_root_and_wherever_a_browser_asks_for_a_page() throws Exception {
        int port = serve(BUILT);

        assertThat(get(port, "/").body()).isEqualTo(PAGE);
        assertThat(get(port, "/devices/aa", "Accept", "text/html,*/*").body()).isEqualTo(PAGE);
        assertThat(get(port, "/devices/aa").statusCode()).isEqualTo(404);
        assertThat(get(port, "/api/v1/nothing", "Accept", "text/html").statusCode())
                .isEqualTo(404);
        assertThat(get(port, "/assets/gone.js", "Accept", "text/html").statusCode())
                .isEqualTo(404);
    }

    @Test
    void only_files_with_a_hash_in_their_name_are_kept_for_ever() throws Exception {
        int port = serve(BUILT);

        assertThat(header(get(port, "/assets/app-x1.js"), "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(get(port, "/"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get(port, "/mynah.svg"), "Content-Type")).isEqualTo("image/svg+xml");
    }

    @Test
    void what_a_browser_has_already_is_not_sent_again() throws Exception {
        int port = serve(BUILT);
        String tag = header(get(port, "/"), "ETag");

        HttpResponse<String> again = get(port, "/", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(port, "/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void the_smallest_form_the_browser_takes_is_sent() throws Exception {
        int port = serve(BUILT);

        HttpResponse<String> best = get(port, "/", "Accept-Encoding", "gzip, deflate, br");
        assertThat(best.body()).isEqualTo("BR");
        assertThat(header(best, "Content-Encoding")).isEqualTo("br");
        assertThat(header(best, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(get(port, "/", "Accept-Encoding", "gzip").body()).isEqualTo("GZ");
        assertThat(get(port, "/mynah.svg", "Accept-Encoding", "br").body()).isEqualTo("<svg/>");
    }

    @Test
    void no_page_may_load_or_run_anything_that_is_not_a_file_of_ours() throws Exception {
        String policy = header(get(serve(BUILT), "/"), "Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*", "data:");
    }

    @Test
    void a_path_that_climbs_leads_nowhere() throws Exception {
        int port = serve(BUILT);

        assertThat(get(port, "/assets/..%2f..%2fdev/mynah/app/Main.class").statusCode())
                .isEqualTo(404);
        assertThat(get(port, "/%2e%2e/files.json").statusCode()).isEqualTo(404);
    }

    @Test
    void a_server_without_dashboard_says_what_is_missing() throws Exception {
        int port = serve(PageFiles.of(List.of(), Map.of()));

        assertThat(get(port, "/").body()).contains("Node 20.19", "./mynah start");
        assertThat(get(port, "/devices", "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    private int serve(PageFiles files) throws TimeoutException {
        Router router = Router.router(vertx);
        new DashboardPages(files).mount(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private HttpResponse<String> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
