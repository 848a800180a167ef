package dev.mynah.device;

/** Told what people make of devices, once it is durable. Thread-safe; must not wait. */
public interface FleetNews {
    /** Somebody entered the code the device shows, or it was paired anew. */
    void activated(Device device);

    /** What people decide of it, or its token, is another. */
    void changed(Device device);

    /** It is forgotten. */
    void removed(Device device);
}
