package dev.mynah.simulator.device;

/**
 * Something the server did that hurts a real device.
 *
 * @param rule which
 * @param detail in words
 * @param atNanos when, on the clock of the device
 */
public record ContractViolation(Rule rule, String detail, long atNanos) {

    /** The rules a device can see broken, with their check of the firmware wire contract §9. */
    public enum Rule {
        /** No hello within 10 s (C29). */
        NO_HELLO("C29"),
        /** A hello without a string transport restarts a device (C29). */
        BAD_HELLO("C29"),
        /** A hello whose audio channel a device cannot open (C63). */
        BAD_AUDIO_CHANNEL("C63"),
        /** A nonce that does not leave room for what a device puts into it (C64). */
        BAD_NONCE("C64"),
        /** A datagram that a device drops (C67). */
        BAD_DATAGRAM("C67"),
        /** A good-bye for another session than the open one (C71). */
        FOREIGN_GOODBYE("C71"),
        /** A second hello makes the next connection fail (C30). */
        SECOND_HELLO("C30"),
        /** A session id that a device cannot echo (C60). */
        BAD_SESSION_ID("C60"),
        /** Audio parameters for which no decoder exists (C50). */
        UNPLAYABLE_PARAMETERS("C50"),
        /** A message that is not in the contract's shape. */
        MALFORMED_MESSAGE("C38"),
        /** A message larger than small devices can hold. */
        LARGE_MESSAGE("§4.2"),
        /** A type unknown to every firmware on this wire. */
        UNKNOWN_MESSAGE("§4.6"),
        /** {@code tts start} before the first {@code listen} (C37). */
        START_BEFORE_LISTEN("C37"),
        /** {@code tts start} while one is outstanding (C38). */
        START_TWICE("C38"),
        /** {@code tts stop} without an outstanding start (C42). */
        STOP_WITHOUT_START("C42"),
        /** A sentence outside of speech (C38). */
        SENTENCE_OUTSIDE_SPEECH("C38"),
        /** Audio without an outstanding {@code tts start}: dropped (C38). */
        AUDIO_OUTSIDE_SPEECH("C38"),
        /** A header that does not fit its frame (C32). */
        BAD_FRAMING("C32"),
        /** A packet that is no legal mono Opus packet of the declared duration (C50). */
        WRONG_PACKET("C50"),
        /** Audio so far ahead that the device had to drop it (C48). */
        QUEUE_OVERFLOW("C48"),
        /** An alert during speech (C58). */
        ALERT_DURING_SPEECH("C58"),
        /** A tool request that a device would not answer (C76). */
        BAD_TOOL_REQUEST("C76"),
        /** Something of the old turn after its interruption was answered (C41). */
        OLD_TURN_AFTER_ABORT("C41");

        private final String check;

        Rule(String check) {
            this.check = check;
        }

        /** The check, or the section, of the contract. */
        public String check() {
            return check;
        }
    }

    @Override
    public String toString() {
        return rule + " (" + rule.check() + "): " + detail;
    }
}
