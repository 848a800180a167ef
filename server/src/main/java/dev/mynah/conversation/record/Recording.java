package dev.mynah.conversation.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The latest packets of one direction, bounded: the oldest make room. Not thread-safe. */
final class Recording {
    private final int limit;
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();

    Recording(int limit) {
        this.limit = limit;
    }

    void add(byte[] packet) {
        packets.addLast(packet);
        if (packets.size() > limit) {
            packets.removeFirst();
        }
    }

    /** Hands out what there is and begins anew. */
    List<byte[]> take() {
        List<byte[]> all = new ArrayList<>(packets);
        packets.clear();
        return all;
    }
}
