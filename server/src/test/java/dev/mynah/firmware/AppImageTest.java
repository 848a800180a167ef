package dev.mynah.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.AppImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppImageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0, esp32", "9, esp32s3", "5, esp32c3", "18, esp32p4", "13, esp32c6"})
    void an_image_says_its_chip_version_and_project(int id, String chip) throws Exception {
        assertThat(read(AppImages.of(id, "2.4.3", 20_000)))
                .isEqualTo(new FirmwareImage.Built(chip, "2.4.3", "xiaozhi"));
    }

    @Test
    void a_signature_behind_the_image_is_left_alone() throws Exception {
        byte[] image = AppImages.of("2.4.3", 20_000);

        assertThat(read(Arrays.copyOf(image, image.length + 4096)).version()).isEqualTo("2.4.3");
    }

    @Test
    void an_image_that_says_nothing_of_itself_is_taken() throws Exception {
        assertThat(read(AppImages.silent(5000))).isEqualTo(FirmwareImage.Built.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23})
    void what_is_too_short_for_a_header_is_refused(int bytes) {
        assertRefused(Arrays.copyOf(AppImages.of("2.4.3", 20_000), bytes), "no ESP32 application");
    }

    @Test
    void what_does_not_begin_with_the_magic_byte_is_refused() {
        byte[] elf = AppImages.of("2.4.3", 20_000);
        elf[0] = 0x7F;

        assertRefused(elf, "no ESP32 application");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 300, 5000, 19_000, 20_000})
    void a_file_that_is_cut_off_is_refused_wherever_that_is(int bytes) {
        byte[] whole = AppImages.of("2.4.3", 20_480);

        assertRefused(Arrays.copyOf(whole, bytes), "cut off");
        assertRefused(Arrays.copyOf(whole, whole.length - 1), "cut off");
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] image = AppImages.of("2.4.3", 20_000);
            image[1100 + random.nextInt(image.length - 1100)] ^= (byte) (1 << random.nextInt(8));

            assertRefused(image, "damaged");
        }
    }

    @Test
    void the_content_of_a_whole_flash_is_refused() {
        byte[] flash = Arrays.copyOf(AppImages.of("2.4.3", 20_000), 200_000);
        flash[0x8000] = (byte) 0xAA;
        flash[0x8001] = 0x50;

        assertRefused(flash, "merged-binary.bin");
    }

    @Test
    void whatever_else_comes_is_taken_or_refused_but_never_a_defect() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            byte[] image = AppImages.of("2.4.3", 3000);
            for (int j = random.nextInt(20); j >= 0; j--) {
                image[random.nextInt(300)] = (byte) random.nextInt();
            }
            image[0] = (byte) 0xE9;
            try {
                assertThat(read(Arrays.copyOf(image, random.nextInt(image.length + 100))))
                        .isNotNull();
            } catch (UnusableImageException refused) {
                assertThat(refused).hasMessageContaining(".");
            }
        }
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnusableImageException.class)
                .hasMessageContaining(why);
    }

    private FirmwareImage.Built read(byte[] bytes) throws IOException, UnusableImageException {
        return AppImage.read(Files.write(directory.resolve("image"), bytes));
    }
}
