package dev.mynah.voice.provider.openai;

import dev.mynah.voice.provider.ProviderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one endpoint of an OpenAI-compatible service, on the calling thread: interrupting that thread ends
 * the request and its connection. Thread-safe. Every provider shares the one {@link HttpClient} it is given.
 */
public final class OpenAiWire {
    /** Each takes a connection; a fleet that speaks all at once must not use up the process's sockets. */
    private static final int MOST_AT_ONCE = 256;

    /** An error is explained in the beginning of its body, if anywhere. */
    private static final int ERROR_BODY = 16 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ERROR_BODY_WAIT = Duration.ofSeconds(1);

    private final OpenAiSettings settings;
    private final URI endpoint;
    private final HttpClient client;
    private final LongSupplier nanoTime;
    private final Refusals refusals;
    private final Semaphore free;

    /**
     * @param endpoint one of the names in {@link OpenAiAddress}
     * @param nanoTime monotonic nanoseconds
     */
    public OpenAiWire(OpenAiSettings settings, String endpoint, HttpClient client, LongSupplier nanoTime) {
        this(settings, endpoint, client, nanoTime, MOST_AT_ONCE);
    }

    OpenAiWire(OpenAiSettings settings, String endpoint, HttpClient client, LongSupplier nanoTime, int mostAtOnce) {
        this.free = new Semaphore(mostAtOnce);
        this.settings = settings;
        this.endpoint = OpenAiAddress.endpoint(settings.baseUrl(), endpoint);
        this.client = client;
        this.nanoTime = nanoTime;
        this.refusals = new Refusals(settings, this.endpoint.getScheme() + "://" + this.endpoint.getAuthority());
    }

    /**
     * The client all providers share. It follows no redirects, which would carry keys elsewhere.
     *
     * @param executor runs its callbacks; they are short
     */
    public static HttpClient sharedClient(Executor executor) {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    /** The time one answer may take, beginning now. */
    public Patience patience() {
        return new Patience(settings.deadlines(), nanoTime);
    }

    /**
     * Posts a body and waits for the head of a successful answer.
     *
     * @throws AttemptFailed when there was none; with kind {@code BUSY} when too many answers are under way
     */
    public Answer post(String contentType, BodyPublisher body, Patience patience)
            throws AttemptFailed, InterruptedException {
        if (!free.tryAcquire()) {
            throw AttemptFailed.lasting(failure(ProviderException.Kind.BUSY, "has too many requests under way"));
        }
        boolean answered = false;
        try {
            Answer answer = successful(exchange(contentType, body, patience));
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                free.release();
            }
        }
    }

    private Answer successful(HttpResponse<ArrivingBody> response) throws AttemptFailed, InterruptedException {
        if (response.statusCode() / 100 == 2) {
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(type.toLowerCase(Locale.ROOT), response.body(), free::release);
        }
        try (ArrivingBody refusal = response.body()) {
            throw refusals.status(
                    response.statusCode(),
                    beginning(refusal),
                    response.headers().firstValue("retry-after"));
        }
    }

    private HttpResponse<ArrivingBody> exchange(String contentType, BodyPublisher body, Patience patience)
            throws AttemptFailed, InterruptedException {
        long since = patience.now();
        try {
            return head(request(contentType, body), patience);
        } catch (IOException e) {
            throw refusals.connection(e);
        } finally {
            patience.spend(since);
        }
    }

    /** Not by a timeout of the request: since JDK 26 that covers the body too, which may take much longer. */
    private HttpResponse<ArrivingBody> head(HttpRequest request, Patience patience)
            throws IOException, InterruptedException {
        ArrivingBody body = new ArrivingBody();
        var answer = client.sendAsync(request, _ -> body);
        boolean came = false;
        try {
            HttpResponse<ArrivingBody> head = answer.get(patience.left(), TimeUnit.NANOSECONDS);
            came = true;
            return head;
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            if (!came) {
                answer.cancel(true);
                body.close();
            }
        }
    }

    private HttpRequest request(String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", contentType)
                .POST(body);
        if (settings.apiKey().present()) {
            request.header("Authorization", "Bearer " + settings.apiKey().secret());
        }
        if ("http".equalsIgnoreCase(endpoint.getScheme())) {
            // The client would ask to upgrade to HTTP/2; some Python servers then lose the body.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        return request.build();
    }

    private String beginning(ArrivingBody body) throws InterruptedException {
        Patience brief =
                new Patience(new OpenAiSettings.Deadlines(ERROR_BODY_WAIT, ERROR_BODY_WAIT, ERROR_BODY_WAIT), nanoTime);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            for (ByteBuffer bytes = body.next(brief);
                    bytes != null && text.size() < ERROR_BODY;
                    bytes = body.next(brief)) {
                text.writeBytes(array(bytes));
            }
        } catch (IOException e) {
            return text.toString(StandardCharsets.UTF_8); // the status says enough
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads the rest of an answer.
     *
     * @param limit most bytes that make sense
     */
    public byte[] readAll(ArrivingBody body, int limit, Patience patience) throws AttemptFailed, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer bytes = next(body, patience); bytes != null; bytes = next(body, patience)) {
            all.writeBytes(array(bytes));
            if (all.size() > limit) {
                throw AttemptFailed.lasting(senseless("answered more than " + limit + " bytes"));
            }
        }
        return all.toByteArray();
    }

    /** The next bytes of an answer, or null at its end; a broken connection may be worth another attempt. */
    public @Nullable ByteBuffer next(ArrivingBody body, Patience patience) throws AttemptFailed, InterruptedException {
        try {
            return body.next(patience);
        } catch (IOException e) {
            throw refusals.connection(e);
        }
    }

    /** An answer that came but makes no sense. */
    public ProviderException senseless(String what) {
        return refusals.senseless(what);
    }

    /** A failure in words that begin with the provider's name. */
    public ProviderException failure(ProviderException.Kind kind, String what) {
        return refusals.failure(kind, what);
    }

    /** Words a service sent, in brackets, shortened and without the key. */
    public String quoted(String body) {
        return refusals.quoted(body);
    }

    static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /**
     * A successful answer whose body still arrives. Must be closed, once.
     *
     * @param contentType in lower case; empty when none was given
     * @param onClose makes room for another request
     */
    public record Answer(String contentType, ArrivingBody body, Runnable onClose) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
            onClose.run();
        }
    }
}
