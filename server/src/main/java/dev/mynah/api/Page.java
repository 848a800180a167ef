package dev.mynah.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items as they are answered
 * @param nextCursor where the next part begins; null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what was found when one more than asked for was looked for.
     *
     * @param found at most {@code call.limit() + 1}, in order
     * @param view of one of them
     * @param key what {@link Call#after} gives back for the next page: sort values of the last one on this
     */
    public static <F, T> Page<T> of(Call call, List<F> found, Function<F, T> view, Function<F, List<String>> key) {
        boolean more = found.size() > call.limit();
        List<F> shown = more ? found.subList(0, call.limit()) : found;
        return new Page<>(shown.stream().map(view).toList(), more ? call.cursor(key.apply(shown.getLast())) : null);
    }
}
