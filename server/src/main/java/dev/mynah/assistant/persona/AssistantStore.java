package dev.mynah.assistant.persona;

import java.util.List;

/** Keeps assistants. Thread-safe; blocks. */
public interface AssistantStore {
    /** All, by name. */
    List<Assistant> all();

    /** Adds one, or puts it in the place of the one with its id; a name that is taken is a DUPLICATE. */
    void put(Assistant assistant);

    boolean remove(String id);
}
