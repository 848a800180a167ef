package dev.mynah.device;

import org.jspecify.annotations.Nullable;

/**
 * A change of a device. Runs within the transaction that stores it, possibly on another thread and possibly again when
 * somebody else was faster; so it only computes and stores, such as into the audit log.
 */
@FunctionalInterface
public interface Edit {
    /**
     * Says what the device shall be.
     *
     * @param stored as it is; null when there is none
     * @throws dev.mynah.error.RefusedException to change nothing
     */
    Device apply(@Nullable Device stored);
}
