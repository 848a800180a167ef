package dev.mynah.transport.udp;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Takes datagrams of the dialect without encryption. It shares the port: an encrypted packet begins with 1, and the first
 * octet of a device's MAC address, with which a plain one begins, is even.
 */
@FunctionalInterface
public interface PlainDatagrams {
    /** Takes none, and answers none. */
    PlainDatagrams NONE = (datagram, from) -> {};

    /**
     * Takes a datagram whose first byte is even. Called on the one thread that reads all datagrams: it must not wait.
     *
     * @param datagram from position to limit, with an array; valid only during the call
     */
    void received(ByteBuffer datagram, SocketAddress from);
}
