package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Everything about a language that utterances share: acoustic model, dictionary, free vocabulary, command grammar.
 * Expensive (seconds, some 200 MB) and not thread-safe: the acoustic model remembers scores of the frame it saw last and
 * the vocabulary fills its tree while it is walked, so each worker thread has its own.
 *
 * @param acoustics what the front end must know about the acoustic model
 * @param commands the grammar, with a way out for sentences that are none of it
 * @param words the free vocabulary
 * @param phones the bare sounds, for looking a few frames ahead
 */
record Models(Loader acoustics, Linguist commands, Linguist words, Linguist phones) {
    /**
     * The library puts the name of its configuration before those of its loggers. Held, because the logging system forgets
     * the level of a logger nobody holds.
     */
    private static final List<Logger> QUIET = Stream.of("models", "edu.cmu.sphinx", "AutoCepstrum")
            .map(Logger::getLogger)
            .toList();

    /** The library keeps its statistics in unsynchronised static tables that loading and starting touch. */
    static final Object STATICS = new Object();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** Loads the models that come with the library, and the grammar given as JSGF text. */
    static Models load(String jsgf) throws IOException {
        synchronized (STATICS) {
            Path directory = Files.createTempDirectory("mynah-grammar");
            Path file = directory.resolve("commands.gram");
            try {
                Files.writeString(file, jsgf);
                return load(directory, "commands");
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        }
    }

    private static Models load(Path grammarDirectory, String grammarName) throws IOException {
        URL layout = Objects.requireNonNull(Models.class.getResource("models.xml"));
        ConfigurationManager components = new ConfigurationManager(layout);
        components.setGlobalProperty("grammarLocation", grammarDirectory.toUri().toString());
        components.setGlobalProperty("grammarName", grammarName);
        Linguist commands = allocated(components, "commands");
        Linguist words = allocated(components, "words");
        Linguist phones = allocated(components, "phones");
        return new Models((Loader) components.lookup("acousticModelLoader"), commands, words, phones);
    }

    private static Linguist allocated(ConfigurationManager components, String name) throws IOException {
        Linguist linguist = (Linguist) components.lookup(name);
        linguist.allocate();
        return new AllocatedLinguist(linguist);
    }
}
