package dev.mynah.app;

import dev.mynah.testing.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Mosquitto exactly as the guide about external brokers sets it up, but for ports and places of files. */
final class GuideBroker {
    static final String PASSWORD = "p4ssw0rd";
    private static final Path GUIDE = Path.of("..", "docs", "guides", "external-broker");

    private GuideBroker() {}

    static Mosquitto start(Path directory, String... devices) throws Exception {
        Path passwords = Files.createFile(directory.resolve("passwords"));
        for (String user : Stream.concat(Stream.of("mynah", "watcher", "talkers"), Stream.of(devices))
                .toList()) {
            int made = new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), user, PASSWORD)
                    .start()
                    .waitFor();
            if (made != 0) {
                throw new IOException("mosquitto_passwd ended with " + made);
            }
        }
        Path acl = Files.copy(GUIDE.resolve("mosquitto.acl"), directory.resolve("acl"));
        List<String> lines = Files.readAllLines(GUIDE.resolve("mosquitto.conf")).stream()
                .filter(line -> !line.startsWith("listener"))
                .map(line -> line.replace("/etc/mosquitto/mynah.passwords", passwords.toString())
                        .replace("/etc/mosquitto/mynah.acl", acl.toString()))
                .toList();
        // As root it would become another user, who may not read what the test wrote.
        return Mosquitto.start(
                directory,
                Stream.concat(lines.stream(), Stream.of("user root", "persistence_location " + directory + "/"))
                        .toArray(String[]::new));
    }
}
