package dev.mynah.transport.udp.plain;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.PlainUdpPacket;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the microphone's packets of devices that have an open session on another wire, which also carries the answer
 * (documented protocols §6). There is no key, so a datagram is believed only when it comes from the address of the device's
 * session; everybody else gets no answer. To be used by the one thread that reads the port.
 */
public final class PlainDialect {
    private static final Logger log = LoggerFactory.getLogger(PlainDialect.class);
    private static final long HALF = 1L << 31;

    private final SessionRegistry sessions;
    private final Map<DeviceSession, Long> last = new WeakHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public PlainDialect(SessionRegistry sessions) {
        this.sessions = sessions;
    }

    /** Takes a datagram from position to limit. */
    public void received(ByteBuffer datagram, SocketAddress from) {
        switch (PlainUdpPacket.parse(datagram)) {
            case PlainUdpPacket.Parsed.Malformed malformed -> drop(from, malformed.reason());
            case PlainUdpPacket.Parsed.Valid valid -> accept(valid.packet(), from);
        }
    }

    /** Datagrams that were given to a session. */
    public long taken() {
        return taken.get();
    }

    /** Datagrams that were not. */
    public long dropped() {
        return dropped.get();
    }

    private void accept(PlainUdpPacket packet, SocketAddress from) {
        Optional<DeviceSession> session = sessions.of(packet.device());
        if (session.isEmpty()) {
            drop(from, "the device has no session");
        } else if (!cameFrom(session.get(), from)) {
            drop(from, "the device's session has another address");
        } else if (!isNext(session.get(), packet.sequence())) {
            drop(from, "it came late or twice");
        } else {
            taken.incrementAndGet();
            session.get().receive(new AudioPacket(0, packet.opus()));
        }
    }

    private static boolean cameFrom(DeviceSession session, SocketAddress from) {
        Optional<InetAddress> known = session.link().address();
        return known.isPresent()
                && from instanceof InetSocketAddress internet
                && known.get().equals(internet.getAddress());
    }

    /** Numbers only go up, across the end of 32 bits too; what was lost is lost. */
    private boolean isNext(DeviceSession session, long sequence) {
        Long before = last.get(session);
        long ahead = before == null ? 1 : (sequence - before) & 0xffff_ffffL;
        if (ahead == 0 || ahead >= HALF) {
            return false;
        }
        last.put(session, sequence);
        return true;
    }

    private void drop(SocketAddress from, String reason) {
        long so = dropped.incrementAndGet();
        if (Long.bitCount(so) == 1) {
            // At the 1st, 2nd, 4th, 8th ... only: strangers must not fill the log.
            log.info("Dropped a plain datagram from {} ({} so far): {}", from, so, reason);
        }
    }
}
