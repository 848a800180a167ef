package dev.mynah.testing;

import dev.mynah.voice.llm.PictureQuestion;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.provider.ProviderException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that sees what a test says, and remembers what it was asked. Thread-safe. */
public final class FakeVisionModel implements VisionModel {
    private final List<PictureQuestion> questions = new CopyOnWriteArrayList<>();
    private volatile boolean there = true;
    private volatile Look look = question -> "A cat.";

    /** What it does when it is asked. */
    @FunctionalInterface
    public interface Look {
        String look(PictureQuestion question) throws ProviderException, InterruptedException;
    }

    /** It, unless it is away. */
    public Optional<VisionModel> present() {
        return there ? Optional.of(this) : Optional.empty();
    }

    public void away(boolean gone) {
        there = !gone;
    }

    /** As it was in the beginning. */
    public void forget() {
        questions.clear();
        there = true;
        look = question -> "A cat.";
    }

    public void sees(Look next) {
        look = next;
    }

    /** Everything it was asked, the earliest first. */
    public List<PictureQuestion> questions() {
        return List.copyOf(questions);
    }

    @Override
    public String name() {
        return "fake eyes";
    }

    @Override
    public String look(PictureQuestion question) throws ProviderException, InterruptedException {
        questions.add(question);
        return look.look(question);
    }
}
