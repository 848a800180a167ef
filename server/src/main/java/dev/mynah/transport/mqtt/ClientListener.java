package dev.mynah.transport.mqtt;

import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Peer;
import dev.mynah.broker.Principal;

/** Hears of clients that come and go. Called on event loops: must not wait. */
public interface ClientListener {
    /** Hears nothing. */
    ClientListener NONE = new ClientListener() {
        @Override
        public void connected(ClientSession session, Peer connection, Principal who, String localAddress) {}

        @Override
        public void disconnected(ClientSession session, Peer connection, Principal who, boolean left) {}
    };

    /**
     * A client was let in and told so. A connection it had before may end after this.
     *
     * @param localAddress of this machine, at which it came in
     */
    void connected(ClientSession session, Peer connection, Principal who, String localAddress);

    /**
     * A connection is gone.
     *
     * @param left whether the client said good-bye
     */
    void disconnected(ClientSession session, Peer connection, Principal who, boolean left);
}
