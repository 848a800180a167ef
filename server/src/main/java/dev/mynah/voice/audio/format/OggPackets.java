package dev.mynah.voice.audio.format;

import static dev.mynah.voice.audio.format.UnreadableSoundException.damaged;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the packets of one logical Ogg stream together from its pages. Not thread-safe. Holds at most one packet. */
final class OggPackets {
    /** More than 120 ms of Opus can take, and than anybody needs to say about a file (RFC 7845 §6). */
    private static final int MAX_PACKET = 64 * 1024;

    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean unfinished;
    private long serial = -1;
    private int next;

    /** The packets that are complete with this page. */
    List<byte[]> accept(OggPages.Page page) throws UnreadableSoundException {
        if (serial < 0) {
            serial = Integer.toUnsignedLong(page.serial());
            next = page.number();
        }
        if (serial != Integer.toUnsignedLong(page.serial())) {
            throw UnreadableSoundException.unsupported("the Ogg file holds more than one stream");
        }
        if (page.number() != next) {
            throw damaged("Ogg page " + Integer.toUnsignedString(next) + " is missing");
        }
        next++;
        if (page.continues() != unfinished) {
            throw damaged("Ogg page " + Integer.toUnsignedString(page.number()) + " does not fit the one before it");
        }
        List<byte[]> packets = new ArrayList<>();
        int at = 0;
        for (int length : page.lacing()) {
            open.write(page.body(), at, length);
            at += length;
            complete(length).ifPresent(packets::add);
        }
        return packets;
    }

    boolean unfinished() {
        return unfinished;
    }

    private Optional<byte[]> complete(int lastLength) throws UnreadableSoundException {
        unfinished = lastLength == 255;
        if (open.size() > MAX_PACKET) {
            throw UnreadableSoundException.unsupported("an Ogg packet of more than " + MAX_PACKET + " bytes");
        }
        if (unfinished) {
            return Optional.empty();
        }
        byte[] packet = open.toByteArray();
        open.reset();
        return Optional.of(packet);
    }
}
