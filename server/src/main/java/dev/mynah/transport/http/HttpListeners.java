package dev.mynah.transport.http;

import dev.mynah.tls.CurrentCertificate;
import dev.mynah.transport.tls.TlsRules;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The listening ports: all of them serve the same, because devices in the field have either burnt in. Set up for devices
 * (firmware wire contract §8.2): plain HTTP/1.1, no compression, no upgrade to HTTP/2, and a WebSocket that is closed a
 * second after its close frame whether or not the device answers (C52). Thread-safe.
 */
public final class HttpListeners {
    /**
     * Left to itself the kernel takes 4 MB for a peer that does not read, which is half an hour of speech. Through this a
     * device on Wi-Fi can fetch firmware fast enough, and the longest page of a list fits: what does not fit waits for an
     * acknowledgement, which peers hold back for 40 ms.
     */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private final Vertx vertx;
    private final String host;
    private final RequestDeadlines deadlines;
    private final int textFrameBytes;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger anyPorts = new AtomicInteger();

    /**
     * @param deadlines of requests
     * @param textFrameBytes largest WebSocket message
     */
    public HttpListeners(Vertx vertx, String host, RequestDeadlines deadlines, int textFrameBytes) {
        this.vertx = vertx;
        this.host = host;
        this.deadlines = deadlines;
        this.textFrameBytes = textFrameBytes;
    }

    /**
     * Listens on every port.
     *
     * @param ports 0 stands for any free port
     * @param loops how many event loops share each port
     * @return the ports in the same order, or the first failure
     */
    public Future<List<Integer>> listen(List<Integer> ports, int loops, Handler<HttpServerRequest> handler) {
        return listen("http.ports", ports, loops, options(), handler);
    }

    /** The same with TLS and whichever certificate is current. */
    public Future<List<Integer>> listenTls(
            CurrentCertificate certificate, List<Integer> ports, int loops, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = options();
        TlsRules.apply(options.setUseAlpn(false), certificate);
        return listen("http.tls.ports", ports, loops, options, handler);
    }

    private Future<List<Integer>> listen(
            String key, List<Integer> ports, int loops, HttpServerOptions options, Handler<HttpServerRequest> handler) {
        Future<List<Integer>> bound = Future.succeededFuture(new ArrayList<>());
        for (int configured : ports) {
            // To Vert.x a negative port means: one free port, shared by all who give the same negative number.
            int port = configured == 0 ? -anyPorts.incrementAndGet() : configured;
            Supplier<Future<Integer>> once = () -> listen(key, port, options, handler);
            bound = bound.compose(before -> shared(once, loops).map(chosen -> {
                before.add(chosen);
                return before;
            }));
        }
        return bound;
    }

    private static Future<Integer> shared(Supplier<Future<Integer>> once, int loops) {
        Future<Integer> bound = once.get();
        for (int i = 1; i < loops; i++) {
            bound = bound.compose(same -> once.get());
        }
        return bound;
    }

    /** Stops accepting connections and closes those that are open. */
    public Future<Void> close() {
        return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Future<Integer> listen(
            String key, int port, HttpServerOptions options, Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(deadlines::opened)
                .invalidRequestHandler(HttpListeners::refuse)
                .requestHandler(request -> {
                    deadlines.requestCame(request);
                    handler.handle(request);
                });
        return server.listen(port, host)
                .onSuccess(servers::add)
                .map(HttpServer::actualPort)
                .recover(failure -> Future.failedFuture(new PortUnavailableException(key, Math.max(0, port), failure)));
    }

    /** How every port behaves. */
    HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(textFrameBytes)
                .setMaxWebSocketMessageSize(textFrameBytes)
                .setWebSocketClosingTimeout(1)
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(8192);
        options.setTcpNoDelay(true).setReuseAddress(true).setSendBufferSize(SEND_BUFFER_BYTES);
        return options;
    }

    /** Answers what is not HTTP, in a form devices can read, and hangs up: what follows cannot be understood. */
    private static void refuse(HttpServerRequest request) {
        Throwable why = request.decoderResult().cause();
        int status =
                switch (why) {
                    case TooLongHttpLineException line -> 414;
                    case TooLongHttpHeaderException header -> 431;
                    case null, default -> 400;
                };
        request.response().putHeader("Connection", "close");
        Answers.text(request.response(), status, "This is no request the server understands.\n");
        request.connection().close();
    }
}
