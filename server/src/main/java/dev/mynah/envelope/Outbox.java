package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.envelope.Envelope;
import dev.mynah.protocol.envelope.EnvelopeErrorCode;
import dev.mynah.protocol.envelope.EnvelopeReplies;
import dev.mynah.protocol.envelope.EnvelopeReply;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.session.TextChannel;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Puts what is said to one device in its envelope and sends it. Thread-safe. */
final class Outbox {
    private final TextChannel channel;
    private final InstantSource clock;
    private final AtomicLong sent = new AtomicLong();
    private volatile String device = "";

    Outbox(TextChannel channel, InstantSource clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** From now on messages are for this device. */
    void to(String deviceId) {
        device = deviceId;
    }

    /** @param inReplyTo the message that is answered; empty when none is */
    void send(String inReplyTo, EnvelopeReply reply) {
        Envelope<EnvelopeReply> envelope = new Envelope<>("s" + sent.incrementAndGet(), device, reply);
        channel.send(EnvelopeReplies.encode(envelope, inReplyTo, clock.instant().toString()));
    }

    void fail(String inReplyTo, EnvelopeErrorCode code, String message) {
        fail(inReplyTo, code, message, JsonText.newObject());
    }

    void fail(String inReplyTo, EnvelopeErrorCode code, String message, ObjectNode details) {
        send(inReplyTo, new EnvelopeReply.Failure(code, message, details));
    }
}
