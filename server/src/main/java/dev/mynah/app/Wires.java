package dev.mynah.app;

import dev.mynah.api.PublicAddress;
import dev.mynah.api.Resource;
import dev.mynah.api.SpokenAnswerResource;
import dev.mynah.config.Configuration;
import dev.mynah.config.SerialSettings;
import dev.mynah.envelope.DeviceNews;
import dev.mynah.envelope.EnvelopeDialect;
import dev.mynah.envelope.EnvelopeServices;
import dev.mynah.envelope.SealFingerprint;
import dev.mynah.envelope.SpokenAnswers;
import dev.mynah.ota.ServerAddress;
import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.protocol.serial.SerialIds;
import dev.mynah.session.ChannelTickets;
import dev.mynah.session.ControlLinks;
import dev.mynah.session.Sessions;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.transport.serial.SerialPortOptions;
import dev.mynah.transport.serial.SerialPorts;
import dev.mynah.transport.websocket.Conversations;
import dev.mynah.transport.websocket.WebSocketEndpoint;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.format.SoundFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wires of apps and home-made devices, put together. */
final class Wires implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wires.class);

    private final Configuration configuration;
    private final Sessions sessions;
    private final SoundFiles files;
    private final SpokenAnswers answers;
    private final EnvelopeDialect dialect;
    private final ControlLinks controlled;
    private final SerialPorts serial;

    /** @param news learns what devices say of themselves */
    Wires(
            Configuration configuration,
            Sessions sessions,
            DeviceNews news,
            OpusCodec codec,
            InstantSource clock,
            Scheduler scheduler,
            Executor threads) {
        this.configuration = configuration;
        this.sessions = sessions;
        this.controlled = new ControlLinks(new ControlNews(news));
        this.files = new SoundFiles(codec);
        this.answers = new SpokenAnswers(
                clock,
                new SecureRandom(),
                configuration.answers().keep(),
                configuration.answers().bytes());
        this.dialect = new EnvelopeDialect(new EnvelopeServices(
                sessions,
                news,
                answers,
                codec,
                configuration.voice().maxUtterance(),
                clock,
                scheduler,
                sealKeys(configuration),
                threads));
        this.serial = new SerialPorts(
                configuration.serialPorts().stream().map(Wires::options).toList(),
                controlled,
                scheduler,
                Thread.ofPlatform().name("serial-", 0).daemon().factory());
    }

    private static @Nullable KeyPair sealKeys(Configuration configuration) {
        if (!configuration.sealedSound()) {
            return null;
        }
        try {
            KeyPair keys = SealKeyFile.at(configuration.data().resolve("envelope-key.pem"));
            log.info("Apps may seal their sound; fingerprint of the key: {}", SealFingerprint.of(keys.getPublic()));
            return keys;
        } catch (IOException unusable) {
            throw new UncheckedIOException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static SerialPortOptions options(SerialSettings port) {
        return new SerialPortOptions(
                port.name(),
                port.path(),
                new SerialPortOptions.LineParameters(
                        port.baud(),
                        port.dataBits(),
                        port.stopBits(),
                        SerialPortOptions.Parity.valueOf(port.parity().name())),
                SerialCodec.Dialect.valueOf(port.dialect().name()),
                port.device() == null ? SerialIds.of(port.name()) : port.device(),
                port.answerWithin(),
                port.poll());
    }

    /** Begins to serve what does not wait for connections. */
    void start() {
        serial.start();
    }

    @Override
    public void close() {
        serial.close();
    }

    /** The devices that can be told to do something. */
    ControlLinks controlled() {
        return controlled;
    }

    /** The WebSocket, on which both dialects are spoken. */
    WebSocketEndpoint webSocket(Vertx vertx, RequestDeadlines deadlines, ChannelTickets tickets) {
        PublicAddress address = new PublicAddress(configuration.http());
        Conversations conversations = new Conversations(
                sessions,
                dialect,
                configuration.limits().helloTimeout(),
                configuration.limits().textFrameBytes());
        return new WebSocketEndpoint(
                vertx,
                conversations,
                tickets,
                request -> address.ofUpgrade(request).map(ServerAddress::base).orElse(""),
                deadlines);
    }

    /** What apps fetch. */
    List<Resource> resources() {
        return List.of(new SpokenAnswerResource(answers, files));
    }
}
