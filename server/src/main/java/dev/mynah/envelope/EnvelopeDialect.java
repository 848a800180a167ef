package dev.mynah.envelope;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.session.Sessions;
import dev.mynah.session.TextChannel;
import dev.mynah.session.TextDialect;
import dev.mynah.voice.audio.format.SoundFiles;
import java.util.Optional;

/** The JSON envelope dialect (documented protocols §3), told from the firmware's by its first message. Thread-safe. */
public final class EnvelopeDialect implements TextDialect {
    /** How speech has to come to a session of this dialect: samples at the rate of the files that are made of it. */
    public static final AudioParams SPEECH = new AudioParams("pcm", SoundFiles.FILE_RATE, 1, 60);

    private final EnvelopeServices services;

    public EnvelopeDialect(EnvelopeServices services) {
        this.services = services;
    }

    @Override
    public boolean begins(String firstText) {
        return EnvelopeRequests.begins(firstText);
    }

    @Override
    public Conversation begin(TextChannel channel, Optional<Sessions.Admission.Admitted> admitted) {
        EnvelopeConversation conversation = new EnvelopeConversation(services, channel);
        admitted.ifPresent(conversation::proven);
        return conversation;
    }
}
