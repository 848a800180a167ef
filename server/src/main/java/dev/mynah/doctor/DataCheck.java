package dev.mynah.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the data directory can be written, is nobody else's business, and has room. */
record DataCheck(Path data) implements Check {
    private static final String SUBJECT = "data";
    private static final long SCARCE = 200L << 20;

    @Override
    public List<Finding> findings() {
        Path nearest = existing(data);
        if (!Files.isDirectory(nearest)) {
            return List.of(Finding.fail(
                    SUBJECT, nearest + " is no directory; remove it or give another with --set data=DIRECTORY"));
        }
        if (!Files.isWritable(nearest)) {
            return List.of(
                    Finding.fail(
                            SUBJECT,
                            nearest
                                    + " cannot be written by this user; change its owner or give another with --set data=DIRECTORY"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok(SUBJECT, data + (nearest.equals(data) ? " can be written" : " will be made")));
        try {
            room(nearest, findings);
            privacy(findings);
        } catch (IOException unreadable) {
            findings.add(Finding.fail(SUBJECT, nearest + " cannot be examined: " + unreadable.getMessage()));
        }
        return findings;
    }

    private static Path existing(Path wanted) {
        Path path = wanted;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    private static void room(Path path, List<Finding> findings) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        String text = "%d MiB free".formatted(free >> 20);
        findings.add(
                free < SCARCE
                        ? Finding.warn("disk", text + "; make room, at least 200 MiB")
                        : Finding.ok("disk", text));
    }

    private void privacy(List<Finding> findings) throws IOException {
        if (Files.isDirectory(data) && Files.getFileStore(data).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ)) {
                findings.add(Finding.warn(SUBJECT, "others on this machine can read it; chmod 700 " + data));
            }
        }
    }
}
