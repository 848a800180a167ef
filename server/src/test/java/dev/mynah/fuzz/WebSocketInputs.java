package dev.mynah.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** What damaged peers send after the upgrade: frames of damaged messages, and damaged frames. Not thread-safe. */
public final class WebSocketInputs {
    private static final byte[] MASK = {0, 0, 0, 0};

    private final List<byte[]> messages;
    private final Mutations damagedMessages;
    private final Mutations damagedFrames;

    public WebSocketInputs(long seed) throws IOException {
        this.messages = Corpus.lines("json/messages.txt");
        this.damagedMessages = new Mutations(messages, seed);
        this.damagedFrames = new Mutations(Corpus.hex("websocket/frames.hex"), seed + 1);
    }

    /** Everything one connection sends: half of them say properly who they are first. */
    public byte[] connection() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (damagedFrames.below(2) == 0) {
            all.writeBytes(frame(0x81, messages.getFirst()));
        }
        for (int i = 1 + damagedFrames.below(6); i > 0; i--) {
            all.writeBytes(
                    damagedFrames.below(4) == 0
                            ? damagedFrames.next()
                            : frame(damagedFrames.below(8) == 0 ? 0x82 : 0x81, damagedMessages.next()));
        }
        return all.toByteArray();
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0xfe);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(MASK);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
