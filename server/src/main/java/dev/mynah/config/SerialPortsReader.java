package dev.mynah.config;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.serial.SerialIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the serial ports. Confined to one thread. */
final class SerialPortsReader {
    /** Each port takes a thread. */
    private static final int MAX_PORTS = 32;

    private static final List<Key<?>> KEYS = List.of(
            Keys.SERIAL_PATH,
            Keys.SERIAL_DIALECT,
            Keys.SERIAL_DEVICE,
            Keys.SERIAL_BAUD,
            Keys.SERIAL_DATA_BITS,
            Keys.SERIAL_STOP_BITS,
            Keys.SERIAL_PARITY,
            Keys.SERIAL_ANSWER,
            Keys.SERIAL_POLL);

    private final Values values;
    private final Set<DeviceId> devices = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    SerialPortsReader(Values values) {
        this.values = values;
    }

    List<SerialSettings> read() {
        List<SerialSettings> ports = new ArrayList<>();
        for (String name : values.chosen(KEYS)) {
            port(name).ifPresent(ports::add);
        }
        if (ports.size() > MAX_PORTS) {
            values.problem(
                    values.origin("serial.ports"), "serial.ports: at most " + MAX_PORTS + " ports can be served");
        }
        return ports;
    }

    private Optional<SerialSettings> port(String name) {
        String section = "serial.ports." + name;
        Optional<String> path = values.find(Keys.SERIAL_PATH.at(name));
        if (path.isEmpty()) {
            values.problem(values.origin(section), section + ".path is required, such as /dev/ttyUSB0");
            return Optional.empty();
        }
        DeviceId device = values.find(Keys.SERIAL_DEVICE.at(name)).orElse(null);
        if (!devices.add(device == null ? SerialIds.of(name) : device) || !paths.add(path.get())) {
            values.problem(values.origin(section), section + " has the path or the device-id of another port");
        }
        return Optional.of(new SerialSettings(
                name,
                path.get(),
                values.value(Keys.SERIAL_DIALECT.at(name)),
                device,
                values.value(Keys.SERIAL_BAUD.at(name)),
                values.value(Keys.SERIAL_DATA_BITS.at(name)),
                values.value(Keys.SERIAL_STOP_BITS.at(name)),
                values.value(Keys.SERIAL_PARITY.at(name)),
                values.value(Keys.SERIAL_ANSWER.at(name)),
                values.value(Keys.SERIAL_POLL.at(name))));
    }
}
