package dev.mynah.firmware;

import static dev.mynah.testing.MemoryFleet.id;
import static dev.mynah.testing.MemoryFleet.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.access.Actor;
import dev.mynah.device.Scope;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.secret.Signer;
import dev.mynah.storage.StorageException;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.MemoryFirmwareStore;
import dev.mynah.testing.MemoryFleet;
import dev.mynah.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareOffersTest {
    private static final String BOARD = "bread-compact-wifi";
    private static final Actor ADA = new Actor(Actor.Kind.USER, "u-1", "ada", "127.0.0.1");

    private final MemoryFleet fleet = new MemoryFleet();
    private final MemoryFirmwareStore store = new MemoryFirmwareStore(fleet.transactions);
    private final AtomicInteger ids = new AtomicInteger();
    private final DownloadAddresses addresses =
            new DownloadAddresses(new Signer(TestKeys.ring(1)), Duration.ofHours(1), fleet.clock);

    @TempDir
    private Path directory;

    private FirmwareLibrary library;
    private FirmwareOffers offers;

    @BeforeEach
    void start() {
        library = new FirmwareLibrary(
                store,
                new ImageFiles(directory.resolve("firmware")),
                fleet.transactions,
                fleet.audit,
                () -> "f" + ids.incrementAndGet(),
                fleet.clock,
                5);
        offers = new FirmwareOffers(library, store, fleet.registry, addresses, true, fleet.time, Runnable::run);
        library.load();
        offers.load();
    }

    @Test
    void the_target_of_a_device_counts_before_its_groups_and_those_before_its_boards() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        String group = fleet.groups.make("kitchen", "", null, ADA).id();
        fleet.devices.arrange(
                device, Scope.ALL, ADA, known -> known.arrangement().in(List.of(group)));
        library.aim(uploaded("2.5.0"), false, Target.Place.board(BOARD), ADA);
        assertThat(version(device)).isEqualTo("2.5.0");

        library.aim(uploaded("2.4.3"), false, Target.Place.group(group, BOARD), ADA);
        assertThat(version(device)).isEqualTo("2.4.3");

        library.aim(uploaded("2.4.4"), false, Target.Place.device(device), ADA);
        assertThat(version(device)).isEqualTo("2.4.4");

        library.clear(library.at(Target.Place.device(device)).orElseThrow(), ADA);
        assertThat(version(device)).isEqualTo("2.4.3");
        library.clear(library.at(Target.Place.group(group, BOARD)).orElseThrow(), ADA);
        assertThat(version(device)).isEqualTo("2.5.0");
    }

    @Test
    void of_several_groups_the_target_that_was_set_last_counts() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        String one = fleet.groups.make("one", "", null, ADA).id();
        String two = fleet.groups.make("two", "", null, ADA).id();
        fleet.devices.arrange(
                device, Scope.ALL, ADA, known -> known.arrangement().in(List.of(one, two)));
        library.aim(uploaded("2.5.0"), false, Target.Place.group(one, BOARD), ADA);
        fleet.time.pass(Duration.ofSeconds(1));
        library.aim(uploaded("2.4.9"), false, Target.Place.group(two, BOARD), ADA);

        assertThat(version(device)).isEqualTo("2.4.9");
    }

    @Test
    void a_device_that_nobody_has_bound_is_offered_nothing() throws Exception {
        library.aim(uploaded("2.5.0"), false, Target.Place.board(BOARD), ADA);
        fleet.registry.met(id(2));
        fleet.registry.reported(id(2), report(id(2), "2.4.2", Map.of()));

        assertThat(offers.offer(id(2), "http://h:1")).isEmpty();
        assertThat(offers.offer(id(3), "http://h:1"))
                .as("nor one nobody ever saw")
                .isEmpty();
    }

    @Test
    void offers_go_on_while_the_database_is_away() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        library.aim(uploaded("2.5.0"), true, Target.Place.board(BOARD), ADA);
        fleet.transactions.goDown();

        assertThat(version(device)).isEqualTo("2.5.0");
        fleet.registry.reported(device, report(device, "2.5.0", Map.of()));
        assertThat(offers.offer(device, "http://h:1")).isEmpty();
        fleet.registry.reported(device, report(device, "2.6.0", Map.of()));
        assertThat(offers.offer(device, "http://h:1")).as("it was forced once").isEmpty();

        fleet.transactions.comeBack();
        assertThat(store.arrivals()).isEmpty();
        fleet.time.pass(Duration.ofSeconds(30));
        assertThat(store.arrivals()).hasSize(1);
    }

    @Test
    void what_was_forced_once_is_not_forced_again_after_a_restart() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        library.aim(uploaded("2.4.0"), true, Target.Place.board(BOARD), ADA);
        assertThat(offers.offer(device, "http://h:1").orElseThrow().force()).isTrue();
        fleet.registry.reported(device, report(device, "2.4.0", Map.of()));
        offers.offer(device, "http://h:1");

        start();
        fleet.registry.reported(device, report(device, "2.4.2", Map.of()));

        assertThat(offers.offer(device, "http://h:1")).isEmpty();
    }

    @Test
    void an_image_that_does_not_say_its_version_cannot_be_forced() throws Exception {
        String silent = uploaded("2.5.0", AppImages.silent(4000));

        assertThatThrownBy(() -> library.aim(silent, true, Target.Place.board(BOARD), ADA))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void an_address_is_good_for_its_device_and_image_until_it_expires() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        library.aim(uploaded("2.5.0"), false, Target.Place.board(BOARD), ADA);
        String path = offers.offer(device, "").orElseThrow().url();

        assertThat(addresses.read(path)).isEqualTo(new DownloadAddresses.Good("f1", device));
        assertThat(addresses.read(path.replace("020000000001", "020000000002")))
                .isInstanceOf(DownloadAddresses.Unknown.class);
        assertThat(addresses.read(path.replace("/f1/", "/f2/"))).isInstanceOf(DownloadAddresses.Unknown.class);
        assertThat(addresses.read(path.replaceFirst("/(\\d{10})/", "/9$1/")))
                .isInstanceOf(DownloadAddresses.Unknown.class);
        assertThat(addresses.read(path + "x")).isInstanceOf(DownloadAddresses.Unknown.class);

        fleet.time.pass(Duration.ofMinutes(59));
        assertThat(addresses.read(path)).isInstanceOf(DownloadAddresses.Good.class);
        fleet.time.pass(Duration.ofMinutes(1));
        assertThat(addresses.read(path)).isInstanceOf(DownloadAddresses.Expired.class);
    }

    @Test
    void an_image_whose_file_is_lost_is_not_offered_after_a_restart() throws Exception {
        DeviceId device = fleet.bound(1, null).id();
        String image = uploaded("2.5.0");
        library.aim(image, false, Target.Place.board(BOARD), ADA);
        Files.delete(library.files().of(image));

        start();

        assertThat(offers.offer(device, "http://h:1")).isEmpty();
        assertThat(offers.verdict(fleet.registry.find(device).orElseThrow()))
                .isInstanceOfSatisfying(Verdict.Withheld.class, withheld -> assertThat(withheld.reason())
                        .isEqualTo(Verdict.Reason.FILE_MISSING));
    }

    @Test
    void what_an_interrupted_upload_left_behind_goes_at_the_next_start() throws Exception {
        String kept = uploaded("2.5.0");
        Path folder = directory.resolve("firmware");
        Files.write(folder.resolve("upload-1.part"), new byte[10]);
        Files.write(folder.resolve("f99.bin"), new byte[10]);

        start();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(kept + ".bin");
        }
    }

    @Test
    void an_image_that_could_not_be_stored_leaves_no_file() throws Exception {
        uploaded("2.5.0");
        fleet.transactions.goDown();

        assertThatThrownBy(() -> uploaded("2.5.1")).isInstanceOf(StorageException.class);

        try (var files = Files.list(directory.resolve("firmware"))) {
            assertThat(files.count()).isEqualTo(1);
        }
    }

    @Test
    void there_are_only_so_many_images() throws Exception {
        for (int i = 0; i < 5; i++) {
            uploaded("2.5." + i);
        }

        assertThatThrownBy(() -> uploaded("2.6.0"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.LIMIT_REACHED));
    }

    private String version(DeviceId device) {
        Optional<DeviceConfiguration.Firmware> offer = offers.offer(device, "http://h:1");
        return offer.map(firmware -> firmware.version().toString()).orElse("");
    }

    private String uploaded(String version) throws IOException {
        return uploaded(version, AppImages.of(version, 4000));
    }

    private String uploaded(String version, byte[] bytes) throws IOException {
        try (ImageFiles.Incoming file = library.files().begin()) {
            assertThat(file.write(bytes, 0, bytes.length)).isTrue();
            return library.add(file, new ImageWish(BOARD, version, ""), ADA).id();
        }
    }
}
