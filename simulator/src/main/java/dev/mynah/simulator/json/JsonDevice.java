package dev.mynah.simulator.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.AudioDescription;
import dev.mynah.protocol.envelope.Envelope;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.simulator.device.NoReplyException;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareWebSocket;
import dev.mynah.simulator.net.WireListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that speaks the JSON dialect (documented protocols §3). Not for several threads. */
public final class JsonDevice implements AutoCloseable {
    /** The longest message that is read: an answer of a minute in Base64. */
    private static final int MAX_MESSAGE = 8 << 20;

    private static final int CHUNK = 8_192;

    private final DeviceId id;
    private final FirmwareWebSocket socket;
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private int messages;

    private JsonDevice(DeviceId id, String url, World world) throws IOException {
        this.id = id;
        this.socket = FirmwareWebSocket.connect(
                url,
                Map.of(),
                new FirmwareWebSocket.Settings(true, Duration.ofSeconds(10), world.threads(), world.random()),
                new Arriving());
    }

    /**
     * Connects, says who it is and what it can do.
     *
     * @param token empty for none
     * @throws NoReplyException when the server does not accept it
     */
    public static JsonDevice connect(DeviceId id, String url, String token, World world, Duration timeout)
            throws IOException, NoReplyException, InterruptedException {
        JsonDevice device = new JsonDevice(id, url, world);
        try {
            device.send(new EnvelopeRequest.Auth(id.mac(), token));
            device.await(timeout, "auth_ok");
            device.send(new EnvelopeRequest.Register(
                    "simulated", "1.0.0", List.of("volume", "brightness", "light"), hardware(), "wav"));
            device.await(timeout, "device_registered");
            return device;
        } catch (NoReplyException | InterruptedException refused) {
            device.close();
            throw refused;
        }
    }

    /** Sends a message and returns its {@code message_id}. */
    public String send(EnvelopeRequest request) throws IOException {
        String message = "d" + ++messages;
        socket.sendText(EnvelopeRequests.encode(
                new Envelope<>(message, id.mac(), request), Instant.now().toString()));
        return message;
    }

    /** Sends a WAV file in chunks, as fast as the wire takes them. */
    public void stream(byte[] wav) throws IOException {
        int total = (wav.length + CHUNK - 1) / CHUNK;
        send(new EnvelopeRequest.StreamStart("s1", new AudioDescription("wav", 16_000, 1, 16, "none"), CHUNK, total));
        for (int chunk = 0; chunk < total; chunk++) {
            int from = chunk * CHUNK;
            send(new EnvelopeRequest.StreamChunk(
                    "s1", chunk, Arrays.copyOfRange(wav, from, Math.min(wav.length, from + CHUNK))));
        }
    }

    /**
     * The next message of one of these types, whatever comes before it.
     *
     * @throws NoReplyException when none comes in time, or an {@code error} or the end instead
     */
    public ObjectNode await(Duration timeout, String... types) throws NoReplyException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            String text = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (text == null) {
                throw new NoReplyException(
                        "no " + String.join(" or ", types) + " came in " + timeout.toSeconds() + " s");
            }
            ObjectNode message = read(text);
            String type = message.path("type").asText();
            if (Arrays.asList(types).contains(type)) {
                return message;
            }
            if (type.equals("error")) {
                throw new NoReplyException(message.at("/data/error_code").asText() + ": "
                        + message.at("/data/error_message").asText());
            }
        }
    }

    private static ObjectNode read(String text) throws NoReplyException {
        try {
            return JsonText.object(text, MAX_MESSAGE).node();
        } catch (WrongShapeException none) {
            throw new NoReplyException("what came is no message: " + none.reason());
        }
    }

    private static ObjectNode hardware() {
        return JsonText.newObject()
                .put("chip_model", "esp32s3")
                .put("chip_revision", 2)
                .put("cpu_freq", 240)
                .put("flash_size", 16_777_216)
                .put("psram_size", 8_388_608);
    }

    @Override
    public void close() {
        socket.closeTcp();
    }

    private final class Arriving implements WireListener {
        @Override
        public void text(String text) {
            received.add(text);
        }

        @Override
        public void binary(byte[] payload) {
            received.add("{\"type\":\"error\",\"data\":{\"error_message\":\"a binary message came\"}}");
        }

        @Override
        public void closed(String why) {
            ObjectNode end = JsonText.newObject().put("type", "error");
            end.putObject("data").put("error_code", "CLOSED").put("error_message", why);
            received.add(JsonText.write(end));
        }
    }
}
