package dev.mynah.firmware;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.support.Scheduler;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What each device is told of firmware when it asks for its configuration. Thread-safe; answers from memory and never waits,
 * whatever is down.
 */
public final class FirmwareOffers implements AutoCloseable {
    private final FirmwareLibrary library;
    private final DeviceRegistry devices;
    private final DownloadAddresses addresses;
    private final Arrivals arrivals;
    private final boolean activation;

    /**
     * @param activation whether devices must be bound
     * @param threads starts a thread that may wait for each task
     */
    public FirmwareOffers(
            FirmwareLibrary library,
            FirmwareStore store,
            DeviceRegistry devices,
            DownloadAddresses addresses,
            boolean activation,
            Scheduler scheduler,
            Executor threads) {
        this.library = library;
        this.devices = devices;
        this.addresses = addresses;
        this.activation = activation;
        this.arrivals = new Arrivals(store, scheduler, threads);
        library.onTargets(arrivals::keepOnly);
    }

    /** Reads what is stored; after the library. Blocks. */
    public void load() {
        arrivals.load();
    }

    /**
     * What a device that has just reported, and may talk with this server, is told.
     *
     * @param base what stands before the server's own paths in an address
     */
    public Optional<DeviceConfiguration.Firmware> offer(DeviceId id, String base) {
        return devices.find(id).flatMap(device -> offer(device, base));
    }

    private Optional<DeviceConfiguration.Firmware> offer(Device device, String base) {
        return switch (verdict(device)) {
            case Verdict.Offered offered ->
                Optional.of(new DeviceConfiguration.Firmware(
                        offered.image().version(),
                        base + addresses.path(offered.image().id(), device.id()),
                        offered.forced()));
            case Verdict.Withheld withheld -> {
                noteArrival(withheld, device);
                yield Optional.empty();
            }
        };
    }

    /** What a device would be told if it asked now, by what it reported last. */
    public Verdict verdict(Device device) {
        if (activation && (device.pairing() == null || device.pairing().tokenId() == null)) {
            return new Verdict.Withheld(Verdict.Reason.NOT_BOUND, null, null);
        }
        FirmwareState state = library.state();
        return state.nearest(device)
                .map(target -> OfferedFirmware.decide(
                        target, state.imageOf(target), device.reported(), arrivals.has(target, device.id())))
                .orElseGet(() -> new Verdict.Withheld(Verdict.Reason.NO_TARGET, null, null));
    }

    private void noteArrival(Verdict.Withheld withheld, Device device) {
        Target target = withheld.target();
        if (withheld.reason() == Verdict.Reason.UP_TO_DATE && target != null && target.forced()) {
            arrivals.note(target, device.id());
        }
    }

    /** Stores what waits, as far as that is possible now. */
    @Override
    public void close() {
        arrivals.flush();
    }
}
