package dev.mynah.browser;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Base64;

/** Hears what a page plays: everything that was scheduled on its loudspeaker, at 16 kHz. */
final class Ear {
    private static final int DECIMATION = 3;

    private static final String SCRIPT = """
            (() => {
              const heard = (window.__heard = { started: 0, ended: 0, rates: [], lines: [], parts: [] });
              const start = AudioBufferSourceNode.prototype.start;
              AudioBufferSourceNode.prototype.start = function (...when) {
                heard.started += 1;
                this.addEventListener('ended', () => (heard.ended += 1));
                heard.rates.push(this.buffer.sampleRate);
                heard.lines.push(document.querySelectorAll('.said .by-device').length);
                heard.parts.push(Int16Array.from(this.buffer.getChannelData(0), (s) => Math.max(-1, Math.min(1, s)) * 32767));
                return start.apply(this, when);
              };
            })()""";

    private static final String TAKE = """
            (line) => {
              const { parts, lines } = window.__heard;
              const bytes = parts.filter((_, i) => lines[i] === line).flatMap((part) => [...new Uint8Array(part.buffer)]);
              let text = '';
              for (const byte of bytes) text += String.fromCharCode(byte);
              return btoa(text);
            }""";

    private final Page page;

    /** Listens from the next address on that the page opens. */
    Ear(Page page) {
        this.page = page;
        page.addInitScript(SCRIPT);
    }

    /** Waits until all that began to play was played to its end, which takes as long as it sounds. */
    void awaitEnd() {
        page.waitForFunction("() => window.__heard.started > 0 && window.__heard.started === window.__heard.ended");
    }

    /**
     * What was played while that line was the last one of the conversation that the device said.
     *
     * @param line counted from one
     */
    short[] heard(int line) {
        if (!Boolean.TRUE.equals(page.evaluate("() => window.__heard.rates.every((rate) => rate === 48000)"))) {
            throw new AssertionError("the loudspeaker plays at another rate than 48 kHz");
        }
        byte[] bytes = Base64.getDecoder().decode((String) page.evaluate(TAKE, line));
        ShortBuffer samples =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] slow = new short[samples.remaining() / DECIMATION];
        for (int i = 0; i < slow.length; i++) {
            int sum = 0;
            for (int j = 0; j < DECIMATION; j++) {
                sum += samples.get(i * DECIMATION + j);
            }
            slow[i] = (short) (sum / DECIMATION);
        }
        return slow;
    }
}
