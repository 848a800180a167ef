package dev.mynah.vision;

import dev.mynah.protocol.DeviceId;
import dev.mynah.support.Scheduler;
import dev.mynah.vision.SightOutcome.Seen;
import dev.mynah.vision.SightOutcome.Unseen;
import dev.mynah.vision.SightOutcome.Why;
import dev.mynah.voice.llm.PictureQuestion;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.provider.ProviderException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has models answer questions about photos. Thread-safe. Each question has a thread of its own; there are only so many at
 * once, and one for each device. No photo is kept or logged, and no question or answer is logged.
 */
public final class Sight {
    /** A device waits 30 s for the first byte of an answer (firmware wire contract §6.6). */
    public static final Duration LONGEST = Duration.ofSeconds(24);

    private static final Logger log = LoggerFactory.getLogger(Sight.class);

    private final Supplier<Optional<VisionModel>> model;
    private final Scheduler scheduler;
    private final ThreadFactory threads;
    private final int places;
    private final Set<DeviceId> looking = new HashSet<>();

    /**
     * @param model who sees, asked each time; empty when nobody does
     * @param threads makes threads that may wait
     * @param places most photos that are received and looked at together
     */
    public Sight(Supplier<Optional<VisionModel>> model, Scheduler scheduler, ThreadFactory threads, int places) {
        this.model = model;
        this.scheduler = scheduler;
        this.threads = threads;
        this.places = places;
    }

    /** Whether anybody sees now. */
    public boolean possible() {
        return model.get().isPresent();
    }

    /** Whether a device may send a photo now. */
    public sealed interface Entry {}

    /** Not now. */
    public record Refused(Why why) implements Entry {}

    /** It may; the place has to be given back, by {@link #look} or by {@link #close}. */
    public final class Place implements Entry, AutoCloseable {
        private final DeviceId device;
        private final AtomicBoolean taken = new AtomicBoolean(true);

        private Place(DeviceId device) {
            this.device = device;
        }

        /** Gives it back. Idempotent. */
        @Override
        public void close() {
            if (taken.compareAndSet(true, false)) {
                leave(device);
            }
        }

        /**
         * Answers a question within {@link #LONGEST}, and gives the place back.
         *
         * @param answered called once, on another thread, unless the work is called off
         */
        public Scheduler.Cancellable look(PictureQuestion question, Consumer<SightOutcome> answered) {
            return new Look(this, question, answered).begin();
        }
    }

    /** Takes a place for a photo of a device. */
    public synchronized Entry enter(DeviceId device) {
        if (!possible()) {
            return new Refused(Why.NO_MODEL);
        }
        if (looking.contains(device)) {
            return new Refused(Why.BUSY_WITH_DEVICE);
        }
        if (looking.size() >= places) {
            return new Refused(Why.BUSY);
        }
        looking.add(device);
        return new Place(device);
    }

    private synchronized void leave(DeviceId device) {
        looking.remove(device);
    }

    /** How many photos are received or looked at. */
    public synchronized int looking() {
        return looking.size();
    }

    /** One question under way. */
    private final class Look {
        private final Place place;
        private final PictureQuestion question;
        private final Consumer<SightOutcome> answered;
        private final AtomicBoolean settled = new AtomicBoolean();
        private Scheduler.Cancellable deadline = () -> {};

        Look(Place place, PictureQuestion question, Consumer<SightOutcome> answered) {
            this.place = place;
            this.question = question;
            this.answered = answered;
        }

        Scheduler.Cancellable begin() {
            Thread thread = threads.newThread(this::run);
            deadline = scheduler.at(scheduler.nanoTime() + LONGEST.toNanos(), () -> {
                settle(new Unseen(Why.TOO_SLOW));
                thread.interrupt();
            });
            thread.start();
            return () -> {
                settled.set(true);
                thread.interrupt();
            };
        }

        private void run() {
            SightOutcome outcome;
            try (place) {
                outcome = outcome();
            }
            deadline.cancel();
            settle(outcome);
        }

        private SightOutcome outcome() {
            Optional<VisionModel> present = model.get();
            if (present.isEmpty()) {
                return new Unseen(Why.NO_MODEL);
            }
            try {
                return new Seen(ShortWords.of(present.get().look(question)));
            } catch (ProviderException failed) {
                return new Unseen(why(failed));
            } catch (InterruptedException late) {
                return new Unseen(Why.TOO_SLOW);
            } catch (RuntimeException defect) {
                log.error("{} has a defect", present.get().name(), defect);
                return new Unseen(Why.UNAVAILABLE);
            }
        }

        private void settle(SightOutcome outcome) {
            if (settled.compareAndSet(false, true)) {
                answered.accept(outcome);
            }
        }
    }

    private static Why why(ProviderException failed) {
        return switch (failed.kind()) {
            case TIMEOUT -> Why.TOO_SLOW;
            case UNAVAILABLE, PROTOCOL, UNSUPPORTED -> Why.UNAVAILABLE;
            case REFUSED -> Why.REFUSED;
            case BUSY -> Why.BUSY;
        };
    }
}
