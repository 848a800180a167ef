package dev.mynah.support;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that may take all the processor there is, such as those that recognise speech, give way to everything that
 * must be on time. Java's own thread priorities do nothing on Linux for ordinary users, but there each thread has a policy
 * and a niceness of its own; elsewhere threads stay ordinary ones.
 *
 * <p>With the policy for idle times a thread leaves the processor at the moment another wants it. With niceness alone it is
 * first let finish its slice of some milliseconds, by which frames of sound would leave late; it is what remains where the
 * policy is not allowed.
 *
 * <p>Whoever gives way must hold no lock that others wait for: on a busy machine it may be a long time until it runs again.
 */
public final class Niceness {
    private static final Logger log = LoggerFactory.getLogger(Niceness.class);
    private static final int CALLING_THREAD = 0;
    private static final int PRIO_PROCESS = 0;
    private static final int NICENESS = 19;
    private static final int SCHED_IDLE = 5;

    private Niceness() {}

    /** From now on the calling thread, a platform thread, gives way to the others. */
    public static void giveWay() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            // struct sched_param is one int, which has to be 0 for every policy but the real-time ones.
            MemorySegment parameters = arena.allocate(ValueLayout.JAVA_INT);
            int failed = (int)
                    function("sched_setscheduler", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                            .invokeExact(CALLING_THREAD, SCHED_IDLE, parameters);
            if (failed != 0) {
                failed = (int) function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                        .invokeExact(PRIO_PROCESS, CALLING_THREAD, NICENESS);
            }
            log.debug("A background thread gives way: {}", failed == 0);
        } catch (Throwable e) {
            // Only a courtesy to the other threads; without it the work is done all the same.
            log.debug("A background thread has ordinary priority", e);
        }
    }

    private static MethodHandle function(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
