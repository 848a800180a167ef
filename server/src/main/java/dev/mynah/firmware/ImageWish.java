package dev.mynah.firmware;

import dev.mynah.device.ReportedText;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.ota.FirmwareVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a file. Immutable.
 *
 * @param board it is for
 * @param version empty to take the one the file says
 */
public record ImageWish(String board, String version, String notes) {
    private static final int BOARD_CHARACTERS = 64;
    private static final int VERSION_CHARACTERS = 40;
    private static final int NOTES_CHARACTERS = 2000;

    /** Whether a text is a version that devices can compare and that fits where they keep it. */
    private static Optional<FirmwareVersion> comparable(String text) {
        return text.length() > VERSION_CHARACTERS ? Optional.empty() : FirmwareVersion.parse(text);
    }

    /** Refuses what is wrong without looking at the file, so that nobody sends all of it in vain. */
    public void check() {
        String cleaned = ReportedText.clean(board);
        if (cleaned.isEmpty() || !cleaned.equals(board) || board.length() > BOARD_CHARACTERS) {
            throw wrong("board", "must be the board's name as devices report it, such as bread-compact-wifi");
        }
        if (!version.isEmpty() && comparable(version).isEmpty()) {
            throw wrong(
                    "version",
                    "must be digits with dots between, such as 2.4.3: devices restart for ever over anything else");
        }
        if (notes.length() > NOTES_CHARACTERS || !ReportedText.harmlessWithLines(notes)) {
            throw wrong("notes", "must be text of at most " + NOTES_CHARACTERS + " characters");
        }
    }

    /** The image, once the file has come and is held against what was said. */
    FirmwareImage image(String id, ImageFiles.Incoming file, String who, Instant now) throws IOException {
        check();
        FirmwareImage.Built built = built(file);
        return new FirmwareImage(id, board, version(built), built, file.size(), file.sha256(), notes.strip(), who, now);
    }

    private static FirmwareImage.Built built(ImageFiles.Incoming file) throws IOException {
        try {
            FirmwareImage.Built said = file.built();
            return new FirmwareImage.Built(
                    said.chip(), ReportedText.clean(said.version()), ReportedText.clean(said.project()));
        } catch (UnusableImageException unusable) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    String.valueOf(unusable.getMessage()),
                    problem("file", String.valueOf(unusable.getMessage())));
        }
    }

    /** Devices report what the file says, and would install an image that says something else again at every start. */
    private FirmwareVersion version(FirmwareImage.Built built) {
        if (built.version().isEmpty()) {
            return comparable(version)
                    .orElseThrow(() -> wrong(
                            "version",
                            "is missing, and this image does not say which version it is; write it, such as 2.4.3"));
        }
        FirmwareVersion inside = FirmwareVersion.reported(built.version())
                .orElseThrow(() -> wrong(
                        "file",
                        "says it is version '" + built.version() + "', which devices cannot compare; set PROJECT_VER to"
                                + " digits with dots between, such as 2.4.3, and build again"));
        if (!version.isEmpty() && !comparable(version).equals(Optional.of(inside))) {
            throw wrong(
                    "version",
                    "is " + version + ", but the image says it is " + built.version()
                            + "; leave the version empty, or build the image you mean");
        }
        return inside;
    }

    private static RefusedException wrong(String field, String problem) {
        return new RefusedException(
                ErrorCode.INVALID_REQUEST, "body." + field + " " + problem + ".", problem(field, problem));
    }

    private static Map<String, Object> problem(String field, String problem) {
        return Map.of("problems", List.of(Map.of("place", "body." + field, "problem", problem)));
    }
}
