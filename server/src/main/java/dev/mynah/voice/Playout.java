package dev.mynah.voice;

import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceLink;
import dev.mynah.support.Scheduler;
import dev.mynah.support.Scheduler.Cancellable;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way for speech out of a session: it paces frames in absolute time and keeps the fence. Thread-safe.
 *
 * <p>Every reply has an epoch. {@link #fence} raises the lowest epoch that may pass; it takes the same lock under which
 * frames leave, so after it returns nothing of an older reply can reach the device, whatever its dying threads still
 * produce. Nothing blocks while the lock is held: the link only queues.
 *
 * <p>Frame k of a reply leaves at its start + k frames - lead, where the lead grows by a few milliseconds a frame up to two
 * frames. When synthesis falls behind until the device has run dry the schedule starts anew instead of catching up in a
 * burst, which small devices do not survive (firmware wire contract §7).
 */
public final class Playout {
    /** Learns what happens to replies. Called under the playout's lock: hand over and return. */
    public interface Listener {
        /** The first frame of a reply left. */
        void firstFrame(long epoch, long nanoTime);

        /** A frame left, so many nanoseconds after its time. */
        void frameSent(long lateNanos);

        /** The reply moves: a sentence or about a second of speech left. */
        void progressed(long epoch);

        /**
         * The reply was said to its end. The device is told right after this, so that nothing with which it answers can come
         * first; {@link #fence} waits until it was told.
         */
        void finished(long epoch, String heard);
    }

    private static final int FRAMES_PER_PROGRESS = 16;

    private final DeviceLink link;
    private final Scheduler scheduler;
    private final PlayoutSettings settings;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private long minimumEpoch;
    private long spokenFrames;
    private @Nullable Speaking speaking;
    private @Nullable Cancellable pending;

    private sealed interface Item {
        record Sentence(String text) implements Item {}

        record Frame(byte[] packet) implements Item {}
    }

    /** One reply on its way out. */
    private static final class Speaking {
        private final long epoch;
        private final ArrayDeque<Item> items = new ArrayDeque<>();
        private final HeardText heard = new HeardText();
        private int queuedFrames;
        private int frames;
        private long anchor;
        private int framesSinceAnchor;
        private boolean started;
        private boolean ended;
        private boolean ranDry = true;
        private int holds;
        private @Nullable Emotion emotion;

        private Speaking(long epoch) {
            this.epoch = epoch;
        }
    }

    public Playout(DeviceLink link, Scheduler scheduler, PlayoutSettings settings, Listener listener) {
        this.link = link;
        this.scheduler = scheduler;
        this.settings = settings;
        this.listener = listener;
    }

    /** Makes the epoch the one that speaks. The one before it must have finished or been fenced. */
    public void begin(long epoch) {
        locked(() -> {
            if (epoch >= minimumEpoch) {
                speaking = new Speaking(epoch);
            }
        });
    }

    /** Sets the face for the reply; the first one counts. */
    public void emotion(long epoch, Emotion emotion) {
        locked(() -> {
            Speaking now = of(epoch);
            if (now != null && now.emotion == null) {
                now.emotion = emotion;
                if (now.started) {
                    link.send(new ServerMessage.Llm(emotion));
                }
            }
        });
    }

    /** Begins a sentence; its text is shown when its first frame leaves. False when the epoch is fenced. */
    public boolean sentence(long epoch, String text) {
        lock.lock();
        try {
            Speaking now = producing(epoch);
            if (now == null) {
                return false;
            }
            now.heard.begin(text);
            now.items.add(new Item.Sentence(text));
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a frame of the sentence begun last, waiting while the voice is far enough ahead.
     *
     * @return false when the epoch is fenced
     */
    public boolean frame(long epoch, byte[] packet) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Speaking now = producing(epoch);
            while (now != null && now.queuedFrames >= settings.maxQueuedFrames()) {
                room.await();
                now = producing(epoch);
            }
            if (now == null) {
                return false;
            }
            now.items.add(new Item.Frame(packet));
            now.queuedFrames++;
            now.heard.queued();
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the sentence begun last is complete; without this, how much of it was heard is only estimated. */
    public void sentenceEnd(long epoch) {
        locked(() -> {
            Speaking now = producing(epoch);
            if (now != null) {
                now.heard.endSentence();
            }
        });
    }

    /** Says that nothing more of the epoch will come. */
    public void end(long epoch) {
        locked(() -> {
            Speaking now = producing(epoch);
            if (now != null) {
                now.ended = true;
                now.heard.endSentence();
                wake();
            }
        });
    }

    /** Holds frames and messages of speech back until {@link #release}; what the device has already goes on. */
    public void hold(long epoch) {
        locked(() -> {
            Speaking now = of(epoch);
            if (now != null) {
                now.holds++;
                cancelPending();
            }
        });
    }

    /** Goes on after {@link #hold}, with a schedule of its own. */
    public void release(long epoch) {
        locked(() -> {
            Speaking now = of(epoch);
            if (now != null && now.holds > 0 && --now.holds == 0) {
                anchor(now, scheduler.nanoTime());
                wake();
            }
        });
    }

    /**
     * Lets nothing below the epoch pass any more, and tells the device that speaking is over if it was told that it began.
     *
     * @return what was heard of the reply that was cut; empty when none was
     */
    public Optional<String> fence(long minimum) {
        lock.lock();
        try {
            minimumEpoch = Math.max(minimumEpoch, minimum);
            Speaking cut = speaking;
            if (cut == null || cut.epoch >= minimumEpoch) {
                return Optional.empty();
            }
            speaking = null;
            cancelPending();
            room.signalAll();
            if (cut.started) {
                link.send(new ServerMessage.TtsStop());
            }
            return Optional.of(cut.heard.heard(unplayed(cut)));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Speaking of(long epoch) {
        Speaking now = speaking;
        return now != null && now.epoch == epoch ? now : null;
    }

    private @Nullable Speaking producing(long epoch) {
        Speaking now = of(epoch);
        return now != null && !now.ended ? now : null;
    }

    /** Frames the device has been sent but cannot have played yet. */
    private int unplayed(Speaking now) {
        long played = (scheduler.nanoTime() - now.anchor) / settings.frameNanos();
        return (int) Math.clamp(now.framesSinceAnchor - played, 0, now.framesSinceAnchor);
    }

    private void wake() {
        if (pending == null) {
            tick();
        }
    }

    private void scheduleAt(long nanoTime) {
        pending = scheduler.at(
                nanoTime,
                () -> locked(() -> {
                    pending = null;
                    tick();
                }));
    }

    private void cancelPending() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    /** Sends everything that is due and sees to it that it is called again in time. */
    private void tick() {
        Speaking now = speaking;
        while (now != null && now.holds == 0 && now == speaking) {
            Item next = now.items.peek();
            if (next == null) {
                now.ranDry = true;
                if (now.ended) {
                    finish(now);
                }
                return;
            }
            start(now);
            long due = due(now);
            if (due > scheduler.nanoTime()) {
                scheduleAt(due);
                return;
            }
            now.items.poll();
            switch (next) {
                case Item.Sentence sentence -> show(now, sentence.text());
                case Item.Frame frame -> send(now, frame.packet(), due);
            }
        }
    }

    private void start(Speaking now) {
        if (!now.started) {
            now.started = true;
            link.send(new ServerMessage.TtsStart());
            Emotion emotion = now.emotion;
            if (emotion != null) {
                link.send(new ServerMessage.Llm(emotion));
            }
            anchor(now, scheduler.nanoTime() + PlayoutSettings.SETTLE.toNanos());
        }
    }

    private static void anchor(Speaking now, long nanoTime) {
        now.anchor = nanoTime;
        now.framesSinceAnchor = 0;
    }

    private long due(Speaking now) {
        if (!settings.paced()) {
            return scheduler.nanoTime();
        }
        return now.anchor + now.framesSinceAnchor * settings.frameNanos() - lead(now);
    }

    private long lead(Speaking now) {
        long gained = now.framesSinceAnchor * PlayoutSettings.LEAD_GAIN_PER_FRAME.toNanos();
        return Math.min(PlayoutSettings.LEAD_FRAMES * settings.frameNanos(), gained);
    }

    private void show(Speaking now, String text) {
        link.send(new ServerMessage.TtsSentenceStart(text));
        listener.progressed(now.epoch);
    }

    private void send(Speaking now, byte[] packet, long due) {
        long time = scheduler.nanoTime();
        long late = time - due;
        if (!now.ranDry) {
            listener.frameSent(late);
        }
        if (late > lead(now)) {
            // The device ran dry; the pause is over, not to be caught up with.
            anchor(now, time);
        }
        now.ranDry = false;
        link.sendAudio(packet, spokenFrames++ * settings.frameMillis());
        now.heard.sent();
        now.framesSinceAnchor++;
        now.queuedFrames--;
        room.signalAll();
        if (now.frames++ == 0) {
            listener.firstFrame(now.epoch, time);
        }
        if (now.frames % FRAMES_PER_PROGRESS == 0) {
            listener.progressed(now.epoch);
        }
    }

    private void finish(Speaking now) {
        if (settings.waitsForPlayback() && now.frames > 0) {
            long played = now.anchor
                    + now.framesSinceAnchor * settings.frameNanos()
                    + PlayoutSettings.PLAYBACK_MARGIN.toNanos();
            if (played > scheduler.nanoTime()) {
                scheduleAt(played);
                return;
            }
        }
        speaking = null;
        listener.finished(now.epoch, now.heard.all());
        if (now.started) {
            link.send(new ServerMessage.TtsStop());
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
