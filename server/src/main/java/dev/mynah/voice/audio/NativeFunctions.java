package dev.mynah.voice.audio;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Finds C functions by name. A missing one is an {@link IllegalStateException} that names it. */
record NativeFunctions(SymbolLookup library) {
    private static final int LONGEST_TEXT = 256;

    MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        MemorySegment address = library.find(name)
                .orElseThrow(() -> new IllegalStateException("the native library has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type, options);
    }

    /** Calls a function that answers a constant string. */
    String text(String name) {
        try {
            MemorySegment text = (MemorySegment)
                    function(name, FunctionDescriptor.of(ValueLayout.ADDRESS)).invokeExact();
            return text.reinterpret(LONGEST_TEXT).getString(0);
        } catch (Throwable failure) {
            throw failed(failure);
        }
    }

    /** A downcall declares every Throwable but throws only unchecked ones. */
    static RuntimeException failed(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("native call failed", failure);
        };
    }
}
