package dev.mynah.voice.audio;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.givimad.libfvadjni.VoiceActivityDetector;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of {@code fvad.h} in the native library that libfvad-jni carries. Its own Java methods are not used:
 * they keep every frame's copy for ever (640 bytes each 20 ms) and all detectors in one unguarded map. Thread-safe as
 * long as no two threads use one detector's state at the same time.
 */
final class Fvad {
    private static final Logger log = LoggerFactory.getLogger(Fvad.class);

    /** Unpacked and loaded on first use, and once. */
    private static final class Loaded {
        static final Optional<Fvad> LIBRARY = open(VoiceActivityDetector::loadLibrary);
    }

    /** Makes the native library known to this class loader. */
    interface Loader {
        void load() throws IOException;
    }

    private final MethodHandle create;
    private final MethodHandle setMode;
    private final MethodHandle setRate;
    private final MethodHandle process;
    private final MethodHandle free;

    private Fvad(NativeFunctions library) {
        FunctionDescriptor setting = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
        create = library.function("fvad_new", FunctionDescriptor.of(ADDRESS));
        setMode = library.function("fvad_set_mode", setting);
        setRate = library.function("fvad_set_sample_rate", setting);
        // Short enough (see docs/evidence/audio.md) to look at the Java array in place while the collector waits.
        process = library.function(
                "fvad_process",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                Linker.Option.critical(true));
        free = library.function("fvad_free", FunctionDescriptor.ofVoid(ADDRESS));
    }

    static Optional<Fvad> load() {
        return Loaded.LIBRARY;
    }

    /** Empty, with the reason in the log, when this platform has no such library or may not load it. */
    static Optional<Fvad> open(Loader loader) {
        try {
            loader.load();
            return Optional.of(new Fvad(new NativeFunctions(SymbolLookup.loaderLookup())));
        } catch (IOException | RuntimeException | LinkageError failure) {
            log.warn(
                    "WebRTC voice detection cannot be loaded on {} {} ({}); loudness decides instead, which takes more"
                            + " noise for speech",
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    failure.getMessage());
            return Optional.empty();
        }
    }

    MemorySegment open(int mode, int rate) {
        try {
            MemorySegment state = (MemorySegment) create.invokeExact();
            if (state.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("libfvad could not make a detector");
            }
            int refused = (int) setMode.invokeExact(state, mode) | (int) setRate.invokeExact(state, rate);
            if (refused != 0) {
                free(state);
                throw new IllegalArgumentException("libfvad refuses mode " + mode + " at " + rate + " Hz");
            }
            return state;
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    boolean process(MemorySegment state, short[] frame) {
        try {
            int verdict = (int) process.invokeExact(state, MemorySegment.ofArray(frame), (long) frame.length);
            if (verdict < 0) {
                throw new IllegalArgumentException("libfvad refuses frames of " + frame.length + " samples");
            }
            return verdict == 1;
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    void free(MemorySegment state) {
        try {
            free.invokeExact(state);
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }
}
