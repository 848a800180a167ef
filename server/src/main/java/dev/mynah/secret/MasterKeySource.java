package dev.mynah.secret;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server's keys at the start: those of the environment variable {@code MYNAH_MASTER_KEY}, else those of a file
 * somebody named, else those of {@code <data>/keys/master.key}, which is made when it is missing and nothing was sealed yet.
 * Confined to the start.
 */
public final class MasterKeySource {
    private static final String VARIABLE = "MYNAH_MASTER_KEY";

    private final @Nullable String variable;
    private final KeyFile file;
    private final boolean named;

    /**
     * @param variable content of {@code MYNAH_MASTER_KEY}; null or blank when it is not set
     * @param file where the keys are kept otherwise
     * @param named whether a person named the file, which then must exist
     */
    public MasterKeySource(@Nullable String variable, KeyFile file, boolean named) {
        this.variable = variable == null || variable.isBlank() ? null : variable;
        this.file = file;
        this.named = named;
    }

    /**
     * The keys there are, without asking whether they fit the data.
     *
     * @throws MasterKeyException when they cannot be used
     */
    public Optional<MasterKeys> find() throws IOException {
        if (variable == null) {
            return file.read();
        }
        try {
            return Optional.of(MasterKeys.parse(variable));
        } catch (IllegalArgumentException malformed) {
            throw new MasterKeyException(VARIABLE + " cannot be used: " + malformed.getMessage());
        }
    }

    /**
     * The keys of the data, made at the first start.
     *
     * @throws MasterKeyException when they are missing though something was sealed, are other ones, or cannot be used
     */
    public MasterKeys keys(KeyWitness witness, SecureRandom random) throws IOException {
        Optional<MasterKeys> found = find();
        MasterKeys keys = found.isPresent() ? found.get() : create(witness, random);
        confirm(keys, witness, random);
        return keys;
    }

    private MasterKeys create(KeyWitness witness, SecureRandom random) throws IOException {
        if (named) {
            throw new MasterKeyException(
                    "secrets.key-file names %s, and there is no such file. Make one with: (umask 077; openssl rand -base64 32 > %s)"
                            .formatted(file.path(), file.path()));
        }
        Optional<String> sealed = witness.sealed();
        if (sealed.isPresent()) {
            throw new MasterKeyException(
                    ("The key file %s is missing, but the database holds values sealed with the key %s. Put the file back from a"
                                    + " backup, or give the key in %s. Without it those values cannot be read again.")
                            .formatted(file.path(), keyId(sealed.get()), VARIABLE));
        }
        return file.create(random);
    }

    private static void confirm(MasterKeys keys, KeyWitness witness, SecureRandom random) throws MasterKeyException {
        SecretSealer sealer = new SecretSealer(new PurposeKeys(keys).claim("secret.witness"), random);
        String known = witness.sealed().orElseGet(() -> witness.keepFirst(sealer.seal("witness", "mynah")));
        try {
            sealer.open("witness", known);
        } catch (SealBrokenException other) {
            throw new MasterKeyException(
                    "The key given (%s) is not the one of this database, which was sealed with %s. Give that one, or both, the new one first."
                            .formatted(keys.current().id(), keyId(known)));
        }
        if (sealer.stale(known)) {
            witness.keep(sealer.seal("witness", "mynah"));
        }
    }

    private static String keyId(String sealed) {
        String[] parts = sealed.split("\\.", -1);
        return parts.length == 3 ? parts[1] : "(unknown)";
    }
}
