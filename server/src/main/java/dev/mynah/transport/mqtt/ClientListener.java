package dev.mynah.transport.mqtt;

import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Peer;
import dev.mynah.broker.Principal;

/** Hears of clients that come and go. Called on event loops: must not wait. */
public interface ClientListener {
    /**
     * Both ends of a connection, as addresses without ports; empty when it was over before one could look.
     *
     * @param local of this machine
     * @param remote of the client
     */
    record Route(String local, String remote) {}

    /** Hears nothing. */
    ClientListener NONE = new ClientListener() {
        @Override
        public void connected(ClientSession session, Peer connection, Principal who, Route route) {}

        @Override
        public void disconnected(ClientSession session, Peer connection, Principal who, boolean left) {}
    };

    /**
     * A client was let in and told so. A connection it had before may end after this.
     *
     * @param route by which it came in
     */
    void connected(ClientSession session, Peer connection, Principal who, Route route);

    /**
     * A connection is gone.
     *
     * @param left whether the client said good-bye
     */
    void disconnected(ClientSession session, Peer connection, Principal who, boolean left);
}
