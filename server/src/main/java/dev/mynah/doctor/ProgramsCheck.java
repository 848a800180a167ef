package dev.mynah.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which optional programs and libraries are here, and what is used in place of those that are not.
 *
 * @param searchPath where programs are, as in PATH
 * @param libraries directories of shared libraries, also searched one level deep
 */
record ProgramsCheck(String searchPath, List<Path> libraries) implements Check {
    static final List<String> LIBRARIES =
            List.of("/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib", "/opt/homebrew/lib");

    @Override
    public List<Finding> findings() {
        return List.of(
                opus(),
                program("flite", Diagnosis.FLITE_FOUND, Diagnosis.FLITE_MISSING),
                program("espeak-ng", Diagnosis.ESPEAK_FOUND, Diagnosis.ESPEAK_MISSING));
    }

    private Finding opus() {
        boolean here = libraries.stream().anyMatch(ProgramsCheck::holdsOpus);
        return (here ? Diagnosis.LIBOPUS_FOUND : Diagnosis.LIBOPUS_MISSING).found();
    }

    private Finding program(String name, Diagnosis found, Diagnosis missing) {
        boolean here = Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        return (here ? found : missing).found();
    }

    private static boolean holdsOpus(Path directory) {
        try (Stream<Path> files = Files.find(directory, 2, (path, attributes) -> isOpus(path.getFileName()))) {
            return files.findAny().isPresent();
        } catch (IOException | java.io.UncheckedIOException absent) {
            return false;
        }
    }

    private static boolean isOpus(Path name) {
        return name.toString().equals("libopus.so.0") || name.toString().equals("libopus.0.dylib");
    }
}
