package dev.mynah.api.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.CameraOnWire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoFormTest {
    private static final String TYPE = "multipart/form-data; boundary=" + CameraOnWire.BOUNDARY;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String form(String photo) {
        return CameraOnWire.question("what") + CameraOnWire.file(photo) + CameraOnWire.end();
    }

    private static PhotoForm.Content read(String form, int piece) throws PhotoForm.BrokenForm {
        byte[] all = bytes(form);
        try (PhotoForm reading = new PhotoForm(TYPE)) {
            for (int at = 0; at < all.length; at += piece) {
                reading.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
            }
            return reading.finish();
        }
    }

    @Property(tries = 100)
    void a_photo_is_the_same_in_whatever_pieces_it_comes(
            @ForAll long seed, @ForAll @IntRange(max = 60_000) int length, @ForAll @IntRange(min = 1) int piece)
            throws PhotoForm.BrokenForm {
        byte[] photo = new byte[length];
        new Random(seed).nextBytes(photo);

        PhotoForm.Content read = read(form(new String(photo, StandardCharsets.ISO_8859_1)), Math.min(piece, 1 << 20));

        assertThat(read.question()).isEqualTo("what");
        assertThat(read.file()).isEqualTo(photo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n", "-", "\r\n--", "\r\n------ESP32_CAMERA_BOUNDAR", "\u0000"})
    void a_large_photo_of_nothing_but_beginnings_of_a_boundary_is_read_in_one_byte_pieces(String motif)
            throws Exception {
        String photo = motif.repeat((1 << 20) / motif.length());

        assertThat(read(form(photo), 1).file()).isEqualTo(bytes(photo));
    }

    @Test
    void half_a_photo_leaves_nothing_outside_the_heap() throws Exception {
        byte[] begun = bytes(CameraOnWire.question("what") + CameraOnWire.file("x".repeat(200_000)));
        for (int i = 0; i < 20; i++) {
            PhotoForm form = new PhotoForm(TYPE);
            form.add(begun);
            form.close();
            form.close();
        }
        assertThat(PhotoForm.HEAP.metric().usedDirectMemory()).isZero();
    }

    @Test
    void a_form_without_its_last_boundary_is_no_form() {
        String whole = form("photo");
        assertThatThrownBy(() -> read(whole.substring(0, whole.length() - 4), 100))
                .isInstanceOf(PhotoForm.BrokenForm.class)
                .hasMessageContaining("breaks off");
    }
}
