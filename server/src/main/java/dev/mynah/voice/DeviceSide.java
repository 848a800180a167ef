package dev.mynah.voice;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.tool.DeviceMcp;
import dev.mynah.tool.ToolBox;
import java.util.function.BooleanSupplier;

/**
 * What a voice session knows of its device.
 *
 * @param mcp the device's own tools
 * @param hasMcp whether the device said that it offers tools
 * @param tools everything that can be done for it
 * @param format the audio it was promised
 * @param playout how it likes to be fed
 * @param awaitsAnnouncement whether something will have to be said soon, such as a timer's end
 */
public record DeviceSide(
        DeviceMcp mcp,
        boolean hasMcp,
        ToolBox tools,
        AudioParams format,
        PlayoutSettings playout,
        BooleanSupplier awaitsAnnouncement) {
    void open() {
        if (hasMcp) {
            mcp.open();
        } else {
            mcp.absent();
        }
    }

    boolean expectsAnnouncement() {
        return awaitsAnnouncement.getAsBoolean();
    }

    void close() {
        mcp.close();
    }
}
