package dev.mynah.transport.mqtt;

import dev.mynah.broker.Arrival;
import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Clients.Entrance;
import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.mqtt.packet.ClientPacket;
import dev.mynah.protocol.mqtt.packet.MqttFormatException;
import dev.mynah.protocol.mqtt.packet.PacketFramer;
import dev.mynah.protocol.mqtt.packet.PacketReader;
import dev.mynah.protocol.mqtt.packet.PacketWriter;
import dev.mynah.protocol.mqtt.packet.Property;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection from its first byte to its end. Confined to its event loop.
 *
 * <p>Until the client was let in it is told nothing, and little is read from it. What breaks the rules of the protocol ends
 * the connection, with the reason for clients that can read one.
 */
final class MqttConnection {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);

    private final Socket socket;
    private final Context context;
    private final MqttServices services;
    private final Home home;
    private final PacketReader reader = new PacketReader();
    private final PacketFramer framer;
    private final ArrayDeque<ClientPacket> early = new ArrayDeque<>(0);
    private final long deadline;
    private @Nullable Client client;
    private boolean applied;
    private boolean over;
    private boolean left;
    private long lastRead;
    private long unreadSince;

    /** Counts connections. */
    interface Home {
        /** The client was let in. */
        void admitted(MqttConnection connection);

        /** The connection is gone. */
        void ended(MqttConnection connection);
    }

    /** What there is once the client was let in. */
    private record Client(
            ClientSession session,
            Principal who,
            PeerSocket peer,
            Publications publications,
            Subscriptions subscriptions,
            long keepAliveNanos) {}

    MqttConnection(Socket socket, Context context, MqttServices services, Home home) {
        this.socket = socket;
        this.context = context;
        this.services = services;
        this.home = home;
        this.framer = new PacketFramer(services.settings().connectBytes(), this::packet);
        this.lastRead = now();
        this.deadline = lastRead + services.settings().connectTimeout().toNanos();
    }

    void start() {
        socket.vertxSocket()
                .handler(this::received)
                .exceptionHandler(failure -> log.debug("A connection failed: {}", failure.toString()))
                .closeHandler(gone -> closed());
    }

    /** Whether the client was let in. */
    boolean admitted() {
        return client != null;
    }

    private long now() {
        return services.scheduler().nanoTime();
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    private void received(Buffer buffer) {
        lastRead = now();
        ByteBuffer bytes = ((BufferInternal) buffer).getByteBuf().nioBuffer();
        try {
            framer.feed(bytes);
        } catch (MqttFormatException wrong) {
            refuse(wrong);
        }
    }

    private void packet(int firstByte, ByteBuffer body) {
        try {
            handle(reader.read(firstByte, body));
        } catch (MqttFormatException wrong) {
            refuse(wrong);
        }
    }

    private void refuse(MqttFormatException wrong) {
        log.debug("Connection from {} closed: {}", socket.remoteAddress(), wrong.reason());
        Reason reason =
                switch (wrong.kind()) {
                    case MALFORMED -> Reason.MALFORMED_PACKET;
                    case PROTOCOL_ERROR -> Reason.PROTOCOL_ERROR;
                    case UNSUPPORTED_VERSION -> Reason.UNSUPPORTED_PROTOCOL_VERSION;
                    case TOO_LONG -> Reason.PACKET_TOO_LARGE;
                };
        if (wrong.kind() == MqttFormatException.Kind.UNSUPPORTED_VERSION) {
            socket.write(new PacketWriter(4).refused(reason.connectCode()));
        }
        disconnect(reason);
    }

    private void handle(ClientPacket packet) {
        Client present = client;
        if (packet instanceof ClientPacket.Connect connect) {
            apply(connect);
        } else if (present == null) {
            // It may follow its CONNECT at once, though it does not know yet whether it may come in.
            early.add(packet);
        } else if (!over) {
            handle(present, packet);
        }
    }

    private void handle(Client present, ClientPacket packet) {
        switch (packet) {
            case ClientPacket.Publish publish -> present.publications().received(publish);
            case ClientPacket.Acknowledgement step -> present.publications().received(step);
            case ClientPacket.Subscribe wishes -> present.subscriptions().received(wishes);
            case ClientPacket.Unsubscribe wishes -> present.subscriptions().received(wishes);
            case ClientPacket.Ping ping -> socket.write(PacketWriter.pong());
            case ClientPacket.Disconnect farewell -> leave(present, farewell);
            // Nobody was let in by steps, so nobody has a reason to send this.
            case ClientPacket.Authentication step -> disconnect(Reason.PROTOCOL_ERROR);
            case ClientPacket.Connect again -> disconnect(Reason.PROTOCOL_ERROR);
        }
    }

    private void leave(Client present, ClientPacket.Disconnect farewell) {
        left = farewell.reasonCode() != Reason.DISCONNECT_WITH_WILL.code();
        long expiry = farewell.properties().number(Property.SESSION_EXPIRY_INTERVAL, -1);
        if (expiry >= 0 && !services.broker().keepAfterDisconnect(present.session(), expiry)) {
            disconnect(Reason.PROTOCOL_ERROR);
            return;
        }
        end();
        socket.close();
    }

    // --- coming in --------------------------------------------------------------------------------------------------

    private void apply(ClientPacket.Connect connect) {
        applied = true;
        ConnectRules.Checked checked = ConnectRules.check(connect, services.names());
        if (checked.reason().isError()) {
            refuse(connect, checked.reason());
            return;
        }
        socket.pause();
        Application application =
                new Application(checked.clientId(), connect.username(), connect.password(), socket.remoteAddress());
        services.doorkeeper()
                .decide(application)
                .whenComplete((decision, failure) -> onLoop(() -> {
                    socket.resume();
                    decided(connect, checked, decision, failure);
                }));
    }

    /** At once when this is the loop, so that devices, who are decided on at once, cost no detour. */
    private void onLoop(Runnable task) {
        if (Vertx.currentContext() == context) {
            guarded(task);
        } else {
            context.runOnContext(later -> guarded(task));
        }
    }

    /** Futures would swallow it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            log.error("A step of an MQTT connection failed", failed);
            disconnect(Reason.UNSPECIFIED);
        }
    }

    private void decided(
            ClientPacket.Connect connect,
            ConnectRules.Checked checked,
            Doorkeeper.@Nullable Decision decision,
            @Nullable Throwable failure) {
        if (over) {
            return;
        }
        switch (decision) {
            case Doorkeeper.Decision.Admitted admitted -> enter(connect, checked, admitted.who());
            case Doorkeeper.Decision.Refused refused -> {
                log.info(
                        "MQTT client {} from {} refused: {}",
                        checked.clientId(),
                        socket.remoteAddress(),
                        refused.reason());
                refuse(connect, refused.reason());
            }
            case null -> {
                log.warn("Whether an MQTT client may come in could not be decided", failure);
                refuse(connect, Reason.SERVER_UNAVAILABLE);
            }
        }
    }

    private void refuse(ClientPacket.Connect connect, Reason reason) {
        int code = connect.version() == 5 ? reason.code() : reason.connectCode();
        socket.write(new PacketWriter(connect.version()).refused(code));
        end();
        socket.close();
    }

    private void enter(ClientPacket.Connect connect, ConnectRules.Checked checked, Principal who) {
        PacketWriter writer = new PacketWriter(connect.version());
        PeerSocket peer = new PeerSocket(socket, writer, checked.maximumPacketSize(), services.clock(), this::onLoop);
        Arrival arrival = new Arrival(
                checked.clientId(),
                who,
                connect.clean(),
                checked.expirySeconds(),
                ConnectRules.will(connect, services.clock().millis()),
                peer);
        switch (services.broker().connect(arrival)) {
            case Entrance.Closed closed -> refuse(connect, closed.reason());
            case Entrance.Open open -> entered(connect, checked, who, peer, open);
        }
    }

    private void entered(
            ClientPacket.Connect connect,
            ConnectRules.Checked checked,
            Principal who,
            PeerSocket peer,
            Entrance.Open open) {
        ClientSession session = open.session();
        ConnectionSettings settings = services.settings();
        peer.attach(this::disconnect);
        Publications publications =
                new Publications(services, session, who, socket, peer, this::onLoop, this::disconnect);
        Subscriptions subscriptions = new Subscriptions(services.broker(), session, peer);
        long keepAlive = TimeUnit.SECONDS.toNanos(connect.keepAliveSeconds());
        client = new Client(session, who, peer, publications, subscriptions, keepAlive + keepAlive / 2);
        home.admitted(this);
        framer.limit(settings.packetBytes());
        socket.write(peer.writer()
                .accepted(
                        open.present(),
                        new PacketWriter.Offer(
                                Publications.RECEIVE_MAXIMUM,
                                settings.packetBytes(),
                                Publications.TOPIC_ALIASES,
                                services.broker().bounded(checked.expirySeconds()),
                                checked.assigned() ? checked.clientId() : "")));
        socket.vertxSocket().drainHandler(drained -> {
            unreadSince = 0;
            session.pump();
        });
        services.listener()
                .connected(session, peer, who, new ClientListener.Route(socket.localAddress(), socket.remoteAddress()));
        session.resume(peer, checked.receiveMaximum());
        for (ClientPacket packet = early.poll(); packet != null && !over; packet = early.poll()) {
            handle(packet);
        }
    }

    // --- the end ----------------------------------------------------------------------------------------------------

    /** Says why, and closes. */
    void disconnect(Reason reason) {
        if (over) {
            return;
        }
        Client present = client;
        if (present != null) {
            log.info("MQTT client {} disconnected: {}", present.session().clientId(), reason);
            socket.write(present.peer().writer().disconnect(reason.code()));
        }
        end();
        socket.close();
    }

    private void end() {
        if (!over) {
            over = true;
            framer.stop();
            early.clear();
        }
    }

    private void closed() {
        end();
        Client present = client;
        if (present != null) {
            services.broker().disconnected(present.session(), present.peer(), !left);
            services.listener().disconnected(present.session(), present.peer(), present.who(), left);
        }
        home.ended(this);
    }

    /** Looks, about once a second, whether the client is still there. */
    void check() {
        long now = now();
        Client present = client;
        if (over) {
            return;
        }
        if (present == null) {
            if (now - deadline >= 0) {
                log.debug("Connection from {} closed: {}", socket.remoteAddress(), applied ? "undecided" : "silent");
                disconnect(Reason.SERVER_UNAVAILABLE);
            }
        } else if (present.keepAliveNanos() > 0 && !socket.paused() && now - lastRead > present.keepAliveNanos()) {
            disconnect(Reason.KEEP_ALIVE_TIMEOUT);
        } else if (!socket.full()) {
            unreadSince = 0;
        } else if (unreadSince == 0) {
            unreadSince = now;
        } else if (now - unreadSince > services.settings().unreadTimeout().toNanos()) {
            disconnect(Reason.QUOTA_EXCEEDED);
        }
    }
}
