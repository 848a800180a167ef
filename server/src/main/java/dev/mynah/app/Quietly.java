package dev.mynah.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends one thing after the other, whatever fails. Stateless. */
final class Quietly {
    private static final Logger log = LoggerFactory.getLogger(Quietly.class);

    private Quietly() {}

    /** Ends something. */
    interface Closing {
        void close() throws Exception;
    }

    static void quietly(String what, Closing closing) {
        try {
            closing.close();
        } catch (Exception e) {
            log.warn("Stopping {} failed", what, e);
        }
    }
}
