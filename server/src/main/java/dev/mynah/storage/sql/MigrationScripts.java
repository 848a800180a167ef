package dev.mynah.storage.sql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the database's form that this program brings, read from the names of its migrations. */
final class MigrationScripts {
    static final String ROOT = "db/migration/";
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private MigrationScripts() {}

    /** Where the migrations of an engine are: those of all engines and its own. */
    static List<String> places(String vendor) {
        return List.of(ROOT + "common", ROOT + vendor);
    }

    /** All versions; numbers without leading zeros. */
    static SortedSet<Integer> versions(String vendor) {
        var versions = new TreeSet<Integer>();
        for (String place : places(vendor)) {
            for (String name : names(place)) {
                Matcher matcher = NAME.matcher(name);
                if (!matcher.matches()) {
                    throw new IllegalStateException(place + "/" + name + " is not named like a migration");
                }
                if (!versions.add(Integer.valueOf(matcher.group(1)))) {
                    throw new IllegalStateException("Two migrations have the version of " + place + "/" + name);
                }
            }
        }
        return versions;
    }

    // Far cheaper than to let Flyway look at the whole class path, which a start does not have the time for.
    private static List<String> names(String place) {
        ClassLoader loader = MigrationScripts.class.getClassLoader();
        var names = new ArrayList<String>();
        try {
            for (var urls = loader.getResources(place + "/"); urls.hasMoreElements(); ) {
                URL url = urls.nextElement();
                if (url.openConnection() instanceof JarURLConnection jar) {
                    names.addAll(entries(jar, place + "/"));
                } else {
                    String[] files =
                            new File(URI.create(url.toString())).list((directory, file) -> file.endsWith(".sql"));
                    names.addAll(files == null ? List.of() : Arrays.asList(files));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }

    private static List<String> entries(JarURLConnection jar, String directory) throws IOException {
        return jar.getJarFile().stream()
                .map(java.util.jar.JarEntry::getName)
                .filter(name -> name.startsWith(directory) && name.endsWith(".sql"))
                .map(name -> name.substring(directory.length()))
                .toList();
    }
}
