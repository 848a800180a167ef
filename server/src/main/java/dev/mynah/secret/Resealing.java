package dev.mynah.secret;

import java.util.List;

/** Seals what is stored with the current key after a new one was put first. Blocks. Stateless but for its parts. */
public final class Resealing {
    private static final int BATCH = 100;

    private final List<SealedRecords> records;

    public Resealing(List<SealedRecords> records) {
        this.records = List.copyOf(records);
    }

    /** Seals everything anew that an older key sealed; what somebody sealed meanwhile has the current key already. */
    public int run() {
        int all = 0;
        for (SealedRecords some : records) {
            for (int done = some.resealSome(BATCH); done > 0; done = some.resealSome(BATCH)) {
                all += done;
            }
        }
        return all;
    }
}
