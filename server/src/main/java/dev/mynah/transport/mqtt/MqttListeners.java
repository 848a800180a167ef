package dev.mynah.transport.mqtt;

import dev.mynah.tls.CurrentCertificate;
import dev.mynah.transport.http.PortUnavailableException;
import dev.mynah.transport.tls.TlsRules;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's ports, each shared by several event loops. Thread-safe. What there is of clients without a CONNECT is
 * bounded too: nobody knows yet who they are.
 */
public final class MqttListeners {
    private static final Logger log = LoggerFactory.getLogger(MqttListeners.class);

    /** Left to itself the kernel takes 4 MB for a client that does not read. */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private static final int CHECK_MILLIS = 500;

    private final Vertx vertx;
    private final String host;
    private final MqttServices services;
    private final List<NetServer> servers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();

    public MqttListeners(Vertx vertx, String host, MqttServices services) {
        this.vertx = vertx;
        this.host = host;
        this.services = services;
    }

    /**
     * Listens.
     *
     * @param key the configuration key that names the port
     * @param port 0 for any free one
     * @param loops how many event loops share it
     * @param certificate for TLS, whichever is current when a client comes; null for none
     * @return the port, or a {@link PortUnavailableException}
     */
    public Future<Integer> listen(String key, int port, int loops, @Nullable CurrentCertificate certificate) {
        // To Vert.x a negative port means: one free port, shared by all who give the same negative number.
        int shared = port == 0 ? -1000 - servers.size() : port;
        Future<Integer> bound = listenOnce(key, shared, certificate);
        for (int i = 1; i < loops; i++) {
            bound = bound.compose(same -> listenOnce(key, shared, certificate));
        }
        return bound;
    }

    private Future<Integer> listenOnce(String key, int port, @Nullable CurrentCertificate certificate) {
        ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext();
        Promise<Integer> bound = Promise.promise();
        loop.runOnContext(started -> {
            Loop mine = new Loop(loop);
            NetServer server = vertx.createNetServer(options(certificate)).connectHandler(mine::connected);
            long timer = vertx.setPeriodic(CHECK_MILLIS, tick -> mine.check());
            server.listen(port, host)
                    .onSuccess(servers::add)
                    .map(NetServer::actualPort)
                    .recover(failure -> {
                        vertx.cancelTimer(timer);
                        return Future.failedFuture(new PortUnavailableException(key, Math.max(0, port), failure));
                    })
                    .onComplete(bound);
        });
        return bound.future();
    }

    private static NetServerOptions options(@Nullable CurrentCertificate certificate) {
        NetServerOptions options = new NetServerOptions();
        options.setTcpNoDelay(true).setTcpKeepAlive(true).setReuseAddress(true).setSendBufferSize(SEND_BUFFER_BYTES);
        if (certificate != null) {
            TlsRules.apply(options, certificate);
        }
        return options;
    }

    /** Connections, with those that were not let in. */
    public int connections() {
        return connections.get();
    }

    /** Connections that were closed unseen, because there were too many. */
    public int turnedAway() {
        return turnedAway.get();
    }

    /** Stops accepting clients; the broker disconnects those that are there. */
    public Future<Void> close() {
        return Future.join(servers.stream().map(NetServer::close).toList()).mapEmpty();
    }

    /** What one event loop serves. Confined to it. */
    private final class Loop implements MqttConnection.Home {
        private final Context context;
        private final Set<MqttConnection> open = new HashSet<>();

        private Loop(Context context) {
            this.context = context;
        }

        private void connected(NetSocket accepted) {
            ConnectionSettings settings = services.settings();
            if (connections.get() >= settings.connections() || strangers.get() >= settings.strangers()) {
                int so = turnedAway.incrementAndGet();
                if (Integer.bitCount(so) == 1) {
                    // At the 1st, 2nd, 4th, 8th ... only: whoever does this does it often.
                    log.warn("MQTT connection from {} closed: too many ({} so far)", accepted.remoteAddress(), so);
                }
                accepted.close();
                return;
            }
            MqttConnection connection = new MqttConnection(new Socket(vertx, accepted), context, services, this);
            connections.incrementAndGet();
            strangers.incrementAndGet();
            open.add(connection);
            connection.start();
        }

        @Override
        public void admitted(MqttConnection connection) {
            strangers.decrementAndGet();
        }

        @Override
        public void ended(MqttConnection connection) {
            if (open.remove(connection)) {
                connections.decrementAndGet();
                if (!connection.admitted()) {
                    strangers.decrementAndGet();
                }
            }
        }

        private void check() {
            List.copyOf(open).forEach(MqttConnection::check);
        }
    }
}
