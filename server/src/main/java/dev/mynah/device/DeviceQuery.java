package dev.mynah.device;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a list shows. Immutable. Null means that it does not matter.
 *
 * @param scope outside of it nothing is shown
 * @param text words that must all occur in name, address, board, chip, firmware or notes, in any case; empty for all
 * @param online whether they are there
 * @param bound whether somebody has bound them
 * @param group id of a group they are in
 * @param board exactly
 * @param firmware exactly
 * @param order by which they come
 * @param descending the other way round
 * @param limit most of them at once
 */
public record DeviceQuery(
        Scope scope,
        String text,
        @Nullable Boolean online,
        @Nullable Boolean bound,
        @Nullable String group,
        @Nullable String board,
        @Nullable String firmware,
        DeviceOrder order,
        boolean descending,
        int limit) {
    /** Everything in scope by name. */
    public static DeviceQuery all(Scope scope, int limit) {
        return new DeviceQuery(scope, "", null, null, null, null, null, DeviceOrder.NAME, false, limit);
    }

    public DeviceQuery containing(String words) {
        return new DeviceQuery(scope, words, online, bound, group, board, firmware, order, descending, limit);
    }

    public DeviceQuery online(@Nullable Boolean there) {
        return new DeviceQuery(scope, text, there, bound, group, board, firmware, order, descending, limit);
    }

    public DeviceQuery bound(@Nullable Boolean is) {
        return new DeviceQuery(scope, text, online, is, group, board, firmware, order, descending, limit);
    }

    public DeviceQuery in(@Nullable String groupId) {
        return new DeviceQuery(scope, text, online, bound, groupId, board, firmware, order, descending, limit);
    }

    public DeviceQuery with(@Nullable String boardName, @Nullable String firmwareVersion) {
        return new DeviceQuery(scope, text, online, bound, group, boardName, firmwareVersion, order, descending, limit);
    }

    public DeviceQuery by(DeviceOrder other, boolean backwards) {
        return new DeviceQuery(scope, text, online, bound, group, board, firmware, other, backwards, limit);
    }

    /** The words that are looked for. */
    List<String> words() {
        return List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    boolean matches(Entry entry, List<String> words) {
        Device device = entry.device();
        return scope.includes(device.arrangement().ownerId())
                && (online == null || online != entry.connections().isEmpty())
                && (bound == null || bound == (device.pairing() != null))
                && (group == null || device.arrangement().groups().contains(group))
                && (board == null || Objects.equals(board, device.reported().board()))
                && (firmware == null
                        || Objects.equals(firmware, device.reported().firmware()))
                && words.stream().allMatch(entry.words()::contains);
    }
}
