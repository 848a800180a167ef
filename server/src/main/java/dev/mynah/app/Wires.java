package dev.mynah.app;

import dev.mynah.api.PublicAddress;
import dev.mynah.api.SpokenAnswerResource;
import dev.mynah.config.Configuration;
import dev.mynah.envelope.EnvelopeDialect;
import dev.mynah.envelope.EnvelopeServices;
import dev.mynah.envelope.LatestNews;
import dev.mynah.envelope.SpokenAnswers;
import dev.mynah.ota.ServerAddress;
import dev.mynah.session.ChannelTickets;
import dev.mynah.session.DeviceGate;
import dev.mynah.session.Sessions;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.transport.websocket.Conversations;
import dev.mynah.transport.websocket.WebSocketEndpoint;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.format.SoundFiles;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The wires of apps and home-made devices, put together. */
final class Wires {
    private static final int REMEMBERED_DEVICES = 10_000;

    private final Configuration configuration;
    private final Sessions sessions;
    private final Executor threads;
    private final SoundFiles files;
    private final SpokenAnswers answers;
    private final LatestNews news = new LatestNews(REMEMBERED_DEVICES);
    private final EnvelopeDialect dialect;

    Wires(
            Configuration configuration,
            Sessions sessions,
            DeviceGate gate,
            OpusCodec codec,
            InstantSource clock,
            Scheduler scheduler,
            Executor threads) {
        this.configuration = configuration;
        this.sessions = sessions;
        this.threads = threads;
        this.files = new SoundFiles(codec);
        this.answers = new SpokenAnswers(
                clock,
                new SecureRandom(),
                configuration.answers().keep(),
                configuration.answers().bytes());
        this.dialect = new EnvelopeDialect(new EnvelopeServices(
                sessions, gate, news, answers, codec, configuration.voice().maxUtterance(), clock, scheduler, threads));
    }

    /** The WebSocket, on which both dialects are spoken. */
    WebSocketEndpoint webSocket(
            Vertx vertx, PublicAddress address, RequestDeadlines deadlines, ChannelTickets tickets) {
        Conversations conversations = new Conversations(
                sessions,
                dialect,
                configuration.limits().helloTimeout(),
                configuration.limits().textFrameBytes());
        return new WebSocketEndpoint(
                vertx,
                conversations,
                tickets,
                request -> address.of(request).map(ServerAddress::base).orElse(""),
                deadlines);
    }

    /** What apps fetch. */
    void mount(Router router) {
        new SpokenAnswerResource(answers, files, threads).mount(router);
    }

    /** What devices said of themselves. */
    LatestNews news() {
        return news;
    }
}
