package dev.mynah.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.simulator.net.FirmwareWebSocket;
import dev.mynah.simulator.net.WireListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bare wire of a device, for tests that say what no device of good health says. Keeps everything that arrives in the
 * order of its arrival. Thread-safe.
 */
public final class WireDevice implements AutoCloseable, WireListener {
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\","
            + "\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";
    public static final String ABORT = "{\"type\":\"abort\"}";

    /** One thing that arrived: a message or a packet. */
    public record Received(long nanoTime, @Nullable ServerMessage message, byte @Nullable [] audio) {
        public boolean is(Class<? extends ServerMessage> kind) {
            return kind.isInstance(message);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Received> log = new ArrayList<>();
    private @Nullable String ended;
    private @Nullable FirmwareWebSocket socket;

    private WireDevice() {}

    /** The address of the device of that number. */
    public static String mac(int number) {
        return "02:00:00:%02x:%02x:%02x".formatted(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    }

    /** Connects and upgrades, and says nothing. */
    public static WireDevice silent(String url, int number, int framing) throws IOException {
        return silent(url, mac(number), framing);
    }

    /** The same as the device of this address. */
    public static WireDevice silent(String url, String mac, int framing) throws IOException {
        WireDevice device = new WireDevice();
        device.socket = FirmwareWebSocket.connect(
                url,
                Map.of("Device-Id", mac, "Client-Id", "test", "Protocol-Version", String.valueOf(framing)),
                new FirmwareWebSocket.Settings(
                        true, Duration.ofSeconds(10), Thread.ofVirtual().factory(), new Random(mac.hashCode())),
                device);
        return device;
    }

    /** Connects and says hello, and waits for the answer. */
    public static WireDevice connect(String url, int number) throws IOException, InterruptedException {
        WireDevice device = silent(url, number, 1);
        device.say(HELLO);
        device.await(1, ServerMessage.Hello.class);
        return device;
    }

    /** Sends a text as it is. */
    public void say(String text) throws IOException {
        wire().sendText(text);
    }

    /** Turns the microphone on. */
    public void listen(String mode) throws IOException {
        say("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"" + mode + "\"}");
    }

    /** Asks a question in writing; the device must listen. */
    public void ask(String question) throws IOException {
        say("{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"" + question + "\"}");
    }

    public FirmwareWebSocket wire() {
        FirmwareWebSocket connected = socket;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        return connected;
    }

    /** Everything that arrived so far. */
    public List<Received> log() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    /** How many messages of a kind arrived. */
    public long count(Class<? extends ServerMessage> kind) {
        return log().stream().filter(item -> item.is(kind)).count();
    }

    /** The texts that were shown as spoken. */
    public List<String> sentences() {
        return log().stream()
                .filter(item -> item.message() instanceof ServerMessage.TtsSentenceStart)
                .map(item -> ((ServerMessage.TtsSentenceStart) item.message()).text())
                .toList();
    }

    /** Waits until so many messages of a kind have arrived. */
    public void await(long times, Class<? extends ServerMessage> kind) throws InterruptedException {
        boolean came = await(all -> all.stream().filter(item -> item.is(kind)).count() >= times, PATIENCE);
        assertThat(came)
                .as("%d times %s: %s, then %s", times, kind.getSimpleName(), kinds(), ended)
                .isTrue();
    }

    /** Waits until what has arrived is as wanted; false after the time or when the wire is gone. */
    public boolean await(Predicate<List<Received>> wanted, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!wanted.test(log)) {
                if (nanos <= 0 || ended != null) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of the wire and says what it was. */
    public String awaitEnd() throws InterruptedException {
        long nanos = PATIENCE.toNanos();
        lock.lockInterruptibly();
        try {
            while (ended == null) {
                assertThat(nanos)
                        .as("the wire is still there; arrived: %s", kinds())
                        .isPositive();
                nanos = changed.awaitNanos(nanos);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the wire is there. */
    public boolean alive() {
        lock.lock();
        try {
            return ended == null;
        } finally {
            lock.unlock();
        }
    }

    /** What arrived, in short. */
    public List<String> kinds() {
        return log().stream()
                .map(item -> item.message() == null
                        ? "audio"
                        : item.message().getClass().getSimpleName())
                .toList();
    }

    @Override
    public void text(String text) {
        ServerMessage message =
                switch (ServerMessages.decode(text)) {
                    case Decoded.Valid<ServerMessage> valid -> valid.message();
                    case Decoded.Malformed<ServerMessage> broken -> new ServerMessage.Unknown(broken.reason());
                };
        add(new Received(System.nanoTime(), message, null));
    }

    @Override
    public void binary(byte[] payload) {
        add(new Received(System.nanoTime(), null, payload));
    }

    @Override
    public void closed(String why) {
        lock.lock();
        try {
            ended = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        // Devices leave this to the server; tests need the port back.
        wire().closeTcp();
    }

    private void add(Received item) {
        lock.lock();
        try {
            log.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        wire().closeTcp();
    }
}
