package dev.mynah.simulator.cli;

/** A command cannot go on; the message says what is wrong and what to do, and goes to the person as it is. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
