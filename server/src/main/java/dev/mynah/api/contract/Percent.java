package dev.mynah.api.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded text, strictly read. Stateless. */
final class Percent {
    private Percent() {}

    /**
     * @param plusIsSpace as in queries
     * @return empty when an escape is broken, what results is not UTF-8, or it cannot be stored
     */
    static Optional<String> decode(String text, boolean plusIsSpace) {
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                int octet = i + 2 <= text.length() - 1 ? octet(text.charAt(i + 1), text.charAt(i + 2)) : -1;
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) octet;
                i += 2;
            } else if (character > 0x7E || character < 0x20) {
                return Optional.empty();
            } else {
                bytes[length++] = (byte) (plusIsSpace && character == '+' ? ' ' : character);
            }
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length)).filter(TextChecks::storable);
    }

    private static int octet(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 || high > 0x7F || low > 0x7F ? -1 : first << 4 | second;
    }

    /** Empty when the bytes are not UTF-8. */
    static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
