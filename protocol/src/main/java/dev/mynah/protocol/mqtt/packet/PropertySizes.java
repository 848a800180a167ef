package dev.mynah.protocol.mqtt.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Properties to be written: their length must be known before the first of them. Not thread-safe. */
final class PropertySizes {
    private final List<Consumer<PacketBytes>> writing = new ArrayList<>(0);
    private int length;

    void number(Property property, long value) {
        switch (property.form()) {
            case BYTE -> add(property, 1, bytes -> bytes.oneByte((int) value));
            case TWO_BYTES -> add(property, 2, bytes -> bytes.twoBytes((int) value));
            case FOUR_BYTES -> add(property, 4, bytes -> bytes.fourBytes(value));
            case VARIABLE -> add(property, PacketBytes.variableSize((int) value), bytes -> bytes.variable((int) value));
            case TEXT, BINARY, TWO_TEXTS -> throw new IllegalArgumentException(property + " is no number");
        }
    }

    void textIfAny(Property property, @Nullable String text) {
        if (text != null) {
            text(property, text);
        }
    }

    void text(Property property, String text) {
        binary(property, PacketBytes.utf8(text));
    }

    void binary(Property property, byte[] value) {
        add(property, 2 + value.length, bytes -> bytes.binary(value));
    }

    void user(MessageProperties.UserProperty pair) {
        byte[] name = PacketBytes.utf8(pair.name());
        byte[] value = PacketBytes.utf8(pair.value());
        add(Property.USER_PROPERTY, 4 + name.length + value.length, bytes -> bytes.binary(name)
                .binary(value));
    }

    private void add(Property property, int size, Consumer<PacketBytes> value) {
        length += 1 + size;
        writing.add(bytes -> value.accept(bytes.oneByte(property.id())));
    }

    /** The length of all, and of the length itself. */
    int withLength() {
        return PacketBytes.variableSize(length) + length;
    }

    void write(PacketBytes bytes) {
        bytes.variable(length);
        writing.forEach(one -> one.accept(bytes));
    }
}
