package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCredentialTest {
    private final Path data;
    private final AccessWorld world;

    LocalCredentialTest(@TempDir Path data) throws Exception {
        this.data = data;
        this.world = new AccessWorld(data);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void who_may_read_the_file_may_bind_devices_and_nothing_else() throws Exception {
        Path file = data.resolve("local-credential");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String text = Files.readString(file).strip();
        Principal principal = world.authenticator.bearer(text).orElseThrow().principal();
        assertThat(principal.permissions()).containsExactly(Permission.DEVICES_BIND);
        assertThat(principal.kind()).isEqualTo(Actor.Kind.SYSTEM);
        assertThat(world.authenticator.key(text)).isPresent();
        assertThat(world.authenticator.cookie(text)).isEmpty();
    }

    @Test
    void a_process_knows_only_its_own_credential_and_removes_only_its_own_file() throws Exception {
        String first = Files.readString(data.resolve("local-credential")).strip();
        LocalCredential next = LocalCredential.write(data, world.tokens);
        assertThat(next.holder(first)).isEmpty();
        world.local.close();
        assertThat(data.resolve("local-credential")).exists();
        next.close();
        assertThat(data.resolve("local-credential")).doesNotExist();
        next.close();
    }

    @Test
    void something_like_it_opens_nothing() {
        for (String bad : new String[] {"mynah-local_", "mynah-local_" + "A".repeat(43), "local"}) {
            assertThat(world.authenticator.bearer(bad)).isEmpty();
        }
    }
}
