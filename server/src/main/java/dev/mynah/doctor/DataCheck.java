package dev.mynah.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the data directory can be written, is nobody else's business, and has room. */
record DataCheck(Path data) implements Check {
    private static final long SCARCE = 200L << 20;

    @Override
    public List<Finding> findings() {
        Path nearest = existing(data);
        if (!Files.isDirectory(nearest)) {
            return List.of(Diagnosis.DATA_NO_DIRECTORY.found(Map.of("path", nearest)));
        }
        if (!Files.isWritable(nearest)) {
            return List.of(Diagnosis.DATA_NOT_WRITABLE.found(Map.of("path", nearest)));
        }
        var findings = new ArrayList<Finding>();
        Diagnosis fine = nearest.equals(data) ? Diagnosis.DATA_WRITABLE : Diagnosis.DATA_TO_BE_MADE;
        findings.add(fine.found(Map.of("path", data)));
        try {
            room(nearest, findings);
            privacy(findings);
        } catch (IOException unreadable) {
            findings.add(Diagnosis.DATA_UNREADABLE.found(
                    Map.of("path", nearest, "reason", String.valueOf(unreadable.getMessage()))));
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
        findings.add(
                free < SCARCE
                        ? Diagnosis.DISK_SCARCE.found(Map.of("free", free >> 20, "needed", SCARCE >> 20))
                        : Diagnosis.DISK_FINE.found(Map.of("free", free >> 20)));
    }

    private void privacy(List<Finding> findings) throws IOException {
        if (Files.isDirectory(data) && Files.getFileStore(data).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ)) {
                findings.add(Diagnosis.DATA_OPEN_TO_OTHERS.found(Map.of("path", data)));
            }
        }
    }
}
