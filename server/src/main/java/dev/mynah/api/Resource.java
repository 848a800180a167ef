package dev.mynah.api;

import java.util.Map;

/** Operations that belong together. */
@FunctionalInterface
public interface Resource {
    /** By {@code operationId} of the contract. */
    Map<String, Operation> operations();
}
