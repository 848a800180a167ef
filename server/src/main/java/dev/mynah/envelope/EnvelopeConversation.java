package dev.mynah.envelope;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.envelope.Envelope;
import dev.mynah.protocol.envelope.EnvelopeDecoded;
import dev.mynah.protocol.envelope.EnvelopeErrorCode;
import dev.mynah.protocol.envelope.EnvelopeReply;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.Features;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.Knock;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.Sessions;
import dev.mynah.session.TextChannel;
import dev.mynah.session.TextDialect;
import dev.mynah.support.Lane;
import dev.mynah.support.Scheduler.Cancellable;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of the dialect. Everything happens on a lane of its own, one thing after another; what comes faster than it
 * is done is refused by name.
 */
final class EnvelopeConversation implements TextDialect.Conversation {
    private static final Logger log = LoggerFactory.getLogger(EnvelopeConversation.class);
    /** Messages that may wait to be read, each up to a megabyte. */
    private static final int LANE_CAPACITY = 8;

    private static final Duration LANE_LINGER = Duration.ofSeconds(2);
    /** A connection on which so long nothing comes, not even a ping, is dead. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** The status of a refusal for want of room. */
    private static final int BUSY = 503;

    private final EnvelopeServices services;
    private final TextChannel channel;
    private final Outbox outbox;
    private final Lane lane;
    private final Collected collected = new Collected();
    private final Capabilities capabilities = new Capabilities();
    private final Sealing sealing;
    private volatile @Nullable DeviceSession session;
    private volatile boolean over;
    private @Nullable Questions questions;
    private volatile long lastHeard;
    private volatile Cancellable silence;

    EnvelopeConversation(EnvelopeServices services, TextChannel channel) {
        this.services = services;
        this.channel = channel;
        this.outbox = new Outbox(channel, services.clock());
        this.sealing = new Sealing(services.sealKeys());
        this.lane = new Lane(services.threads(), LANE_CAPACITY, LANE_LINGER);
        this.lastHeard = services.scheduler().nanoTime();
        this.silence = watchSilence();
    }

    /** The connection has shown before its first message who it is. */
    void proven(Sessions.Admission.Admitted admitted) {
        lane.execute(() -> open(admitted));
    }

    @Override
    public void text(String text) {
        lastHeard = services.scheduler().nanoTime();
        if (!lane.offer(() -> receive(text))) {
            outbox.fail("", EnvelopeErrorCode.BUSY, "Messages come faster than they are read; this one was not");
        }
    }

    @Override
    public void strange() {
        outbox.fail(
                "",
                EnvelopeErrorCode.WRONG_DIALECT,
                "Binary messages belong to the firmware's dialect; send audio_data");
    }

    @Override
    public void closed(SessionEnd seen) {
        over = true;
        silence.cancel();
        lane.execute(() -> {
            if (questions != null) {
                questions.close();
            }
            DeviceSession open = session;
            if (open != null) {
                services.sessions().wireClosed(open, seen);
            }
        });
    }

    private Cancellable watchSilence() {
        return services.scheduler().at(lastHeard + IDLE.toNanos(), () -> {
            if (over) {
                return;
            }
            if (services.scheduler().nanoTime() - lastHeard >= IDLE.toNanos()) {
                channel.close(SessionEnd.IDLE);
            } else {
                silence = watchSilence();
            }
        });
    }

    private void receive(String text) {
        if (over) {
            return;
        }
        switch (EnvelopeRequests.decode(text)) {
            case EnvelopeDecoded.Malformed broken -> outbox.fail(broken.messageId(), broken.code(), broken.reason());
            case EnvelopeDecoded.Valid valid -> handle(valid.envelope());
        }
    }

    private void handle(Envelope<EnvelopeRequest> envelope) {
        DeviceSession open = session;
        Questions asked = questions;
        if (envelope.message() instanceof EnvelopeRequest.Auth auth) {
            authenticate(envelope.messageId(), auth, open);
        } else if (open == null || asked == null) {
            outbox.fail(
                    envelope.messageId(), EnvelopeErrorCode.AUTH_REQUIRED, "Send an auth message before anything else");
        } else {
            handle(envelope.messageId(), envelope.message(), open.deviceId(), asked);
        }
    }

    private void handle(String id, EnvelopeRequest request, DeviceId device, Questions asked) {
        switch (request) {
            case EnvelopeRequest.Register register -> register(id, register, device, asked);
            case EnvelopeRequest.Ping ping -> {
                services.news().status(device, ping.status());
                outbox.send(id, new EnvelopeReply.Pong());
            }
            case EnvelopeRequest.Audio audio -> question(id, audio, asked);
            case EnvelopeRequest.VoiceCommand command -> question(id, command, asked);
            case EnvelopeRequest.StreamStart start -> {
                carryOut(capabilities.settled());
                asked.begin(id, start);
            }
            case EnvelopeRequest.StreamChunk chunk -> asked.chunk(id, chunk);
            case EnvelopeRequest.StreamEnd end -> asked.end(id, end);
            case EnvelopeRequest.CommandResult result ->
                log.debug("Command {} of {}: {}", result.commandId(), device, result.status());
            case EnvelopeRequest.PublicKeyWanted wanted -> publicKey(id);
            case EnvelopeRequest.KeyExchange exchange -> exchange(id, exchange);
            case EnvelopeRequest.Auth auth -> {}
            case EnvelopeRequest.Unknown unknown ->
                outbox.fail(id, EnvelopeErrorCode.UNKNOWN_TYPE, "There is no type '" + shortened(unknown.type()) + "'");
        }
    }

    private void question(String id, EnvelopeRequest request, Questions asked) {
        carryOut(capabilities.settled());
        asked.ask(id, request);
    }

    private void authenticate(String id, EnvelopeRequest.Auth auth, @Nullable DeviceSession open) {
        Optional<DeviceId> device = DeviceId.parse(auth.deviceId());
        if (open != null) {
            if (device.isPresent() && open.deviceId().equals(device.get())) {
                outbox.send(id, new EnvelopeReply.AuthOk(open.id()));
            } else {
                outbox.fail(id, EnvelopeErrorCode.AUTH_FAILED, "This connection is that of another device");
            }
            return;
        }
        if (device.isEmpty()) {
            refuse(id, "device_id must be the device's address, such as aa:bb:cc:dd:ee:ff");
            return;
        }
        switch (services.sessions().admit(new Knock(device.get().mac(), null, new Knock.Said(auth.token())))) {
            case Sessions.Admission.Admitted admitted ->
                outbox.send(id, new EnvelopeReply.AuthOk(open(admitted).id()));
            case Sessions.Admission.Unidentified nobody -> nobody.place().leave(); // only a wire that asks for it
            case Sessions.Admission.Refused refused
            when refused.status() == BUSY -> {
                outbox.fail(id, EnvelopeErrorCode.BUSY, refused.reason());
                channel.close(SessionEnd.OVERLOADED);
            }
            case Sessions.Admission.Refused refused ->
                refuse(id, "The device is not known here, or its token is not the right one");
        }
    }

    private void refuse(String id, String why) {
        outbox.fail(id, EnvelopeErrorCode.AUTH_FAILED, why);
        channel.close(SessionEnd.UNAUTHENTICATED);
    }

    private DeviceSession open(Sessions.Admission.Admitted admitted) {
        outbox.to(admitted.device().mac());
        DeviceMessage.Hello hello = new DeviceMessage.Hello(
                1, new Features(true, false, false), channel.transport(), AudioParams.UPLINK, null);
        String id = services.sessions().newId();
        DeviceSession opened =
                services.sessions().open(id, admitted, hello, new EnvelopeLink(channel, collected, new Told()));
        channel.identified(EnvelopeRequests.MAX_LENGTH);
        questions = new Questions(services, opened, channel.base(), collected, outbox, lane, sealing);
        session = opened;
        opened.opened();
        return opened;
    }

    private void register(String id, EnvelopeRequest.Register register, DeviceId device, Questions asked) {
        services.news().registered(device, register);
        asked.prefers(register.replyAudio());
        carryOut(capabilities.named(register.capabilities()));
        outbox.send(id, new EnvelopeReply.Registered(register.deviceType(), register.capabilities()));
    }

    private void publicKey(String id) {
        sealing.keys()
                .map(KeyPair::getPublic)
                .ifPresentOrElse(
                        key -> outbox.send(id, new EnvelopeReply.ServerKey(key.getEncoded(), SealFingerprint.of(key))),
                        () -> outbox.fail(
                                id,
                                EnvelopeErrorCode.ENCRYPTION_UNAVAILABLE,
                                "This server seals no sound (security.envelope); use wss:// where you can"));
    }

    private void exchange(String id, EnvelopeRequest.KeyExchange exchange) {
        if (sealing.exchange(exchange.wrapped())) {
            outbox.send(id, new EnvelopeReply.KeysExchanged());
        } else {
            outbox.fail(
                    id,
                    EnvelopeErrorCode.ENCRYPTION_UNAVAILABLE,
                    "The secret cannot be read, or nothing is sealed here");
        }
    }

    private void carryOut(Capabilities.Outcome outcome) {
        outcome.action().ifPresent(collected::action);
        DeviceSession open = session;
        if (open != null) {
            outcome.reply().ifPresent(open::receive);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** What the session has to say, brought to this conversation's lane. */
    private final class Told implements EnvelopeLink.Listener {
        @Override
        public void heard(String text) {
            lane.execute(() -> {
                if (questions != null) {
                    questions.heard(text);
                }
            });
        }

        @Override
        public void asks(ServerMessage.Mcp request) {
            lane.execute(() -> carryOut(capabilities.request(request.payload())));
        }

        @Override
        public void shows(ServerMessage.Alert alert) {
            outbox.send("", new EnvelopeReply.Notification(alert.status(), alert.message(), alert.emotion()));
        }

        @Override
        public void reboots() {
            outbox.send("", new EnvelopeReply.Command(services.sessions().newId(), "reboot", JsonText.newObject()));
        }

        @Override
        public void resting() {
            lane.execute(() -> {
                if (questions != null) {
                    questions.rested();
                }
            });
        }
    }
}
