package dev.mynah.firmware;

import dev.mynah.device.Device;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All images and targets at one moment. Immutable.
 *
 * @param missing ids of images whose bytes are not on the disk
 */
record FirmwareState(Map<String, FirmwareImage> images, Map<Target.Place, Target> targets, Set<String> missing) {
    static final FirmwareState NOTHING = new FirmwareState(Map.of(), Map.of(), Set.of());

    FirmwareState {
        images = Map.copyOf(images);
        targets = Map.copyOf(targets);
        missing = Set.copyOf(missing);
    }

    static FirmwareState of(List<FirmwareImage> images, List<Target> targets, Set<String> missing) {
        return new FirmwareState(
                images.stream().collect(Collectors.toMap(FirmwareImage::id, Function.identity())),
                targets.stream().collect(Collectors.toMap(Target::place, Function.identity())),
                missing);
    }

    /** The nearest target: of the device, of one of its groups (the one set last), or of its board. */
    Optional<Target> nearest(Device device) {
        String board = device.reported().board();
        return at(Target.Place.device(device.id()))
                .or(() -> ofGroups(device.arrangement().groups(), board))
                .or(() -> at(Target.Place.board(board)));
    }

    private Optional<Target> ofGroups(Set<String> groups, String board) {
        return groups.stream()
                .flatMap(group -> at(Target.Place.group(group, board)).stream())
                .max(Comparator.comparing(Target::setAt).thenComparing(Target::id));
    }

    Optional<Target> at(Target.Place place) {
        return Optional.ofNullable(targets.get(place));
    }

    /** The image of a target, if its bytes are there. */
    @Nullable
    FirmwareImage imageOf(Target target) {
        return missing.contains(target.imageId()) ? null : images.get(target.imageId());
    }
}
