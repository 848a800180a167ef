package dev.mynah.transport.udp;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.UdpPacket;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.http.PortUnavailableException;
import io.netty.util.collection.IntObjectHashMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio port: one socket and one thread that reads it, for all devices. Thread-safe. Strangers get no answer, whatever
 * they send (firmware wire contract §5.3).
 */
public final class UdpAudio implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UdpAudio.class);

    /** The most a device's own buffer holds (§5.3); more is no packet. */
    private static final int MAX_RECEIVED = 1500;

    /** A second of 1,000 devices: the reader must be able to pause for the collector. */
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private final RandomGenerator random;
    private final Scheduler scheduler;
    private final PlainDatagrams plain;
    private final UdpCounts counts = new UdpCounts();
    private final IntObjectHashMap<UdpChannel> channels = new IntObjectHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable DatagramChannel socket;
    private volatile @Nullable Selector selector;

    /**
     * @param random for keys and numbers: one that cannot be predicted
     * @param plain gets what is not encrypted
     */
    public UdpAudio(RandomGenerator random, Scheduler scheduler, PlainDatagrams plain) {
        this.random = random;
        this.scheduler = scheduler;
        this.plain = plain;
    }

    /**
     * Opens the port and begins to read.
     *
     * @param port 0 for any free one
     * @return the port
     * @throws PortUnavailableException when it is taken
     */
    public int listen(String host, int port, ThreadFactory threads) {
        try {
            DatagramChannel opened = DatagramChannel.open();
            try {
                opened.configureBlocking(false);
                opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
                opened.bind(new InetSocketAddress(host, port));
                Selector made = Selector.open();
                opened.register(made, SelectionKey.OP_READ);
                socket = opened;
                selector = made;
            } catch (IOException taken) {
                opened.close();
                throw taken;
            }
            threads.newThread(this::read).start();
            return opened.socket().getLocalPort();
        } catch (IOException unusable) {
            throw new PortUnavailableException("udp.port", port, unusable);
        }
    }

    /**
     * Makes the channel of a new session, with key and number of its own.
     *
     * @param frame the time between two of the device's packets
     * @param receiver called on the reading thread: must not wait
     */
    public UdpChannel open(Duration frame, Consumer<AudioPacket> receiver) {
        return open(frame, receiver, this::send);
    }

    UdpChannel open(Duration frame, Consumer<AudioPacket> receiver, Downlink.Wire wire) {
        byte[] key = new byte[16];
        random.nextBytes(key);
        lock.lock();
        try {
            int ssrc = random.nextInt();
            while (channels.containsKey(ssrc)) {
                ssrc = random.nextInt();
            }
            UdpChannel channel = new UdpChannel(ssrc, key, frame, receiver, this, wire);
            channels.put(ssrc, channel);
            return channel;
        } finally {
            lock.unlock();
        }
    }

    /** How many channels are open. */
    public int size() {
        lock.lock();
        try {
            return channels.size();
        } finally {
            lock.unlock();
        }
    }

    public UdpCounts counts() {
        return counts;
    }

    /** Closes the port; the reading thread ends. */
    @Override
    public void close() {
        DatagramChannel open = socket;
        Selector selecting = selector;
        socket = null;
        try {
            if (open != null && selecting != null) {
                open.close();
                selecting.wakeup();
            }
        } catch (IOException failed) {
            log.warn("Closing the audio port failed", failed);
        }
    }

    void closed(UdpChannel channel) {
        lock.lock();
        try {
            channels.remove(channel.ssrc());
        } finally {
            lock.unlock();
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long nanoTime() {
        return scheduler.nanoTime();
    }

    private boolean send(ByteBuffer datagram, SocketAddress to) {
        DatagramChannel open = socket;
        try {
            return open != null && open.send(datagram, to) > 0;
        } catch (IOException unreachable) {
            // The device's network is gone; that it is silent will be noticed elsewhere.
            return false;
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_RECEIVED + 1);
        Selector selecting = selector;
        DatagramChannel open = socket;
        if (selecting == null || open == null) {
            return;
        }
        try (selecting) {
            while (open.isOpen()) {
                selecting.select();
                selecting.selectedKeys().clear();
                drain(open, buffer);
            }
        } catch (IOException failed) {
            log.error("The audio port can no longer be read", failed);
        }
    }

    private void drain(DatagramChannel open, ByteBuffer buffer) {
        while (open.isOpen()) {
            buffer.clear();
            try {
                SocketAddress from = open.receive(buffer);
                if (from == null) {
                    return;
                }
                buffer.flip();
                received(buffer, from);
            } catch (IOException closedOrRefused) {
                // Closed, or an earlier datagram could not be delivered: the next one is worth reading.
                log.debug("A datagram could not be read: {}", closedOrRefused.toString());
            } catch (RuntimeException | Error e) {
                // Errors too: without this thread every device would be deaf and dumb.
                log.error("A datagram made its receiver fail", e);
            }
        }
    }

    /** A datagram from anywhere. */
    void received(ByteBuffer datagram, SocketAddress from) {
        if (datagram.hasRemaining() && (datagram.get(datagram.position()) & 1) == 0) {
            plain.received(datagram, from);
            return;
        }
        if (datagram.remaining() > MAX_RECEIVED || !UdpPacket.wellFormed(datagram)) {
            counts.malformed.increment();
            return;
        }
        UdpChannel channel = of(UdpPacket.ssrc(datagram));
        if (channel == null) {
            counts.strangers.increment();
        } else {
            channel.received(datagram, from, scheduler.nanoTime());
        }
    }

    private @Nullable UdpChannel of(int ssrc) {
        lock.lock();
        try {
            return channels.get(ssrc);
        } finally {
            lock.unlock();
        }
    }
}
