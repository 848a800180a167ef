package dev.mynah.provider;

import java.util.List;
import java.util.Optional;

/** Keeps providers. Thread-safe; blocks. */
public interface ProviderStore {
    /** All, in their order. */
    List<Provider> all();

    Optional<Provider> find(String id);

    /** Adds one; a name that is taken is a DUPLICATE. */
    void add(Provider provider);

    /** Puts one in the place of the one with its id. */
    void replace(Provider provider);

    boolean remove(String id);
}
