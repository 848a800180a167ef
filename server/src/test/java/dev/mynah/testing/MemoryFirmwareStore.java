package dev.mynah.testing;

import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareStore;
import dev.mynah.firmware.Target;
import dev.mynah.storage.StorageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps firmware images and targets in memory. Thread-safe. */
public final class MemoryFirmwareStore implements FirmwareStore {
    private final Map<String, FirmwareImage> images = new ConcurrentHashMap<>();
    private final Map<Target.Place, Target> targets = new ConcurrentHashMap<>();
    private final Set<Arrival> arrivals = ConcurrentHashMap.newKeySet();
    private final MemoryTransactions transactions;

    public MemoryFirmwareStore(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<FirmwareImage> images() {
        transactions.refuseWhenDown();
        List<FirmwareImage> all = new ArrayList<>(images.values());
        all.sort(Comparator.comparing(FirmwareImage::uploadedAt)
                .thenComparing(FirmwareImage::id)
                .reversed());
        return all;
    }

    @Override
    public void add(FirmwareImage image) {
        boolean taken = images.values().stream()
                .anyMatch(other ->
                        other.board().equals(image.board()) && other.version().equals(image.version()));
        if (taken) {
            throw new StorageException(StorageException.Reason.DUPLICATE, "there is one");
        }
        images.put(image.id(), image);
        transactions.onFailure(() -> images.remove(image.id()));
    }

    @Override
    public boolean remove(String id) {
        FirmwareImage gone = images.remove(id);
        if (gone != null) {
            transactions.onFailure(() -> images.put(id, gone));
        }
        return gone != null;
    }

    @Override
    public List<Target> targets() {
        transactions.refuseWhenDown();
        return targets.values().stream()
                .sorted(Comparator.comparing(Target::id))
                .toList();
    }

    @Override
    public void put(Target target) {
        clear(target.place());
        targets.put(target.place(), target);
        transactions.onFailure(() -> targets.remove(target.place()));
    }

    @Override
    public boolean clear(Target.Place place) {
        Target gone = targets.remove(place);
        if (gone == null) {
            return false;
        }
        Set<Arrival> done = new HashSet<>(arrivals);
        done.removeIf(arrival -> !arrival.targetId().equals(gone.id()));
        arrivals.removeAll(done);
        transactions.onFailure(() -> {
            targets.put(place, gone);
            arrivals.addAll(done);
        });
        return true;
    }

    @Override
    public Set<Arrival> arrivals() {
        transactions.refuseWhenDown();
        return Set.copyOf(arrivals);
    }

    @Override
    public void arrived(Set<Arrival> some) {
        transactions.refuseWhenDown();
        some.stream()
                .filter(arrival ->
                        targets.values().stream().anyMatch(target -> target.id().equals(arrival.targetId())))
                .forEach(arrivals::add);
    }
}
