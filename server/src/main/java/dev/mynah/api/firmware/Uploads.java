package dev.mynah.api.firmware;

import dev.mynah.api.Call;
import dev.mynah.api.MultipartForm;
import dev.mynah.api.Refusals;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareLibrary;
import dev.mynah.firmware.ImageFiles;
import dev.mynah.firmware.ImageWish;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes images in from forms, straight onto the disk. Thread-safe; blocks. */
final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int AT_ONCE = 4;
    private static final int TEXT_BYTES = 8 * 1024;
    private static final int BLOCK_BYTES = 32 * 1024;

    private final FirmwareLibrary library;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Uploads(FirmwareLibrary library) {
        this.library = library;
    }

    FirmwareImage take(Call call) {
        if (!places.tryAcquire()) {
            throw Refusals.later(ErrorCode.UNAVAILABLE, AT_ONCE + " images are being uploaded just now.", 10);
        }
        try (Form form = new Form(call.form())) {
            return form.receive(call);
        } catch (IOException failed) {
            log.warn("A firmware image could not be written", failed);
            throw new RefusedException(
                    ErrorCode.UNAVAILABLE, "The image could not be written to the disk; it may be full.");
        } finally {
            places.release();
        }
    }

    /** One form; the file may come before or after what is said of it. */
    private final class Form implements AutoCloseable {
        private final MultipartForm parts;
        private final Map<String, String> texts = new HashMap<>();
        private ImageFiles.@Nullable Incoming file;

        private Form(MultipartForm parts) {
            this.parts = parts;
        }

        private FirmwareImage receive(Call call) throws IOException {
            for (Optional<MultipartForm.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                take(part.get());
            }
            if (file == null) {
                throw Refusals.invalid("body.file", "is missing");
            }
            return library.add(file, wish(), call.actor());
        }

        private void take(MultipartForm.Part part) throws IOException {
            switch (part.name()) {
                case "board", "version", "notes" ->
                    texts.put(part.name(), part.text(TEXT_BYTES).strip());
                case "file" -> {
                    if (texts.containsKey("board")) {
                        wish().check();
                    }
                    file = library.files().begin();
                    copy(part.content(), file);
                }
                default -> throw Refusals.invalid("body." + part.name(), "is not known");
            }
        }

        private ImageWish wish() {
            return new ImageWish(
                    texts.getOrDefault("board", ""),
                    texts.getOrDefault("version", ""),
                    texts.getOrDefault("notes", "").replace("\r\n", "\n"));
        }

        private static void copy(InputStream content, ImageFiles.Incoming file) throws IOException {
            byte[] block = new byte[BLOCK_BYTES];
            for (int read = content.read(block); read >= 0; read = content.read(block)) {
                if (!file.write(block, 0, read)) {
                    throw new RefusedException(
                            ErrorCode.TOO_LARGE,
                            "The image has more than " + ImageFiles.MOST_BYTES
                                    + " bytes (16 MiB), the largest flash there is.");
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
