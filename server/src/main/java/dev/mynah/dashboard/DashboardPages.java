package dev.mynah.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard at {@code /}. Addresses that are no files and no part of another interface get its first page, which
 * knows what to show there. Nothing is compressed while it runs: the build did. Thread-safe.
 */
public final class DashboardPages {
    /** Nothing but our own files and our own server; no script or style that is not a file. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private static final String FIRST = "index.html";
    /** Whoever asks here asks another interface, and must not be told that a page is its answer. */
    private static final List<String> ELSEWHERE =
            List.of("/api/", "/xiaozhi/", "/health/", "/mcp/", "/metrics", "/assets/");

    private static final String MISSING = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Mynah</title>
            <h1>The dashboard is not built in</h1>
            <p>Devices are served all the same. To see the dashboard, install Node 20.19 or newer with npm, stop the server,
            and run <code>./mynah start</code> again.</p>
            <p lang="zh">控制台尚未构建，设备仍可正常使用。请安装 Node 20.19 或更新版本及 npm，停止服务器后再次运行 <code>./mynah start</code>。</p>
            """;

    private final PageFiles files;

    public DashboardPages() {
        this(PageFiles.builtIn());
    }

    DashboardPages(PageFiles files) {
        this.files = files;
    }

    /** Whether there is a dashboard to serve. */
    public boolean present() {
        return files.present();
    }

    /** Adds the route; after all others. */
    public void mount(Router router) {
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<PageFile> file = files.of(path.equals("/") ? FIRST : path.substring(1));
        if (file.isPresent()) {
            send(context.request(), file.get());
        } else if (ELSEWHERE.stream().anyMatch(path::startsWith) || !wantsPage(context.request())) {
            context.next();
        } else if (files.present()) {
            send(context.request(), files.of(FIRST).orElseThrow());
        } else if (path.equals("/")) {
            headers(context.response(), "text/html; charset=utf-8", "no-store").end(MISSING);
        } else {
            context.next();
        }
    }

    /** Programs that ask for something that is not there are not given a page instead. */
    private static boolean wantsPage(HttpServerRequest request) {
        String accepted = request.getHeader("Accept");
        return "/".equals(request.path()) || (accepted != null && accepted.contains("text/html"));
    }

    private void send(HttpServerRequest request, PageFile file) {
        HttpServerResponse response = request.response();
        String encoding = chosen(request.getHeader("Accept-Encoding"), file);
        String tag = "\"" + file.hash() + (encoding.isEmpty() ? "" : "-" + encoding) + "\"";
        headers(response, file.mediaType(), file.immutable() ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader("ETag", tag)
                .putHeader("Vary", "Accept-Encoding");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        if (!encoding.isEmpty()) {
            response.putHeader("Content-Encoding", encoding.equals("gz") ? "gzip" : encoding);
        }
        byte[] bytes = files.bytes(file, encoding);
        response.putHeader("Content-Length", String.valueOf(bytes.length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static HttpServerResponse headers(HttpServerResponse response, String mediaType, String caching) {
        return response.putHeader("Content-Type", mediaType)
                .putHeader("Cache-Control", caching)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** The smallest form the client takes. A weight of zero, which nobody sends, would be a refusal. */
    private static String chosen(@Nullable String accepted, PageFile file) {
        if (accepted == null) {
            return "";
        }
        List<String> names = List.of(accepted.toLowerCase(Locale.ROOT).split("[,;]\\s*"));
        if (file.encodings().contains("br") && names.contains("br")) {
            return "br";
        }
        return file.encodings().contains("gz") && names.contains("gzip") ? "gz" : "";
    }
}
