package dev.mynah.api;

/**
 * What one {@code operationId} of the contract does. Called on a virtual thread, many at once, after who calls and what
 * was sent have been checked against the contract; may block.
 */
@FunctionalInterface
public interface Operation {
    /**
     * Does it. What it refuses it says by {@link dev.mynah.error.RefusedException}; any other exception is a defect and
     * answered as one.
     */
    Answer answer(Call call);
}
