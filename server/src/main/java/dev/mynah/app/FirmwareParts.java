package dev.mynah.app;

import dev.mynah.api.Resource;
import dev.mynah.api.firmware.FirmwareDownloads;
import dev.mynah.api.firmware.FirmwareResource;
import dev.mynah.config.Configuration;
import dev.mynah.config.FirmwareSettings;
import dev.mynah.firmware.DownloadAddresses;
import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareLibrary;
import dev.mynah.firmware.FirmwareOffers;
import dev.mynah.firmware.ImageFiles;
import dev.mynah.firmware.Target;
import dev.mynah.secret.Signer;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.firmware.SqlFirmwareStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** Everything about firmware, put together. Loaded at the start, closed at the end. */
final class FirmwareParts implements AutoCloseable {
    private final FirmwareLibrary library;
    private final FirmwareOffers offers;
    private final FirmwareDownloads downloads;
    private final Fleet fleet;

    FirmwareParts(Configuration configuration, Fleet fleet, Database database, Vertx vertx, MeterRegistry metrics) {
        Fleet.Surroundings around = fleet.surroundings();
        FirmwareSettings settings = configuration.firmware();
        SqlFirmwareStore store = new SqlFirmwareStore(database);
        DownloadAddresses addresses = new DownloadAddresses(
                new Signer(around.keys().claim("firmware.address")), settings.addressValidity(), around.clock());
        this.fleet = fleet;
        this.library = new FirmwareLibrary(
                store,
                new ImageFiles(configuration.data().resolve("firmware")),
                database,
                around.stores().audit(),
                Pages.ids("f_"),
                around.clock(),
                settings.images());
        this.offers = new FirmwareOffers(
                library,
                store,
                fleet.registry(),
                addresses,
                configuration.devices().activation(),
                around.scheduler(),
                around.threads());
        this.downloads = new FirmwareDownloads(
                vertx, library, addresses, settings.downloads(), settings.stall(), around.threads());
        fleet.onRemoval(
                device -> library.forget(Target.Kind.DEVICE, device.mac()),
                group -> library.forget(Target.Kind.GROUP, group));
        metrics.gauge("mynah.firmware.downloads", downloads, FirmwareDownloads::underWay);
    }

    /** Reads what is stored. Blocks. */
    void load() {
        library.load();
        offers.load();
    }

    FirmwareOffers offers() {
        return offers;
    }

    FirmwareDownloads downloads() {
        return downloads;
    }

    /** What the image of that id is called. */
    Optional<String> imageName(String id) {
        return library.find(id).map(FirmwareImage::name);
    }

    List<Resource> resources() {
        return List.of(new FirmwareResource(library, offers, fleet.devices(), fleet.groups()));
    }

    @Override
    public void close() {
        offers.close();
    }
}
