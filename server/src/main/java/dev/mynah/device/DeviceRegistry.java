package dev.mynah.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.session.SessionEnd;
import dev.mynah.storage.Transactions;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All devices, in memory. Thread-safe.
 *
 * <p>Reading, and what devices themselves cause, never waits for the store: it is written behind. What people change is
 * stored first and shows in memory when it is durable. The store decides between changes at the same time.
 */
public final class DeviceRegistry implements AutoCloseable {
    private static final Duration WRITE_DELAY = Duration.ofMillis(500);
    private static final int MAX_ATTEMPTS = 8;
    private static final int REMEMBERED_REMOVALS = 1024;

    private final ConcurrentHashMap<DeviceId, Entry> entries = new ConcurrentHashMap<>();
    private final LinkedHashMap<DeviceId, Long> removals = new LinkedHashMap<>();
    private final DeviceStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final WriteBehind writing;
    private final int limit;

    /**
     * @param threads starts a thread that may wait for each task
     * @param limit most devices; several that come at the same moment may exceed it by their number
     */
    public DeviceRegistry(
            DeviceStore store,
            Transactions transactions,
            Scheduler scheduler,
            Executor threads,
            InstantSource clock,
            int limit) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.limit = limit;
        this.writing = new WriteBehind(scheduler, threads, WRITE_DELAY, this::write);
    }

    /**
     * Reads all devices; once, before anything else. Blocks.
     *
     * @throws dev.mynah.storage.StorageException when they cannot be read: without them every device would look unbound
     */
    public void load() {
        for (Device device : store.all()) {
            entries.put(device.id(), Entry.of(device, true));
        }
    }

    public Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::device);
    }

    /** The device with its presence. */
    public Optional<KnownDevice> known(DeviceId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::known);
    }

    /** The devices there are at some moment during the call. */
    public Stream<KnownDevice> all() {
        return entries.values().stream().map(Entry::known);
    }

    public int size() {
        return entries.size();
    }

    /** Devices of which something is not stored yet. */
    public int unstored() {
        return writing.waiting();
    }

    /** Notes what a known device said of itself; nothing when the device is not known. */
    public void reported(DeviceId id, DeviceReport report) {
        Instant now = now();
        touch(id, entry -> entry.reported(Reported.of(report, entry.device().reported()), now));
    }

    /** Notes that a known device asked for its configuration at that moment, unless it was seen later. */
    public void asked(DeviceId id, Instant at) {
        Entry entry = entries.get(id);
        if (entry != null && entry.seenBefore(at)) {
            touch(id, now -> now.seenBefore(at) ? now.seen(at) : now);
        }
    }

    /**
     * Notes what a known device says of how it is: the latest value of each name is kept, in memory. Nothing is written:
     * sensors report far too often for that.
     *
     * @param values numbers, truth values and short texts; anything else is left out
     */
    public void says(DeviceId id, ObjectNode values) {
        Instant now = now();
        entries.computeIfPresent(id, (same, entry) -> entry.saying(values, now));
    }

    /** Notes what a known home-made device says it is; empty texts say nothing. */
    public void describes(DeviceId id, String board, String chip, String firmware) {
        Instant now = now();
        touch(id, entry -> entry.reported(entry.device().reported().named(board, chip, firmware), now));
    }

    /** Takes in a device nobody has bound, unless it is known already; false when there is no room. */
    public boolean met(DeviceId id) {
        if (entries.containsKey(id)) {
            return true;
        }
        if (entries.size() >= limit) {
            return false;
        }
        entries.putIfAbsent(id, Entry.of(Device.met(id, Reported.NOTHING, now()), false));
        writing.mark(id);
        return true;
    }

    /**
     * Notes that a device is there.
     *
     * @param connection distinguishes it from others of the same device
     */
    public void connected(DeviceId id, String connection, String transport) {
        Entry.Connection made = new Entry.Connection(connection, transport, now());
        touch(id, entry -> entry.connected(made));
    }

    /** Notes that a connection is gone; one that is not known any more changes nothing. */
    public void left(DeviceId id, String connection, SessionEnd reason) {
        Instant now = now();
        touch(id, entry -> entry.left(connection, reason, now));
    }

    /** Notes which token a device opened a channel with. */
    public void used(DeviceId id, String tokenId) {
        Entry entry = entries.get(id);
        if (entry != null && !tokenId.equals(entry.device().seen().usedTokenId())) {
            touch(id, now -> now.using(tokenId));
        }
    }

    /**
     * Changes a device, or takes one in. Blocks until the change is durable.
     *
     * @return the device as it is now
     * @throws RefusedException what the edit refuses; LIMIT_REACHED; CONFLICT when others change it all the time
     * @throws dev.mynah.storage.StorageException when it cannot be stored; nothing is changed then
     */
    public Device edit(DeviceId id, Edit edit) {
        if (!entries.containsKey(id) && entries.size() >= limit) {
            throw new RefusedException(ErrorCode.LIMIT_REACHED, Reason.DEVICES_FULL, Map.of("limit", limit));
        }
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Device> changed = tryToEdit(id, edit);
            if (changed.isPresent()) {
                install(changed.get());
                return changed.get();
            }
        }
        throw busy(id);
    }

    /**
     * Forgets a device. Blocks until that is durable.
     *
     * @param within runs in the same transaction; may refuse
     * @throws RefusedException NOT_FOUND, and what {@code within} refuses
     */
    public void remove(DeviceId id, Consumer<Device> within) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Device> removed = tryToRemove(id, within);
            if (removed.isPresent()) {
                forget(id, removed.get().version());
                return;
            }
        }
        throw busy(id);
    }

    /** Says that there is no such device, or none for whoever asks. */
    public static RefusedException notFound(DeviceId id) {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no device " + id + ".");
    }

    /** Stores what waits, as far as that is possible now. */
    @Override
    public void close() {
        writing.flush();
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Takes all devices out of a group that is no more; returns them as they are now. */
    List<Device> ungroup(String group) {
        return entries.values().stream()
                .filter(entry -> entry.device().arrangement().groups().contains(group))
                .map(member -> entries.computeIfPresent(member.device().id(), (id, entry) -> entry.outOf(group)))
                .filter(Objects::nonNull)
                .map(Entry::device)
                .toList();
    }

    private static RefusedException busy(DeviceId id) {
        return new RefusedException(
                ErrorCode.CONFLICT, "The device " + id + " is being changed by others all the time.");
    }

    private Optional<Device> tryToEdit(DeviceId id, Edit edit) {
        try {
            return Optional.of(transactions.change(() -> {
                Optional<Device> stored = store.find(id);
                Device before = stored.or(() -> notStoredYet(id)).orElse(null);
                Device after = edit.apply(before).at(next(id, before == null ? 0 : before.version()));
                if (!store.save(after, stored.map(Device::version).orElse(0L))) {
                    throw new OvertakenException();
                }
                return after;
            }));
        } catch (OvertakenException overtaken) {
            return Optional.empty();
        }
    }

    private Optional<Device> tryToRemove(DeviceId id, Consumer<Device> within) {
        try {
            return Optional.of(transactions.change(() -> {
                Optional<Device> stored = store.find(id);
                Device before = stored.or(() -> notStoredYet(id)).orElseThrow(() -> notFound(id));
                within.accept(before);
                if (stored.isPresent() && !store.remove(id, before.version())) {
                    throw new OvertakenException();
                }
                return before;
            }));
        } catch (OvertakenException overtaken) {
            return Optional.empty();
        }
    }

    private void forget(DeviceId id, long version) {
        synchronized (removals) {
            removals.remove(id);
            removals.put(id, version);
            if (removals.size() > REMEMBERED_REMOVALS) {
                removals.remove(removals.firstEntry().getKey());
            }
        }
        entries.computeIfPresent(id, (same, now) -> now.device().version() > version ? now : null);
    }

    /** A device that memory has and the store not yet. */
    private Optional<Device> notStoredYet(DeviceId id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> !entry.stored())
                .map(Entry::device);
    }

    /** Grows also from a device that was removed to the next one with the same address. */
    private long next(DeviceId id, long version) {
        synchronized (removals) {
            long before = Math.max(version, removals.getOrDefault(id, 0L));
            return Math.max(before + 1, clock.instant().toEpochMilli());
        }
    }

    /** Of changes that were stored one after another the last one stays, in whatever order they arrive here. */
    private void install(Device changed) {
        entries.compute(changed.id(), (id, now) -> {
            if (now == null) {
                return removedAfter(changed) ? null : Entry.of(changed, true);
            }
            return now.device().version() >= changed.version() ? now : now.changed(changed);
        });
    }

    private boolean removedAfter(Device changed) {
        synchronized (removals) {
            Long removed = removals.get(changed.id());
            return removed != null && removed >= changed.version();
        }
    }

    private void touch(DeviceId id, UnaryOperator<Entry> change) {
        if (entries.computeIfPresent(id, (same, entry) -> change.apply(entry)) != null) {
            writing.mark(id);
        }
    }

    private void write(List<DeviceId> ids) {
        List<Device> fresh = new ArrayList<>();
        List<Device> known = new ArrayList<>();
        for (DeviceId id : ids) {
            Entry entry = entries.get(id);
            if (entry != null) {
                (entry.stored() ? known : fresh).add(entry.device());
            }
        }
        transactions.run(() -> {
            store.met(fresh);
            store.reported(known);
        });
        for (Device device : fresh) {
            if (entries.computeIfPresent(device.id(), (id, entry) -> entry.nowStored()) == null) {
                // Somebody removed it while it was on its way into the store.
                transactions.run(() -> store.remove(device.id(), device.version()));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Somebody else's change was stored first. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private OvertakenException() {
            super("overtaken", null, false, false);
        }
    }
}
