package dev.mynah.simulator.load;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.Activating;
import dev.mynah.simulator.device.ContractViolation;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.NoReplyException;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs many devices against one server. A device costs a virtual thread that reads and a socket; a talking one a second
 * virtual thread and its share of the one timer. Audio is neither encoded nor decoded while it runs.
 */
public final class Load {
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final LoadPlan plan;
    private final World world;
    private final LoadCounts counts = new LoadCounts();
    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(30)));
    private final Activating activating;
    private final ConcurrentLinkedQueue<VirtualDevice> devices = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** A load that has not begun, of devices that nobody binds. */
    public Load(LoadPlan plan, World world) {
        this(plan, world, (device, activation) -> {
            throw new IOException("nobody binds it");
        });
    }

    /** @param binding binds the devices that show a code; called from many threads */
    public Load(LoadPlan plan, World world, Activating.Announcement binding) {
        this.plan = plan;
        this.world = world;
        this.activating = new Activating(provisioning, binding, duration -> {
            throw new IOException("nobody bound it");
        });
    }

    /**
     * Connects everybody, lets them talk, measures. Waits until all is over.
     *
     * @param serverPid 0 when unknown
     */
    public LoadReport run(long serverPid, Consumer<String> progress) throws InterruptedException {
        double ownBefore = ProcessCpu.seconds(ProcessHandle.current().pid());
        double serverBefore = ProcessCpu.seconds(serverPid);
        long began = System.nanoTime();
        try (ExecutorService callers = world.callers()) {
            try {
                connectAll(callers, progress);
                List<VirtualDevice> talkers =
                        devices.stream().limit(plan.talking()).toList();
                for (int i = 0; i < talkers.size(); i++) {
                    VirtualDevice talker = talkers.get(i);
                    int number = i;
                    callers.execute(() -> talk(talker, number));
                }
                if (!devices.isEmpty()) {
                    waitForTheEnd(progress);
                }
            } finally {
                over.countDown();
                devices.forEach(VirtualDevice::close);
            }
        }
        devices.forEach(this::collect);
        double serverAfter = ProcessCpu.seconds(serverPid);
        return report(
                ProcessCpu.seconds(ProcessHandle.current().pid()) - ownBefore,
                serverBefore < 0 || serverAfter < 0 ? -1 : serverAfter - serverBefore,
                (System.nanoTime() - began) / 1e9);
    }

    private void connectAll(ExecutorService callers, Consumer<String> progress) throws InterruptedException {
        Semaphore opening = new Semaphore(plan.connectsAtOnce());
        CountDownLatch tried = new CountDownLatch(plan.devices());
        for (int i = 0; i < plan.devices(); i++) {
            opening.acquire();
            DeviceId id = number(i);
            callers.execute(() -> {
                try {
                    connect(id);
                } finally {
                    opening.release();
                    tried.countDown();
                }
            });
            if ((i + 1) % 500 == 0) {
                progress.accept("%d of %d devices are connected".formatted(counts.connected.get(), plan.devices()));
            }
        }
        tried.await();
        progress.accept("%d of %d devices are connected".formatted(counts.connected.get(), plan.devices()));
    }

    /** Addresses that are marked as locally administered. */
    private static DeviceId number(int index) {
        return new DeviceId("02:00:5e:%02x:%02x:%02x".formatted(index >> 16 & 0xFF, index >> 8 & 0xFF, index & 0xFF));
    }

    private void connect(DeviceId id) {
        DeviceProfile profile = DeviceProfile.of(id);
        DeviceSettings settings = DeviceSettings.lean().framed(plan.framingVersion());
        VirtualDevice device = new VirtualDevice(profile, settings, world, new FrameTimes(60, counts));
        try {
            long asked = System.nanoTime();
            DeviceConfiguration configuration = provisioning.check(profile, plan.otaUrl());
            counts.ota.add(System.nanoTime() - asked);
            DeviceConfiguration activated = activated(profile, configuration);
            if (activated.webSocket() == null && activated.mqtt() == null) {
                counts.failed("no wire configured");
                return;
            }
            device.connect(activated);
            counts.hello.add(device.connectTimings().helloNanos());
            counts.connected.incrementAndGet();
            devices.add(device);
        } catch (HttpRefusal refusal) {
            counts.failed("configuration " + refusal.why());
        } catch (WrongShapeException broken) {
            counts.failed("configuration breaks the contract");
        } catch (NoReplyException silent) {
            counts.failed("no hello");
            device.close();
        } catch (NotActivatedException unbound) {
            counts.failed("not activated: " + unbound.getMessage());
        } catch (IOException refused) {
            counts.failed("connection refused");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private DeviceConfiguration activated(DeviceProfile profile, DeviceConfiguration first)
            throws HttpRefusal, WrongShapeException, NotActivatedException, InterruptedException {
        try {
            return activating.activated(profile, plan.otaUrl(), first);
        } catch (HttpRefusal refusal) {
            throw refusal;
        } catch (IOException givenUp) {
            throw new NotActivatedException(givenUp);
        }
    }

    private static final class NotActivatedException extends Exception {
        private static final long serialVersionUID = 1L;

        private NotActivatedException(IOException why) {
            super(why.getMessage());
        }
    }

    private void talk(VirtualDevice device, int number) {
        try {
            // Spread over one round, so that the crowd does not speak in unison.
            long round = plan.think().toNanos() + TimeUnit.SECONDS.toNanos(3);
            boolean ended = over.await(round * number / Math.max(1, plan.talking()), TimeUnit.NANOSECONDS);
            for (int turn = 0; !ended; turn++) {
                takeTurn(device, number + turn);
                ended = over.await(plan.think().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (NoReplyException silent) {
            if (over.getCount() > 0) {
                counts.failed("no answer");
            }
        } catch (IOException gone) {
            if (over.getCount() > 0) {
                counts.failed("connection lost");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeTurn(VirtualDevice device, int sentence)
            throws IOException, NoReplyException, InterruptedException {
        device.say(plan.utterances().get(sentence % plan.utterances().size()));
        Reply reply = device.awaitReply(plan.answerTimeout());
        Reply.Timings timings = reply.timings();
        if (timings.firstAudio() == 0) {
            counts.failed("answer without audio");
        } else if (timings.speechEnd() > 0) {
            counts.firstAudio.add(timings.firstAudio() - timings.speechEnd());
        }
        counts.underruns.add(reply.playback().underruns());
        counts.dropped.add(reply.playback().dropped());
        counts.turns.increment();
    }

    private void waitForTheEnd(Consumer<String> progress) throws InterruptedException {
        long end = System.nanoTime() + plan.duration().toNanos();
        long left = plan.duration().toNanos();
        while (left > 0 && !over.await(Math.min(left, PROGRESS.toNanos()), TimeUnit.NANOSECONDS)) {
            left = end - System.nanoTime();
            progress.accept("%d turns, %d frames, %.2f %% late, %d failures, %d s to go"
                    .formatted(
                            counts.turns.sum(),
                            counts.frames.sum(),
                            100.0 * counts.lateAfterPrevious.sum() / Math.max(1, counts.frames.sum()),
                            counts.failureCount(),
                            Math.max(0, TimeUnit.NANOSECONDS.toSeconds(left))));
        }
    }

    private void collect(VirtualDevice device) {
        counts.dropped.add(device.packetsDropped());
        for (var violation : device.violationCounts().entrySet()) {
            ContractViolation.Rule rule = violation.getKey();
            for (int i = 0; i < violation.getValue(); i++) {
                counts.failed("violates " + rule.check() + " " + rule);
            }
        }
    }

    private LoadReport report(double ownCpu, double serverCpu, double wall) {
        return new LoadReport(
                counts.connected.get(),
                counts.turns.sum(),
                counts.frames.sum(),
                counts.ota,
                counts.hello,
                counts.firstAudio,
                counts.intervals,
                counts.lateAfterPrevious.sum(),
                counts.lateOnSchedule.sum(),
                counts.underruns.sum(),
                counts.dropped.sum(),
                counts.failures(),
                ownCpu,
                serverCpu,
                wall);
    }
}
