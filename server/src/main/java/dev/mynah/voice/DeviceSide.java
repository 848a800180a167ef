package dev.mynah.voice;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.tool.DeviceMcp;
import dev.mynah.tool.TimerTools;
import dev.mynah.tool.ToolBox;

/**
 * What a voice session knows of its device.
 *
 * @param mcp the device's own tools
 * @param hasMcp whether the device said that it offers tools
 * @param tools everything that can be done for it
 * @param format the audio it was promised
 * @param playout how it likes to be fed
 * @param timers those of this session: while one runs, the channel stays open for its announcement
 */
public record DeviceSide(
        DeviceMcp mcp, boolean hasMcp, ToolBox tools, AudioParams format, PlayoutSettings playout, TimerTools timers) {
    void open() {
        if (hasMcp) {
            mcp.open();
        } else {
            mcp.absent();
        }
    }

    boolean expectsAnnouncement() {
        return timers.anyRunning();
    }

    void close() {
        mcp.close();
        timers.close();
    }
}
