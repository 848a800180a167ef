package dev.mynah.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that speaks the OpenAI HTTP protocol on loopback and does what a test scripted, misbehaviour included.
 * Answers are scripted per endpoint and used once, in order; a request nobody scripted is answered 500. Thread-safe.
 *
 * <pre>{@code
 * try (FakeOpenAi fake = FakeOpenAi.start()) {
 *     fake.chat(FakeAnswer.toolCall("call_1", "self_lamp_on", "{}"));
 *     fake.chat(FakeAnswer.text("It ", "is on."));
 *     fake.transcription(FakeAnswer.transcript("turn the lamp on"));
 *     fake.speech(FakeAnswer.pcm(samples));
 *     // use fake.baseUrl()
 * }
 * }</pre>
 */
public final class FakeOpenAi implements AutoCloseable {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";
    private static final String SPEECH = "/v1/audio/speech";

    private final ServerSocket listener;
    private final Map<String, Queue<FakeAnswer>> scripts = Map.of(
            CHAT, new ConcurrentLinkedQueue<>(),
            TRANSCRIPTIONS, new ConcurrentLinkedQueue<>(),
            SPEECH, new ConcurrentLinkedQueue<>());
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore hangUps = new Semaphore(0);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private FakeOpenAi(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on a free port of the loopback interface. */
    public static FakeOpenAi start() throws IOException {
        FakeOpenAi fake = new FakeOpenAi(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("fake-openai").start(fake::acceptConnections);
        return fake;
    }

    /** Address with the version, such as {@code http://127.0.0.1:40123/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    /** Scripts the answer to the next chat request that has none yet. */
    public FakeOpenAi chat(FakeAnswer answer) {
        return script(CHAT, answer);
    }

    public FakeOpenAi transcription(FakeAnswer answer) {
        return script(TRANSCRIPTIONS, answer);
    }

    public FakeOpenAi speech(FakeAnswer answer) {
        return script(SPEECH, answer);
    }

    private FakeOpenAi script(String path, FakeAnswer answer) {
        queue(path).add(answer);
        return this;
    }

    private Queue<FakeAnswer> queue(String path) {
        Queue<FakeAnswer> queue = scripts.get(path);
        return queue == null ? new ConcurrentLinkedQueue<>() : queue;
    }

    /** All complete requests so far, oldest first. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Waits until one more request than before has come. */
    public void awaitRequest() throws InterruptedException {
        await(arrived, "no request came");
    }

    /** Waits until a client has closed the connection on which a stalling or endless answer runs. */
    public void awaitHangUp() throws InterruptedException {
        await(hangUps, "the client kept the connection");
    }

    private static void await(Semaphore event, String otherwise) throws InterruptedException {
        if (!event.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new AssertionError(otherwise);
        }
    }

    /** How many connections were ever made. */
    public int connections() {
        return connections.get();
    }

    private void acceptConnections() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("fake-openai-connection").start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            boolean reusable = true;
            while (reusable) {
                RecordedRequest request = RecordedRequest.read(socket.getInputStream());
                requests.add(request);
                arrived.release();
                reusable = answer(request, socket);
            }
        } catch (IOException | InterruptedException e) {
            // the client, or close(), ended the connection
        } finally {
            open.remove(socket);
        }
    }

    private boolean answer(RecordedRequest request, Socket socket) throws IOException, InterruptedException {
        FakeAnswer answer = queue(request.path()).poll();
        FakeExchange exchange = new FakeExchange(socket, hangUps::release);
        if (answer == null) {
            FakeAnswer.error(500, "nothing scripted for " + request.path()).play(exchange);
            return true;
        }
        try {
            answer.play(exchange);
        } catch (SocketException e) {
            hangUps.release();
            return false;
        }
        return exchange.reusable();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
