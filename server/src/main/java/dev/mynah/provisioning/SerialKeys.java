package dev.mynah.provisioning;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.SealBrokenException;
import dev.mynah.secret.SealedRecords;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serial numbers whose chips can sign a challenge (firmware wire contract §2.1), and the keys they sign with: in memory
 * as they are kept, sealed. Thread-safe; only changes block.
 */
public final class SerialKeys implements SealedRecords {
    private static final Logger log = LoggerFactory.getLogger(SerialKeys.class);

    private final Map<String, SealedSerial> serials = new ConcurrentHashMap<>();
    private final SerialStore store;
    private final Transactions transactions;
    private final SecretSealer sealer;
    private final AuditLog audit;
    private final InstantSource clock;
    private final int limit;

    /**
     * @param sealer of a purpose that seals nothing but these keys
     * @param limit most serial numbers
     */
    public SerialKeys(
            SerialStore store,
            Transactions transactions,
            SecretSealer sealer,
            AuditLog audit,
            InstantSource clock,
            int limit) {
        this.store = store;
        this.transactions = transactions;
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
        this.limit = limit;
    }

    /** Reads all; once, before anything else. Blocks. */
    public void load() {
        store.all().forEach(serial -> serials.put(serial.serial(), serial));
    }

    public int size() {
        return serials.size();
    }

    /** The serial numbers in their order. */
    public List<SealedSerial> all() {
        return serials.values().stream()
                .sorted(Comparator.comparing(SealedSerial::serial))
                .toList();
    }

    /**
     * Takes in the list of a manufacturer, all of it or nothing.
     *
     * @param text one {@code serial,key} a line, the key as 64 hexadecimal digits
     * @return how many serial numbers it held
     * @throws RefusedException INVALID_REQUEST with the lines that are wrong, TOO_LARGE, LIMIT_REACHED
     */
    public int importAll(String text, Actor who) {
        Map<String, String> keys = SerialFile.read(text);
        long added = keys.keySet().stream()
                .filter(serial -> !serials.containsKey(serial))
                .count();
        if (serials.size() + added > limit) {
            throw new RefusedException(
                    ErrorCode.LIMIT_REACHED, Reason.SERIALS_FULL, Map.of("limit", limit, "present", serials.size()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<SealedSerial> sealed = new ArrayList<>();
        keys.forEach((serial, key) -> sealed.add(
                new SealedSerial(serial, sealer.seal(serial, HexFormat.of().parseHex(key)), now)));
        transactions.run(() -> {
            store.save(sealed);
            audit.record(
                    who,
                    AuditAction.SERIALS_IMPORTED,
                    new AuditSubject(sealed.size() == 1 ? sealed.getFirst().serial() : "", ""),
                    Map.of("count", String.valueOf(sealed.size()), "new", String.valueOf(added)));
        });
        sealed.forEach(serial -> serials.put(serial.serial(), serial));
        return sealed.size();
    }

    /** @throws RefusedException NOT_FOUND */
    public void remove(String serial, Actor who) {
        if (!serials.containsKey(serial)) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "There is no such serial number.");
        }
        transactions.run(() -> {
            store.remove(serial);
            audit.record(who, AuditAction.SERIALS_REMOVED, new AuditSubject(serial, ""), Map.of());
        });
        serials.remove(serial);
    }

    @Override
    public int resealSome(int most) {
        List<SealedSerial> renewed = serials.values().stream()
                .filter(serial -> sealer.stale(serial.sealedKey()))
                .flatMap(serial -> renewed(serial).stream())
                .limit(most)
                .toList();
        if (!renewed.isEmpty()) {
            transactions.run(() -> store.save(renewed));
            renewed.forEach(serial -> serials.put(serial.serial(), serial));
        }
        return renewed.size();
    }

    private Optional<SealedSerial> renewed(SealedSerial stale) {
        try {
            byte[] key = sealer.openBytes(stale.serial(), stale.sealedKey());
            return Optional.of(new SealedSerial(stale.serial(), sealer.seal(stale.serial(), key), stale.importedAt()));
        } catch (SealBrokenException broken) {
            return Optional.empty();
        }
    }

    /**
     * Whether the chip of that serial number signed the challenge. False for a serial number nobody imported.
     *
     * @param hmac HMAC-SHA256 of the challenge's UTF-8 bytes, in hexadecimal
     */
    boolean signed(String serial, String challenge, String hmac) {
        SealedSerial known = serials.get(serial);
        if (known == null || !hmac.matches("[0-9A-Fa-f]{64}")) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sealer.openBytes(serial, known.sealedKey()), "HmacSHA256"));
            byte[] expected = mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, HexFormat.of().parseHex(hmac));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        } catch (SealBrokenException broken) {
            log.error("The key of serial number {} cannot be opened: {}", serial, broken.getMessage());
            return false;
        }
    }
}
