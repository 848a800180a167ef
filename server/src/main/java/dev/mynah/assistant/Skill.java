package dev.mynah.assistant;

import java.util.List;

/**
 * One thing the offline assistant can do. The list of skills is the only source of the recogniser's grammar, of the
 * understanding of texts, and of the answers. Immutable, thread-safe.
 */
interface Skill {
    /** What it does, as an answer to "what can you do" lists it: "tell the time". */
    String topic(Language language);

    List<Intent> intents();
}
