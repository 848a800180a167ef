package dev.mynah.testing;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What it takes to run a class of the tests as a program of its own. */
public final class ForkedJava {
    private ForkedJava() {}

    /** The Java that runs the tests. */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The tests' class path, which a runner may have put into the manifest of a jar or into a loader of its own. */
    public static String classPath() {
        if (ForkedJava.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(place -> Path.of(URI.create(place.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        String real = System.getProperty("surefire.test.class.path");
        return real == null ? System.getProperty("java.class.path", ".") : real;
    }
}
