package dev.mynah.voice.audio;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of {@code opus.h} that a voice server needs. Thread-safe as long as no two threads use one coder's
 * state at the same time.
 */
final class Libopus {
    private static final Logger log = LoggerFactory.getLogger(Libopus.class);

    // Values and names of opus_defines.h.
    private static final int OPUS_APPLICATION_VOIP = 2048;
    private static final int OPUS_SET_VBR = 4006;
    private static final int OPUS_SET_COMPLEXITY = 4010;
    private static final int OPUS_SET_DTX = 4016;

    /** Looked up on first use, and once. */
    private static final class Loaded {
        static final Optional<Libopus> LIBRARY = open("libopus.so.0");
    }

    private final String version;
    private final MethodHandle decoderCreate;
    private final MethodHandle decode;
    private final MethodHandle decoderDestroy;
    private final MethodHandle encoderCreate;
    private final MethodHandle encoderCtl;
    private final MethodHandle encode;
    private final MethodHandle encoderDestroy;

    private Libopus(NativeFunctions library) {
        FunctionDescriptor coding = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
        FunctionDescriptor control = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        FunctionDescriptor creation = FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        FunctionDescriptor destruction = FunctionDescriptor.ofVoid(ADDRESS);
        version = library.text("opus_get_version_string");
        decoderCreate = library.function("opus_decoder_create", creation);
        decode = library.function("opus_decode", coding.appendArgumentLayouts(JAVA_INT));
        decoderDestroy = library.function("opus_decoder_destroy", destruction);
        encoderCreate = library.function("opus_encoder_create", creation.insertArgumentLayouts(2, JAVA_INT));
        encoderCtl = library.function("opus_encoder_ctl", control, Linker.Option.firstVariadicArg(2));
        encode = library.function("opus_encode", coding);
        encoderDestroy = library.function("opus_encoder_destroy", destruction);
    }

    static Optional<Libopus> load() {
        return Loaded.LIBRARY;
    }

    /** Opens a library by its file name; empty, with the reason in the log, when that fails. */
    static Optional<Libopus> open(String file) {
        try {
            return Optional.of(new Libopus(new NativeFunctions(SymbolLookup.libraryLookup(file, Arena.global()))));
        } catch (IllegalArgumentException | IllegalStateException | LinkageError | UnsupportedOperationException e) {
            log.info("no native Opus: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** As the library says it, such as {@code libopus 1.3.1}. */
    String version() {
        return version;
    }

    MemorySegment newDecoder(int rate) {
        try {
            return created((MemorySegment) decoderCreate.invokeExact(rate, 1, MemorySegment.NULL));
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    int decode(MemorySegment decoder, MemorySegment packet, int length, MemorySegment samples, int room) {
        try {
            return (int) decode.invokeExact(decoder, packet, length, samples, room, 0);
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    void freeDecoder(MemorySegment decoder) {
        try {
            decoderDestroy.invokeExact(decoder);
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    MemorySegment newEncoder(int rate, int complexity) {
        try {
            MemorySegment encoder = created(
                    (MemorySegment) encoderCreate.invokeExact(rate, 1, OPUS_APPLICATION_VOIP, MemorySegment.NULL));
            int refused = (int) encoderCtl.invokeExact(encoder, OPUS_SET_VBR, 1)
                    | (int) encoderCtl.invokeExact(encoder, OPUS_SET_DTX, 0)
                    | (int) encoderCtl.invokeExact(encoder, OPUS_SET_COMPLEXITY, complexity);
            if (refused != 0) {
                freeEncoder(encoder);
                throw new IllegalStateException("libopus refused a setting");
            }
            return encoder;
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    int encode(MemorySegment encoder, MemorySegment samples, int count, MemorySegment packet, int room) {
        try {
            return (int) encode.invokeExact(encoder, samples, count, packet, room);
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    void freeEncoder(MemorySegment encoder) {
        try {
            encoderDestroy.invokeExact(encoder);
        } catch (Throwable failure) {
            throw NativeFunctions.failed(failure);
        }
    }

    private static MemorySegment created(MemorySegment state) {
        if (state.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("libopus could not make a coder");
        }
        return state;
    }
}
