package dev.mynah.support;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that may take all the processor there is, such as those that recognise speech, give way to everything that
 * must be on time. Java's own thread priorities do nothing on Linux for ordinary users, but there each thread has a niceness
 * of its own, which it may always raise and never lower again; elsewhere threads stay ordinary ones.
 *
 * <p>Whoever gives way must hold no lock that others wait for: on a busy machine it may be a long time until it runs again.
 */
public final class Niceness {
    private static final Logger log = LoggerFactory.getLogger(Niceness.class);
    private static final int CALLING_THREAD = 0;
    private static final int PRIO_PROCESS = 0;
    private static final int NICENESS = 19;

    private Niceness() {}

    /** From now on the calling thread, a platform thread, gives way to the others. */
    public static void giveWay() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
            if (function.isPresent()) {
                MethodHandle setPriority = linker.downcallHandle(
                        function.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
                int failed = (int) setPriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICENESS);
                log.debug("A background thread gives way: {}", failed == 0);
            }
        } catch (Throwable e) {
            // Only a courtesy to the other threads; without it the work is done all the same.
            log.debug("A background thread has ordinary priority", e);
        }
    }
}
