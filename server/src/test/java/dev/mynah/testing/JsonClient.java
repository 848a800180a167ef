package dev.mynah.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An app that speaks the JSON dialect, written with nothing of ours. Not for several threads. */
public final class JsonClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final WebSocket socket;
    private volatile int closeCode = -1;

    private JsonClient(String url, Map<String, String> headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create(url), new Listening()).join();
    }

    /** Connected without saying who it is, as a browser does. */
    public static JsonClient connect(String url) {
        return new JsonClient(url, Map.of());
    }

    /** Connected with headers of its own. */
    public static JsonClient connect(String url, Map<String, String> headers) {
        return new JsonClient(url, headers);
    }

    /** Connected and known as a device. */
    public static JsonClient authenticated(String url, String device) throws InterruptedException {
        JsonClient client = connect(url);
        client.say("{\"type\":\"auth\",\"device_id\":\"" + device + "\",\"token\":\"t\",\"message_id\":\"a\"}");
        client.expect("auth_ok");
        return client;
    }

    public void say(String text) {
        socket.sendText(text, true).join();
    }

    public void sayBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next message. */
    public JsonNode next() throws InterruptedException {
        JsonNode message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came in " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    /** The next message, which must be of this type. */
    public JsonNode expect(String type) throws InterruptedException {
        JsonNode message = next();
        if (!message.path("type").asText().equals(type)) {
            throw new AssertionError("expected " + type + " but got " + shortened(message));
        }
        return message;
    }

    /** The next message, which must be an error of this code. */
    public JsonNode expectError(String code) throws InterruptedException {
        JsonNode error = expect("error");
        if (!error.path("data").path("error_code").asText().equals(code)) {
            throw new AssertionError("expected " + code + " but got " + shortened(error));
        }
        return error;
    }

    /** Waits for the end and returns the code of the close frame. */
    public int awaitClose() throws InterruptedException {
        if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not close in " + PATIENCE_SECONDS + " s");
        }
        return closeCode;
    }

    private static String shortened(JsonNode message) {
        String text = message.toString();
        return text.length() < 500 ? text : text.substring(0, 500);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    received.add(JSON.readTree(text.toString()));
                } catch (IOException broken) {
                    throw new AssertionError("the server's message is no JSON", broken);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.countDown();
        }
    }
}
