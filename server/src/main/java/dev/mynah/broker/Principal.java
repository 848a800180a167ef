package dev.mynah.broker;

import dev.mynah.protocol.DeviceId;

/** Who a client has proved to be. */
public sealed interface Principal {
    /** This server itself. */
    Principal SERVER = new Server();

    /** Who owns the client's session: nobody else may take it over. */
    String owner();

    /** The owner of a device's sessions. */
    static String ofDevice(DeviceId device) {
        return "device " + device;
    }

    /**
     * A device.
     *
     * @param uuid it made at its first boot; empty when it showed a token instead
     * @param host by which it reached the server when it asked for its configuration; empty when not known
     */
    record Device(DeviceId id, String uuid, String host) implements Principal {
        @Override
        public String owner() {
            return ofDevice(id);
        }
    }

    /**
     * A person, or a program that has a person's right.
     *
     * @param mayPublish whether only watching is allowed
     */
    record Operator(String name, boolean mayPublish) implements Principal {
        @Override
        public String owner() {
            return "operator " + name;
        }
    }

    /** This server. */
    record Server() implements Principal {
        @Override
        public String owner() {
            return "server";
        }
    }
}
