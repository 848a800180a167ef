package dev.mynah.transport.udp;

import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The device's side of a channel: packets as the firmware makes them (firmware wire contract §5.3). */
final class UdpDevice {
    /** 60 ms of silence. */
    static final byte[] SILENCE = {0x58};

    private final byte[] nonce;
    private final UdpCipher cipher;

    UdpDevice(UdpChannel channel) {
        this(channel.nonce(), channel.key());
    }

    UdpDevice(byte[] nonce, byte[] key) {
        this.nonce = nonce;
        this.cipher = new UdpCipher(key);
    }

    ByteBuffer packet(long sequence) {
        return packet(sequence, SILENCE);
    }

    ByteBuffer packet(long sequence, byte[] opus) {
        return ByteBuffer.wrap(datagram(sequence, opus));
    }

    byte[] datagram(long sequence, byte[] opus) {
        int ssrc = ByteBuffer.wrap(nonce).getInt(4);
        return cipher.seal(nonce[1], ssrc, 0, sequence, opus).datagram();
    }

    /** A packet with the right header and nonsense in it, such as somebody without the key can make. */
    ByteBuffer forged(long sequence, int length) {
        byte[] datagram = datagram(sequence, new byte[length]);
        Arrays.fill(datagram, UdpPacket.HEADER, datagram.length, (byte) 0);
        return ByteBuffer.wrap(datagram);
    }

    /** What is in a datagram from the server. */
    byte[] opened(byte[] datagram) {
        return cipher.open(((UdpPacket.Parsed.Valid) UdpPacket.parse(datagram)).packet())
                .payload();
    }
}
