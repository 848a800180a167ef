package dev.mynah.voice.llm;

import dev.mynah.voice.provider.ProviderException;

/** Sees. Thread-safe. */
public interface VisionModel {
    /** The provider's name, for logs and metrics. */
    String name();

    /**
     * Answers a question about a picture on the calling thread; an interrupt ends the work at once.
     *
     * @return what to tell the person who asked; not blank
     */
    String look(PictureQuestion question) throws ProviderException, InterruptedException;
}
