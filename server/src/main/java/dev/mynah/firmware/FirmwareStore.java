package dev.mynah.firmware;

import dev.mynah.protocol.DeviceId;
import java.util.List;
import java.util.Set;

/** Keeps images (without their bytes) and targets. Thread-safe; blocks. */
public interface FirmwareStore {
    /** All, the latest first. */
    List<FirmwareImage> images();

    /** Adds one; a version that its board has already, is a DUPLICATE. */
    void add(FirmwareImage image);

    /** Forgets one that is nobody's target. */
    boolean remove(String id);

    List<Target> targets();

    /** Puts a target at its place, instead of the one that was there. */
    void put(Target target);

    /** Takes the target of a place away; false when there was none. */
    boolean clear(Target.Place place);

    /** Which devices have installed which forced targets. */
    Set<Arrival> arrivals();

    /** Notes arrivals; those noted before, and those of targets that are no more, change nothing. */
    void arrived(Set<Arrival> arrivals);

    /** A device came back with what a target forced upon it. */
    record Arrival(String targetId, DeviceId device) {}
}
