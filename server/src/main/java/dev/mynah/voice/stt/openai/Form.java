package dev.mynah.voice.stt.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A {@code multipart/form-data} body (RFC 7578) of known length, which some servers insist on. For one thread. */
final class Form {
    /** Occurs neither in words nor, for all practical purposes, in sound. */
    private static final String BOUNDARY = "mynah-form-9c41e0a7d2b84f5f8a63";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    Form field(String name, String value) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    Form file(String name, String fileName, String contentType, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    /** The complete body. */
    byte[] bytes() {
        byte[] parts = body.toByteArray();
        byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(parts, parts.length + end.length);
        System.arraycopy(end, 0, whole, parts.length, end.length);
        return whole;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
