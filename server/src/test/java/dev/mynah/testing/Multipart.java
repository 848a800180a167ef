package dev.mynah.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file, as browsers and curl send it. Confined to one test. */
public final class Multipart {
    private static final String BOUNDARY = "----------7d9f3c1b";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** What goes into Content-Type. */
    public static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public Multipart text(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(byte[] bytes) {
        return part(
                "form-data; name=\"file\"; filename=\"xiaozhi.bin\"\r\nContent-Type: application/octet-stream", bytes);
    }

    private Multipart part(String disposition, byte[] bytes) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n");
        body.writeBytes(bytes);
        write("\r\n");
        return this;
    }

    /** The whole body. */
    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
