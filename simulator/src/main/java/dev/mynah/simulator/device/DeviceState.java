package dev.mynah.simulator.device;

/** The states of a device that a server can cause or observe (firmware wire contract §4.7). */
public enum DeviceState {
    /** Nothing goes on; the channel may still be open. */
    IDLE,
    /** From the press of the button to the first {@code listen start}: {@code tts start} is ignored here. */
    CONNECTING,
    /** The microphone is on. */
    LISTENING,
    /** Audio is played; the only state in which it is. */
    SPEAKING
}
