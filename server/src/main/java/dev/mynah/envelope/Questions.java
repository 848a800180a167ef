package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.envelope.EnvelopeErrorCode;
import dev.mynah.protocol.envelope.EnvelopeReply;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.support.Lane;
import dev.mynah.support.Scheduler.Cancellable;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.audio.format.SoundFiles;
import dev.mynah.voice.audio.format.SoundFormat;
import dev.mynah.voice.audio.format.UnreadableSoundException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one connection: one at a time goes to the session, a few wait, the next is refused; each gets exactly one
 * {@code response} or {@code error}, in the order they came. Confined to the conversation's lane.
 */
final class Questions {
    /** Questions that may wait for their turn. */
    static final int MAX_WAITING = 4;

    /** The session's own limits end a turn long before this. */
    static final Duration ANSWER_WITHIN = Duration.ofMinutes(3);

    /** A stream of which so long no chunk comes is given up. */
    static final Duration NEXT_CHUNK_WITHIN = Duration.ofSeconds(30);

    /** Speech beyond this is fetched, not sent. */
    private static final int MAX_AUDIO_BYTES = 1 << 20;

    private final EnvelopeServices services;
    private final DeviceSession session;
    private final String base;
    private final Collected collected;
    private final Outbox outbox;
    private final Lane lane;
    private final Sealing sealing;
    private final SoundFiles files;
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn current;
    private @Nullable IncomingStream stream;
    private @Nullable Cancellable nextChunk;
    private @Nullable String preferred;

    Questions(
            EnvelopeServices services,
            DeviceSession session,
            String base,
            Collected collected,
            Outbox outbox,
            Lane lane,
            Sealing sealing) {
        this.services = services;
        this.session = session;
        this.base = base;
        this.collected = collected;
        this.outbox = outbox;
        this.lane = lane;
        this.sealing = sealing;
        this.files = new SoundFiles(services.codec());
    }

    /** The format in which speech is wanted inside responses; null leaves it to the question. */
    void prefers(@Nullable String format) {
        preferred = format;
    }

    /** A question that is there as a whole. */
    void ask(String id, EnvelopeRequest request) {
        Turn turn = new Turn(id, request);
        if (current == null) {
            begin(turn);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(turn);
        } else {
            outbox.fail(id, EnvelopeErrorCode.BUSY, MAX_WAITING + " questions wait for their answer already");
        }
    }

    /** A question that will come in chunks; it is heard while it comes, so nothing else may be under way. */
    void begin(String id, EnvelopeRequest.StreamStart start) {
        Optional<SoundFormat> format = Sounds.format(start.description());
        if (current != null) {
            outbox.fail(id, EnvelopeErrorCode.BUSY, "A stream can begin when the question before it is answered");
        } else if (format.isEmpty()) {
            outbox.fail(id, EnvelopeErrorCode.UNSUPPORTED_FORMAT, Sounds.UNKNOWN, Sounds.unknown(start.description()));
        } else {
            try {
                stream = new IncomingStream(start, Sounds.hear(format.get(), start.description(), services), id);
            } catch (UnreadableSoundException wrong) {
                outbox.fail(id, Sounds.code(wrong), wrong.reason(), Sounds.details(start.description(), wrong));
                return;
            }
            current = new Turn(id, start);
            session.receive(new DeviceMessage.Listen.Start(ListenMode.MANUAL));
            watchStream();
            outbox.send(id, new EnvelopeReply.StreamProgress(start.streamId(), 0));
        }
    }

    void chunk(String id, EnvelopeRequest.StreamChunk chunk) {
        IncomingStream open = stream;
        if (open == null || !open.id().equals(chunk.streamId())) {
            outbox.fail(id, EnvelopeErrorCode.STREAM_UNKNOWN, "No such stream is open");
        } else if (!open.isNext(chunk.number())) {
            outbox.fail(
                    id,
                    EnvelopeErrorCode.STREAM_CHUNK_OUT_OF_ORDER,
                    "Chunk " + open.expected() + " comes next; go on from there",
                    missing(open, chunk.number()));
        } else if (!open.fits(chunk.data().length)) {
            outbox.fail(id, EnvelopeErrorCode.AUDIO_PROCESSING_FAILED, "The chunk is larger than chunk_size said");
        } else {
            take(open, chunk);
        }
    }

    /** A stream of unknown length is over. */
    void end(String id, EnvelopeRequest.StreamEnd end) {
        IncomingStream open = stream;
        if (open == null || !open.id().equals(end.streamId())) {
            outbox.fail(id, EnvelopeErrorCode.STREAM_UNKNOWN, "No such stream is open");
        } else if (open.total() > open.received()) {
            giveUp(open, EnvelopeErrorCode.STREAM_INCOMPLETE, "Chunks are missing", missing(open, open.total()));
        } else {
            finish(open);
        }
    }

    void heard(String text) {
        outbox.send(current == null ? "" : current.messageId(), new EnvelopeReply.Heard(text));
    }

    /** The session has nothing more to do for what was asked. */
    void rested() {
        Collected.Whole whole = collected.take();
        Turn turn = current;
        if (turn == null) {
            if (!whole.empty()) {
                respond("", whole, 0, preferred); // something the server says by itself, such as a timer that is over
            }
            return;
        }
        closeStream();
        current = null;
        turn.over();
        if (!turn.failed()) {
            answer(turn, whole);
        }
        Turn next = waiting.poll();
        if (next != null) {
            begin(next);
        }
    }

    void close() {
        closeStream();
        waiting.clear();
        if (current != null) {
            current.over();
        }
    }

    private void begin(Turn turn) {
        switch (turn.request()) {
            case EnvelopeRequest.Audio audio -> listen(turn, audio);
            case EnvelopeRequest.VoiceCommand command -> read(turn, command);
            default -> throw new IllegalStateException("no question: " + turn.request());
        }
    }

    private void listen(Turn turn, EnvelopeRequest.Audio audio) {
        try {
            short[] samples = Sounds.samples(audio, services, sealing);
            current = turn;
            session.receive(new DeviceMessage.Listen.Start(ListenMode.MANUAL));
            session.receive(samples);
            session.receive(new DeviceMessage.Listen.Stop());
            asked(turn);
        } catch (UnreadableSoundException wrong) {
            outbox.fail(
                    turn.messageId(), Sounds.code(wrong), wrong.reason(), Sounds.details(audio.description(), wrong));
            beginNext();
        }
    }

    private void read(Turn turn, EnvelopeRequest.VoiceCommand command) {
        if (command.command().isBlank()) {
            outbox.fail(turn.messageId(), EnvelopeErrorCode.NO_SPEECH, "The command is empty");
            beginNext();
            return;
        }
        current = turn;
        session.receive(new DeviceMessage.Listen.Start(ListenMode.MANUAL));
        session.ask(command.command());
        asked(turn);
    }

    private void beginNext() {
        Turn next = waiting.poll();
        if (next != null) {
            begin(next);
        }
    }

    private void asked(Turn turn) {
        long now = services.scheduler().nanoTime();
        turn.asked(now, services.scheduler().at(now + ANSWER_WITHIN.toNanos(), () -> lane.execute(() -> late(turn))));
    }

    private void late(Turn turn) {
        if (turn == current && !turn.failed()) {
            abandon(turn, EnvelopeErrorCode.TIMEOUT, "There was no answer in time", JsonText.newObject());
        }
    }

    private void abandon(Turn turn, EnvelopeErrorCode code, String why, ObjectNode details) {
        outbox.fail(turn.messageId(), code, why, details);
        turn.fail();
        // Once the session has let go of it, it rests, and the next question begins.
        session.receive(new DeviceMessage.Abort(null));
    }

    private void take(IncomingStream open, EnvelopeRequest.StreamChunk chunk) {
        try {
            byte[] bytes = Unpacking.unpack(sealing.open(chunk.data(), open.description()), open.compression());
            session.receive(open.sound().accept(bytes));
        } catch (UnreadableSoundException wrong) {
            giveUp(open, Sounds.code(wrong), wrong.reason(), Sounds.details(open.description(), wrong));
            return;
        }
        open.took(chunk.number());
        watchStream();
        if (open.complete()) {
            finish(open);
        }
    }

    private void finish(IncomingStream open) {
        Turn turn = current;
        try {
            session.receive(open.sound().finish());
        } catch (UnreadableSoundException wrong) {
            giveUp(open, Sounds.code(wrong), wrong.reason(), Sounds.details(open.description(), wrong));
            return;
        }
        closeStream();
        session.receive(new DeviceMessage.Listen.Stop());
        if (turn != null) {
            asked(turn);
        }
    }

    private void giveUp(IncomingStream open, EnvelopeErrorCode code, String why, ObjectNode details) {
        closeStream();
        details.put("stream_id", open.id());
        Turn turn = current;
        if (turn != null) {
            abandon(turn, code, why, details);
        }
    }

    private void watchStream() {
        if (nextChunk != null) {
            nextChunk.cancel();
        }
        long due = services.scheduler().nanoTime() + NEXT_CHUNK_WITHIN.toNanos();
        IncomingStream watched = stream;
        nextChunk = services.scheduler()
                .at(
                        due,
                        () -> lane.execute(() -> {
                            if (watched != null && watched == stream) {
                                giveUp(
                                        watched,
                                        EnvelopeErrorCode.STREAM_INCOMPLETE,
                                        "No chunk came for " + NEXT_CHUNK_WITHIN.toSeconds() + " s",
                                        missing(watched, watched.total()));
                            }
                        }));
    }

    private void closeStream() {
        if (nextChunk != null) {
            nextChunk.cancel();
            nextChunk = null;
        }
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private static ObjectNode missing(IncomingStream open, int received) {
        return JsonText.newObject()
                .put("stream_id", open.id())
                .put("expected_chunk", open.expected())
                .put("received_chunk", received)
                .put("received_chunks", open.received())
                .put("total_chunks", open.total());
    }

    private void answer(Turn turn, Collected.Whole whole) {
        if (whole.empty() && whole.heard() == null) {
            outbox.fail(turn.messageId(), EnvelopeErrorCode.NO_SPEECH, "Nothing was said, or nothing was understood");
            return;
        }
        String format = preferred == null ? Sounds.replyFormat(turn.request()) : preferred;
        respond(turn.messageId(), whole, turn.millisSince(services.scheduler().nanoTime()), format);
    }

    private void respond(String inReplyTo, Collected.Whole whole, long millis, @Nullable String wanted) {
        boolean spoken = whole.samples().length > 0;
        WavFile sound = new WavFile(EnvelopeLink.FORMAT.sampleRate(), whole.samples());
        // Whoever seals what is said does not want it fetched in the clear.
        String url = spoken && !sealing.active()
                ? base + "/api/v1/audio/" + services.answers().keep(sound)
                : null;
        byte[] data = null;
        String format = null;
        Optional<SoundFormat> inside = wanted == null || !spoken ? Optional.empty() : SoundFormat.named(wanted);
        if (inside.isPresent()) {
            byte[] file = files.write(sound, inside.get());
            data = file.length > MAX_AUDIO_BYTES ? null : sealing.seal(file);
            format = data == null ? null : inside.get().wireName();
        }
        boolean sealed = data != null && sealing.active();
        outbox.send(
                inReplyTo,
                new EnvelopeReply.Response(whole.text(), url, format, data, sealed, whole.actions(), millis));
    }
}
