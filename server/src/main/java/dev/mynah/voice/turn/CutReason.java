package dev.mynah.voice.turn;

/** Why a reply was cut. */
public enum CutReason {
    /** The user interrupted at the device. */
    DEVICE_ABORT,
    /** The user spoke while the device was speaking. */
    BARGE_IN,
    /** Another question came. */
    SUPERSEDED,
    /** The reply made no progress. */
    STALLED,
    /** The channel is gone. */
    CHANNEL_CLOSED
}
