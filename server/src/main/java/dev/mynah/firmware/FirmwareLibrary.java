package dev.mynah.firmware;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images and who shall have them. What is in force is known in memory, also while the database is away; changes block
 * until they are durable. Thread-safe.
 */
public final class FirmwareLibrary {
    private static final Logger log = LoggerFactory.getLogger(FirmwareLibrary.class);
    private static final int MOST_TARGETS = 20_000;

    private final FirmwareStore store;
    private final ImageFiles files;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final int limit;
    private final AtomicLong changes = new AtomicLong();
    private final Object publishing = new Object();
    private long published;
    private volatile FirmwareState state = FirmwareState.NOTHING;
    private volatile Consumer<Set<String>> targetsChanged = targets -> {};

    /**
     * @param ids makes ids that were never used before
     * @param limit most images
     */
    public FirmwareLibrary(
            FirmwareStore store,
            ImageFiles files,
            Transactions transactions,
            AuditLog audit,
            Supplier<String> ids,
            InstantSource clock,
            int limit) {
        this.store = store;
        this.files = files;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Reads what is stored, and removes files that were interrupted; before anything else.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read
     */
    public void load() {
        refresh();
        FirmwareState now = state;
        now.missing().forEach(id -> log.warn("The file of firmware image {} is missing; it is not offered", id));
        try {
            files.tidy(now.images().keySet());
        } catch (IOException e) {
            log.warn("What is left of interrupted uploads could not be removed: {}", e.toString());
        }
    }

    /** Every image, the latest first. */
    public List<FirmwareImage> images() {
        return state.images().values().stream()
                .sorted(Comparator.comparing(FirmwareImage::uploadedAt)
                        .thenComparing(FirmwareImage::id)
                        .reversed())
                .toList();
    }

    public Optional<FirmwareImage> find(String id) {
        return Optional.ofNullable(state.images().get(id));
    }

    /** Every target, in no order. */
    public Collection<Target> targets() {
        return state.targets().values();
    }

    /** The target at a place. */
    public Optional<Target> at(Target.Place place) {
        return state.at(place);
    }

    /** Where images lie. */
    public ImageFiles files() {
        return files;
    }

    /**
     * Takes an image in.
     *
     * @param file all of it has come
     * @throws RefusedException INVALID_REQUEST when the file or the wish is wrong, CONFLICT, LIMIT_REACHED, UNAVAILABLE
     */
    public FirmwareImage add(ImageFiles.Incoming file, ImageWish wish, Actor who) throws IOException {
        FirmwareImage image =
                wish.image(ids.get(), file, who.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        refuseUnlessNew(state.images().values(), image);
        file.keepAs(image.id());
        try {
            transactions.run(() -> {
                refuseUnlessNew(store.images(), image);
                store.add(image);
                audit.record(who, AuditAction.FIRMWARE_UPLOADED, subject(image), told(image));
            });
        } catch (RuntimeException refused) {
            files.remove(image.id());
            throw refused;
        }
        changed();
        return image;
    }

    private void refuseUnlessNew(Collection<FirmwareImage> others, FirmwareImage image) {
        if (others.size() >= limit) {
            throw new RefusedException(
                    ErrorCode.LIMIT_REACHED,
                    "The server has all the " + limit + " images it may have (firmware.images). Delete some first.");
        }
        boolean taken = others.stream()
                .anyMatch(other ->
                        other.board().equals(image.board()) && other.version().equals(image.version()));
        if (taken) {
            throw new RefusedException(
                    ErrorCode.CONFLICT,
                    "There is an image " + image.version() + " for " + image.board()
                            + " already. Devices tell builds apart by their version alone: raise it and build again.");
        }
    }

    /**
     * Forgets an image and its bytes.
     *
     * @throws RefusedException NOT_FOUND; CONFLICT while some device shall have it
     */
    public void remove(String id, Actor who) {
        transactions.run(() -> {
            FirmwareImage image = stored(id);
            long uses = store.targets().stream()
                    .filter(target -> target.imageId().equals(id))
                    .count();
            if (uses > 0) {
                throw new RefusedException(
                        ErrorCode.CONFLICT,
                        "The image is still meant for devices, in " + uses + " place(s). Take it away there first.");
            }
            store.remove(id);
            audit.record(who, AuditAction.FIRMWARE_DELETED, subject(image), told(image));
        });
        changed();
        try {
            files.remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says what some devices shall have, instead of what was said for the same place before.
     *
     * @param forced whether devices install it whatever they run, once
     * @throws RefusedException NOT_FOUND, LIMIT_REACHED; INVALID_REQUEST when the image cannot be forced
     */
    public Target aim(String imageId, boolean forced, Target.Place place, Actor who) {
        String id = ids.get();
        Target aimed = transactions.change(() -> {
            FirmwareImage image = stored(imageId);
            if (forced && image.built().version().isEmpty()) {
                throw new RefusedException(
                        ErrorCode.INVALID_REQUEST,
                        "This image does not say which version it is, so nobody could tell whether a device has installed it:"
                                + " it cannot be forced.");
            }
            Target target = new Target(
                    id, place, imageId, forced, who.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (store.targets().size() >= MOST_TARGETS) {
                throw new RefusedException(
                        ErrorCode.LIMIT_REACHED, "There are " + MOST_TARGETS + " targets already; take some away.");
            }
            store.put(target);
            audit.record(who, AuditAction.FIRMWARE_AIMED, subject(image), told(image, target));
            return target;
        });
        changed();
        return aimed;
    }

    /**
     * Takes a target away.
     *
     * @throws RefusedException NOT_FOUND when there is none
     */
    public void clear(Target target, Actor who) {
        transactions.run(() -> {
            if (!store.clear(target.place())) {
                throw new RefusedException(ErrorCode.NOT_FOUND, "No firmware was chosen there.");
            }
            FirmwareImage image = stored(target.imageId());
            audit.record(who, AuditAction.FIRMWARE_CLEARED, subject(image), told(image, target));
        });
        changed();
    }

    /** Forgets the targets of a device or group that is no more. */
    public void forget(Target.Kind kind, String subject) {
        List<Target.Place> gone = state.targets().keySet().stream()
                .filter(place -> place.kind() == kind && place.subject().equals(subject))
                .toList();
        if (!gone.isEmpty()) {
            transactions.run(() -> gone.forEach(store::clear));
            changed();
        }
    }

    FirmwareState state() {
        return state;
    }

    /** Who is told the ids of all targets after they changed. */
    void onTargets(Consumer<Set<String>> listener) {
        targetsChanged = listener;
    }

    private FirmwareImage stored(String id) {
        return store.images().stream()
                .filter(image -> image.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such firmware image."));
    }

    private void changed() {
        refresh();
        targetsChanged.accept(state.targets().values().stream().map(Target::id).collect(Collectors.toSet()));
    }

    private record Stored(List<FirmwareImage> images, List<Target> targets) {}

    /** Of two that read at the same time, the one that saw more changes wins, in whatever order they come here. */
    private void refresh() {
        long seen = changes.incrementAndGet();
        Stored stored = transactions.change(() -> new Stored(store.images(), store.targets()));
        Set<String> missing = stored.images().stream()
                .filter(image -> !files.has(image))
                .map(FirmwareImage::id)
                .collect(Collectors.toSet());
        FirmwareState read = FirmwareState.of(stored.images(), stored.targets(), missing);
        synchronized (publishing) {
            if (seen > published) {
                published = seen;
                state = read;
            }
        }
    }

    private static Map<String, String> told(FirmwareImage image) {
        return Map.of(
                "board", image.board(),
                "version", image.version().toString(),
                "sha256", image.sha256());
    }

    private static Map<String, String> told(FirmwareImage image, Target target) {
        Map<String, String> told = new HashMap<>(Map.of(
                "board", image.board(),
                "version", image.version().toString(),
                "forced", String.valueOf(target.forced())));
        switch (target.place().kind()) {
            case DEVICE -> told.put("device", target.place().subject());
            case GROUP -> told.put("groups", target.place().subject());
            case BOARD -> {
                // The image's, which is told already.
            }
        }
        return told;
    }

    private static AuditSubject subject(FirmwareImage image) {
        return new AuditSubject(image.id(), image.name());
    }
}
