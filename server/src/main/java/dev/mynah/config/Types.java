package dev.mynah.config;

import dev.mynah.protocol.DeviceId;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types a configuration key can have. */
final class Types {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s?(B|KiB|MiB)?");

    private Types() {}

    static ValueType<String> text(String allowed) {
        return new Single<>(allowed, text -> text, false);
    }

    static ValueType<Boolean> truth() {
        return new Single<>(
                "true or false",
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                false);
    }

    /** Text of one form. */
    static ValueType<String> matching(String allowed, String form) {
        return new Single<>(
                allowed,
                text -> {
                    if (!text.matches(form)) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                },
                false);
    }

    /** Text that must not be empty. */
    static ValueType<String> name() {
        return new Single<>(
                "a name",
                text -> {
                    if (text.isBlank()) {
                        throw new IllegalArgumentException("empty");
                    }
                    return text;
                },
                false);
    }

    static ValueType<AddressRange> addressRange() {
        return new Single<>("an address or a block such as 10.0.0.0/8", AddressRange::parse, false);
    }

    static ValueType<DeviceId> deviceId() {
        return new Single<>(
                "an address such as 02:00:00:00:00:01",
                text -> DeviceId.parse(text).orElseThrow(() -> new IllegalArgumentException(text)),
                false);
    }

    static ValueType<Integer> whole(int least, int most) {
        return new Single<>(
                "a whole number from %d to %d".formatted(least, most),
                text -> within(Integer.parseInt(text), least, most),
                false);
    }

    static ValueType<Duration> duration(Duration least, Duration most) {
        return new Single<>(
                "a time from %s to %s, such as %s"
                        .formatted(
                                DurationText.of(least),
                                DurationText.of(most),
                                most.toDays() > 0 ? "90m, 12h or 30d" : "700ms, 10s, 5m or 1h"),
                text -> within(DurationText.parse(text), least, most),
                false);
    }

    /** A number of bytes, written plainly or with KiB or MiB. */
    static ValueType<Integer> size(int least, int most) {
        return new Single<>(
                "a size from %d to %d bytes, such as 65536 or 64KiB".formatted(least, most),
                text -> within(bytes(text), least, most),
                false);
    }

    /** An IPv4 address or a name, as a device can use it. */
    static ValueType<String> host() {
        return new Single<>(
                "an IPv4 address or a host name, without port",
                text -> {
                    if (!HOST.matcher(text).matches()) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                },
                false);
    }

    static ValueType<String> hostAndPort() {
        return new Single<>(
                "HOST:PORT",
                text -> {
                    int colon = text.lastIndexOf(':');
                    if (colon < 0 || !HOST.matcher(text.substring(0, colon)).matches()) {
                        throw new IllegalArgumentException(text);
                    }
                    int port = Integer.parseInt(text.substring(colon + 1));
                    if (port < 1 || port > 65535) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                },
                false);
    }

    static ValueType<Locale> language() {
        return new Single<>("a language tag such as en-US or zh-CN", Types::locale, false);
    }

    static ValueType<ZoneId> zone() {
        return new Single<>("a time zone such as Europe/Berlin or +08:00", text -> ZoneId.of(text), false);
    }

    /** An absolute address with a host and one of the schemes, without query or fragment. */
    static ValueType<URI> address(String... schemes) {
        Set<String> known = Set.of(schemes);
        return new Single<>(
                "an address that begins with " + String.join(":// or ", schemes) + "://",
                text -> address(text, known),
                false);
    }

    static ValueType<Secret> secret() {
        return secret("text, ${ENV:NAME} or file:PATH");
    }

    static ValueType<Secret> secret(String allowed) {
        return new Single<>(allowed, Secret::new, true);
    }

    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        String allowed = all.stream().map(Enum::toString).collect(Collectors.joining(", "));
        return new Single<>(
                all.size() == 1 ? "only " + allowed : "one of " + allowed,
                text -> all.stream()
                        .filter(one -> one.toString().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)),
                false);
    }

    static <T> ValueType<List<T>> listOf(ValueType<T> element, int least, String allowed) {
        return new Several<>(element, least, allowed);
    }

    private static <C extends Comparable<C>> C within(C value, C least, C most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value + " is out of bounds");
        }
        return value;
    }

    private static int bytes(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        String unit = matcher.group(2);
        int factor = unit == null || unit.equals("B") ? 1 : unit.equals("KiB") ? 1024 : 1024 * 1024;
        long bytes = Long.parseLong(matcher.group(1)) * factor;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static Locale locale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (Set.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
                return locale;
            }
        } catch (IllformedLocaleException malformed) {
            throw new IllegalArgumentException(tag, malformed);
        }
        throw new IllegalArgumentException(tag);
    }

    private static URI address(String text, Set<String> schemes) {
        URI address = URI.create(text);
        boolean complete = address.getScheme() != null
                && schemes.contains(address.getScheme())
                && address.getHost() != null
                && address.getQuery() == null
                && address.getFragment() == null;
        if (!complete) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }

    private record Single<T>(String allowed, Function<String, T> reader, boolean secret) implements ValueType<T> {
        @Override
        public boolean list() {
            return false;
        }

        @Override
        public T parse(List<String> items) {
            try {
                return reader.apply(items.getFirst());
            } catch (java.time.DateTimeException malformed) {
                throw new IllegalArgumentException(malformed);
            }
        }
    }

    private record Several<T>(ValueType<T> element, int least, String allowed) implements ValueType<List<T>> {
        @Override
        public boolean list() {
            return true;
        }

        @Override
        public List<T> parse(List<String> items) {
            if (items.size() < least) {
                throw new IllegalArgumentException("too few");
            }
            return items.stream().map(item -> element.parse(List.of(item))).toList();
        }
    }
}
