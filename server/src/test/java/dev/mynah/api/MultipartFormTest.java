package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.error.RefusedException;
import dev.mynah.testing.Multipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private final Random random = new Random(11);

    /** Gives no more than so many bytes at once, as networks do. */
    private static final class InPieces extends InputStream {
        private final InputStream source;
        private final int most;

        private InPieces(byte[] bytes, int most) {
            this.source = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return source.read(into, offset, Math.min(length, most));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 41, 4096, 1_000_000})
    void every_part_comes_whole_however_the_network_cuts_it(int most) throws Exception {
        byte[] file = trap(100_000);
        byte[] body = new Multipart()
                .text("board", "b \u00e4")
                .file(file)
                .text("notes", "")
                .bytes();

        Map<String, byte[]> parts = parts(Multipart.type(), body, most);

        assertThat(parts.keySet()).containsExactly("board", "file", "notes");
        assertThat(new String(parts.get("board"), StandardCharsets.UTF_8)).isEqualTo("b \u00e4");
        assertThat(parts.get("file")).isEqualTo(file);
        assertThat(parts.get("notes")).isEmpty();
    }

    @Test
    void a_form_may_lack_the_last_line_break_and_begin_with_a_preamble() throws Exception {
        String body = "dear proxy\r\n--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--";

        assertThat(parts(
                        "Multipart/Form-Data; charset=utf-8; boundary=\"x\"", body.getBytes(StandardCharsets.UTF_8), 3))
                .containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--x",
                "--x\r\n",
                "no form at all",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nand then it ends",
                "--x\r\nContent-Type: text/plain\r\n\r\n1\r\n--x--\r\n",
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data;"
                        + " name=\"a\"\r\n\r\n2\r\n--x--\r\n"
            })
    void what_is_no_form_is_refused(String body) {
        assertThatThrownBy(() -> parts("multipart/form-data; boundary=x", body.getBytes(StandardCharsets.UTF_8), 1000))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void headers_without_an_end_are_refused() {
        String body = "--x\r\n" + "Content-Disposition: form-data\r\n".repeat(1000);

        assertThatThrownBy(() -> parts("multipart/form-data; boundary=x", body.getBytes(StandardCharsets.UTF_8), 1000))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void a_type_without_a_boundary_is_refused() {
        assertThatThrownBy(() -> parts("multipart/form-data", new byte[10], 10)).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        byte[] body = new Multipart().text("board", "b".repeat(100)).bytes();
        MultipartForm form = MultipartForm.of(Multipart.type(), new ByteArrayInputStream(body));
        MultipartForm.Part part = form.next().orElseThrow();

        assertThatThrownBy(() -> part.text(99)).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_damaged_form_is_read_or_refused_but_never_a_defect() throws Exception {
        byte[] whole = new Multipart().text("board", "b").file(trap(300)).bytes();
        for (int i = 0; i < 2000; i++) {
            byte[] body = whole.clone();
            for (int j = random.nextInt(8); j >= 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(parts(Multipart.type(), body, 1 + random.nextInt(50)))
                        .isNotNull();
            } catch (RefusedException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    /** Bytes full of what looks like the beginning of a boundary. */
    private byte[] trap(int bytes) {
        String[] pieces = {"\r", "\n", "\r\n", "\r\n--", "\r\n-----", "\r\r\n--", "---", "\0", "a"};
        ByteArrayOutputStream trap = new ByteArrayOutputStream();
        while (trap.size() < bytes) {
            trap.writeBytes(pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.US_ASCII));
        }
        return trap.toByteArray();
    }

    private static Map<String, byte[]> parts(String type, byte[] body, int most) throws IOException {
        MultipartForm form = MultipartForm.of(type, new InPieces(body, most));
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (Optional<MultipartForm.Part> part = form.next(); part.isPresent(); part = form.next()) {
            found.put(part.get().name(), part.get().content().readAllBytes());
        }
        return found;
    }
}
