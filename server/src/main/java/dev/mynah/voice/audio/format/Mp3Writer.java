package dev.mynah.voice.audio.format;

import de.sciss.jump3r.lowlevel.LameEncoder;
import dev.mynah.voice.audio.Pcm;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/** Writes mono samples as MP3 by jump3r, the LAME encoder in Java. Stateless and thread-safe. */
final class Mp3Writer {
    private static final int MONO = 3;

    private Mp3Writer() {}

    static byte[] write(short[] samples, int sampleRate, int kbits) {
        AudioFormat format = new AudioFormat(sampleRate, 16, 1, true, false);
        LameEncoder encoder = new LameEncoder(format, kbits, MONO, LameEncoder.QUALITY_LOW, false);
        try {
            byte[] pcm = Pcm.bytes(samples);
            byte[] encoded = new byte[encoder.getMP3BufferSize()];
            ByteArrayOutputStream out = new ByteArrayOutputStream(pcm.length / 2);
            int piece = encoder.getPCMBufferSize();
            for (int at = 0; at < pcm.length; at += piece) {
                int length = Math.min(piece, pcm.length - at);
                out.write(encoded, 0, encoder.encodeBuffer(pcm, at, length, encoded));
            }
            out.write(encoded, 0, encoder.encodeFinish(encoded));
            return out.toByteArray();
        } finally {
            encoder.close();
        }
    }
}
