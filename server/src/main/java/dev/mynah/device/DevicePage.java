package dev.mynah.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the devices a query finds.
 *
 * @param devices in its order
 * @param next after which the following ones come; null when there are none
 * @param total how many it finds in all
 */
public record DevicePage(List<KnownDevice> devices, DeviceOrder.@Nullable Position next, long total) {
    public DevicePage {
        devices = List.copyOf(devices);
    }
}
