package dev.mynah.storage;

/** A newer version of the program has changed the database's form; this one must not touch it. */
public final class NewerDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param found what the database has and this program does not know
     * @param known the newest this program knows
     */
    public NewerDatabaseException(String found, String known) {
        super(("The database was written by a newer version of Mynah (its form is %s, this version knows up to %s)."
                        + " Run that version, or restore a backup made before the upgrade.")
                .formatted(found, known));
    }
}
