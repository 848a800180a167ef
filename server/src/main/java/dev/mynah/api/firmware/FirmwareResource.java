package dev.mynah.api.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.device.DeviceOrder;
import dev.mynah.device.DevicePage;
import dev.mynah.device.DeviceQuery;
import dev.mynah.device.Devices;
import dev.mynah.device.Groups;
import dev.mynah.device.KnownDevice;
import dev.mynah.device.Scope;
import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareLibrary;
import dev.mynah.firmware.FirmwareOffers;
import dev.mynah.firmware.Target;
import dev.mynah.protocol.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Firmware for people: images, who shall have them, and what each device is offered. Thread-safe. */
public final class FirmwareResource implements Resource {
    private final FirmwareLibrary library;
    private final FirmwareOffers offers;
    private final Devices devices;
    private final Groups groups;
    private final Uploads uploads;

    public FirmwareResource(FirmwareLibrary library, FirmwareOffers offers, Devices devices, Groups groups) {
        this.library = library;
        this.offers = offers;
        this.devices = devices;
        this.groups = groups;
        this.uploads = new Uploads(library);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listFirmware", this::list,
                "uploadFirmware", this::upload,
                "readFirmware", call -> Answer.ok(view(wanted(call))),
                "deleteFirmware", this::delete,
                "listFirmwareTargets", this::targets,
                "setFirmwareTarget", this::aim,
                "clearFirmwareTarget", this::clear,
                "listDeviceFirmware", this::offered,
                "readDeviceFirmware", this::ofDevice);
    }

    /** A part of the list, and how long it is. */
    private record Shown(
            List<FirmwareViews.DeviceView> items, @Nullable String nextCursor, long total) {}

    private Answer list(Call call) {
        Optional<String> board = call.text("board");
        Stream<FirmwareImage> images = library.images().stream()
                .filter(image -> board.isEmpty() || image.board().equals(board.get()));
        return page(call, images, this::view, FirmwareResource::key);
    }

    private Answer upload(Call call) {
        FirmwareImage image = uploads.take(call);
        return Answer.created(view(image), "/api/v1/firmware/" + image.id());
    }

    private Answer delete(Call call) {
        library.remove(call.path("firmware_id"), call.actor());
        return Answer.none();
    }

    private Answer targets(Call call) {
        Stream<Target> targets = library.targets().stream().filter(target -> call.text("firmware_id")
                .filter(id -> !id.equals(target.imageId()))
                .isEmpty());
        return page(call, targets, this::view, FirmwareResource::key);
    }

    private Answer aim(Call call) {
        JsonNode body = call.body();
        FirmwareImage image =
                library.find(body.path("firmware_id").asText()).orElseThrow(() -> Refusals.notFound("firmware image"));
        Target target = library.aim(image.id(), body.path("force").asBoolean(), place(body, image), call.actor());
        return Answer.created(view(target), "/api/v1/firmware-targets");
    }

    private Target.Place place(JsonNode body, FirmwareImage image) {
        String device = body.path("device_id").asText();
        String group = body.path("group_id").asText();
        if (!device.isEmpty() && !group.isEmpty()) {
            throw Refusals.invalid("body.group_id", "cannot be given together with device_id");
        }
        if (!device.isEmpty()) {
            return Target.Place.device(fitting(device, image));
        }
        return group.isEmpty()
                ? Target.Place.board(image.board())
                : Target.Place.group(groups.show(group, Scope.ALL).id(), image.board());
    }

    private DeviceId fitting(String mac, FirmwareImage image) {
        DeviceId id = DeviceId.parse(mac).orElseThrow(() -> Refusals.notFound("device"));
        String board = devices.show(id, Scope.ALL).device().reported().board();
        if (!board.isEmpty() && !board.equals(image.board())) {
            throw Refusals.invalid(
                    "body.firmware_id", "is an image for " + image.board() + ", but the device says it is " + board);
        }
        return id;
    }

    private Answer clear(Call call) {
        String id = call.path("target_id");
        Target target = library.targets().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.notFound("target; it may have been set anew meanwhile"));
        library.clear(target, call.actor());
        return Answer.none();
    }

    private Answer offered(Call call) {
        DeviceOrder.Position after = call.after()
                .map(key -> new DeviceOrder.Position(key.getFirst(), key.getLast()))
                .orElse(null);
        DeviceQuery query = DeviceQuery.all(Scope.ALL, call.limit())
                .containing(call.text("q").orElse(""))
                .with(call.text("board").orElse(null), null);
        DevicePage page = devices.list(query, after);
        DeviceOrder.Position next = page.next();
        return Answer.ok(new Shown(
                page.devices().stream().map(this::view).toList(),
                next == null ? null : call.cursor(List.of(next.key(), next.mac())),
                page.total()));
    }

    private Answer ofDevice(Call call) {
        Principal reader = call.principal();
        Scope scope = reader.ownOnly() ? Scope.ownedBy(reader.owner()) : Scope.ALL;
        DeviceId id = DeviceId.parse(call.path("device_id")).orElseThrow(() -> Refusals.notFound("device"));
        return Answer.ok(view(devices.show(id, scope)));
    }

    private FirmwareImage wanted(Call call) {
        return library.find(call.path("firmware_id")).orElseThrow(() -> Refusals.notFound("firmware image"));
    }

    private FirmwareViews.ImageView view(FirmwareImage image) {
        long targets = library.targets().stream()
                .filter(target -> target.imageId().equals(image.id()))
                .count();
        return FirmwareViews.of(image, targets);
    }

    private FirmwareViews.TargetView view(Target target) {
        return FirmwareViews.of(target, library.find(target.imageId()).orElse(null));
    }

    private FirmwareViews.DeviceView view(KnownDevice known) {
        return FirmwareViews.of(known, offers.verdict(known.device()));
    }

    /** Grows from one image to the next: the latest comes first. */
    private static List<String> key(FirmwareImage image) {
        return List.of("%019d".formatted(Long.MAX_VALUE - image.uploadedAt().toEpochMilli()), image.id());
    }

    private static List<String> key(Target target) {
        return List.of(target.place().kind().name(), target.place().subject(), target.id());
    }

    private static <T> Answer page(Call call, Stream<T> all, Function<T, ?> view, Function<T, List<String>> key) {
        Optional<List<String>> after = call.after();
        List<T> found = all.sorted((one, other) -> compare(key.apply(one), key.apply(other)))
                .filter(each -> after.isEmpty() || compare(key.apply(each), after.get()) > 0)
                .limit(call.limit() + 1L)
                .toList();
        return Answer.page(Page.of(call, found, view, key));
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
