package dev.mynah.simulator.device;

/** Told of every audio packet that a device plays; called on its reading thread. */
@FunctionalInterface
public interface AudioObserver {
    /** Looks at nothing. */
    AudioObserver NONE = (arrivedNanos, firstOfTurn) -> {};

    /**
     * A packet arrived while the device was speaking.
     *
     * @param arrivedNanos on the device's clock
     */
    void packet(long arrivedNanos, boolean firstOfTurn);
}
