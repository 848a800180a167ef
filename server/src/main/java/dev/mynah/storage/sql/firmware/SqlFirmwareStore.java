package dev.mynah.storage.sql.firmware;

import dev.mynah.firmware.FirmwareImage;
import dev.mynah.firmware.FirmwareStore;
import dev.mynah.firmware.Target;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.FirmwareVersion;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Images and targets in tables, on either engine. Thread-safe; blocks. */
public final class SqlFirmwareStore implements FirmwareStore {
    private final Sql sql;

    public SqlFirmwareStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<FirmwareImage> images() {
        return sql.read(handle -> handle.createQuery("SELECT * FROM firmware_image ORDER BY uploaded_at DESC, id DESC")
                .map((row, context) -> image(row))
                .list());
    }

    @Override
    public void add(FirmwareImage image) {
        sql.update(handle -> handle.createUpdate("""
                        INSERT INTO firmware_image (id, board, version, chip, built_version, project, size_bytes,
                            sha256, notes, uploaded_by, uploaded_at)
                        VALUES (:id, :board, :version, :chip, :built, :project, :size, :sha256, :notes, :by, :at)""")
                .bind("id", image.id())
                .bind("board", image.board())
                .bind("version", image.version().toString())
                .bind("chip", image.built().chip())
                .bind("built", image.built().version())
                .bind("project", image.built().project())
                .bind("size", image.size())
                .bind("sha256", image.sha256())
                .bind("notes", image.notes())
                .bind("by", image.uploadedBy())
                .bind("at", image.uploadedAt().toEpochMilli())
                .execute());
    }

    @Override
    public boolean remove(String id) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM firmware_image WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
    }

    @Override
    public List<Target> targets() {
        return sql.read(handle -> handle.createQuery("SELECT * FROM firmware_target ORDER BY id")
                .map((row, context) -> target(row))
                .list());
    }

    @Override
    public void put(Target target) {
        sql.update(handle -> {
            clear(handle, target.place());
            handle.createUpdate("""
                            INSERT INTO firmware_target (id, kind, subject, board, image_id, forced, set_by, set_at)
                            VALUES (:id, :kind, :subject, :board, :image, :forced, :by, :at)""")
                    .bind("id", target.id())
                    .bind("kind", target.place().kind().name())
                    .bind("subject", target.place().subject())
                    .bind("board", target.place().board())
                    .bind("image", target.imageId())
                    .bind("forced", target.forced() ? 1 : 0)
                    .bind("by", target.setBy())
                    .bind("at", target.setAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public boolean clear(Target.Place place) {
        return sql.write(handle -> clear(handle, place));
    }

    private static boolean clear(Handle handle, Target.Place place) {
        return handle.createUpdate(
                                "DELETE FROM firmware_target WHERE kind = :kind AND subject = :subject AND board = :board")
                        .bind("kind", place.kind().name())
                        .bind("subject", place.subject())
                        .bind("board", place.board())
                        .execute()
                > 0;
    }

    @Override
    public Set<Arrival> arrivals() {
        return sql.read(handle -> new HashSet<>(handle.createQuery("SELECT target_id, device_id FROM firmware_arrival")
                .map((row, context) -> new Arrival(row.getString(1), new DeviceId(row.getString(2))))
                .list()));
    }

    @Override
    public void arrived(Set<Arrival> arrivals) {
        sql.update(handle -> arrivals.forEach(arrival -> handle.createUpdate("""
                        INSERT INTO firmware_arrival (target_id, device_id)
                        SELECT id, :device FROM firmware_target WHERE id = :target
                        ON CONFLICT (target_id, device_id) DO NOTHING""")
                .bind("target", arrival.targetId())
                .bind("device", arrival.device().mac())
                .execute()));
    }

    private static FirmwareImage image(ResultSet row) throws SQLException {
        String version = row.getString("version");
        return new FirmwareImage(
                row.getString("id"),
                row.getString("board"),
                FirmwareVersion.parse(version)
                        .orElseThrow(() -> new StorageException(
                                StorageException.Reason.BROKEN, "firmware_image.version holds " + version)),
                new FirmwareImage.Built(
                        row.getString("chip"), row.getString("built_version"), row.getString("project")),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("notes"),
                row.getString("uploaded_by"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")));
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getString("id"),
                new Target.Place(
                        Target.Kind.valueOf(row.getString("kind")), row.getString("subject"), row.getString("board")),
                row.getString("image_id"),
                row.getInt("forced") != 0,
                row.getString("set_by"),
                Instant.ofEpochMilli(row.getLong("set_at")));
    }
}
