package dev.mynah.support;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads for work that may take all the processor there is, such as recognising speech: they give way to
 * everything that must be on time. Java's own thread priorities do nothing on Linux for ordinary users, but there each
 * thread has a niceness of its own, which it may always raise; elsewhere the threads are ordinary ones. Thread-safe.
 */
public final class BackgroundThreads implements ThreadFactory {
    private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);
    private static final int CALLING_THREAD = 0;
    private static final int PRIO_PROCESS = 0;
    private static final int NICENESS = 19;

    private final ThreadFactory threads;

    /** @param name of the threads; a number is appended */
    public BackgroundThreads(String name) {
        this.threads = Thread.ofPlatform().name(name, 0).daemon().factory();
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            giveWay();
            work.run();
        });
    }

    private static void giveWay() {
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
