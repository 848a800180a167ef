package dev.mynah.transport.http;

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

/**
 * The listening ports: all of them serve the same, because devices in the field have either burnt in. Set up for devices
 * (firmware wire contract §8.2): plain HTTP/1.1, no compression, no upgrade to HTTP/2, and a WebSocket that is closed a
 * second after its close frame whether or not the device answers (C52). Thread-safe.
 */
public final class HttpListeners {
    /**
     * Left to itself the kernel takes 4 MB for a peer that does not read, which is half an hour of speech; a device on
     * Wi-Fi can fetch firmware fast enough through this.
     */
    private static final int SEND_BUFFER_BYTES = 32 * 1024;

    private final Vertx vertx;
    private final String host;
    private final RequestDeadlines deadlines;
    private final int textFrameBytes;
    private final List<HttpServer> servers = new ArrayList<>();

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
        Future<List<Integer>> bound = Future.succeededFuture(new ArrayList<>());
        for (int i = 0; i < ports.size(); i++) {
            // To Vert.x a negative port means: one free port, shared by all who give the same negative number.
            int port = ports.get(i) == 0 ? -1 - i : ports.get(i);
            bound = bound.compose(before -> listen(port, loops, handler).map(chosen -> {
                before.add(chosen);
                return before;
            }));
        }
        return bound;
    }

    private Future<Integer> listen(int port, int loops, Handler<HttpServerRequest> handler) {
        Future<Integer> bound = listen(port, handler);
        for (int i = 1; i < loops; i++) {
            bound = bound.compose(same -> listen(port, handler));
        }
        return bound;
    }

    /** Stops accepting connections and closes those that are open. */
    public Future<Void> close() {
        return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Future<Integer> listen(int port, Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer(options())
                .connectionHandler(deadlines::opened)
                .invalidRequestHandler(HttpListeners::refuse)
                .requestHandler(request -> {
                    deadlines.requestCame(request);
                    handler.handle(request);
                });
        return server.listen(port, host)
                .onSuccess(servers::add)
                .map(HttpServer::actualPort)
                .recover(failure -> Future.failedFuture(new PortUnavailableException("http.ports", port, failure)));
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
