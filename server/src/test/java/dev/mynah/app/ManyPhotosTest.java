package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.BareHttp;
import dev.mynah.testing.CameraOnWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two hundred photos at the same time. */
class ManyPhotosTest {
    private static final int MANY = 200;
    private static final int PLACES = 16;

    @Test
    void as_many_are_looked_at_as_there_are_places_and_the_others_are_told() throws Exception {
        try (RunningServer server = RunningServer.withFakes("camera.photos=" + PLACES)) {
            List<CameraOnWire> cameras = new ArrayList<>();
            for (int number = 1; number <= MANY; number++) {
                cameras.add(CameraOnWire.connect(server.webSocketUrl(), number));
            }
            List<String> answers = atOnce(server, cameras, MANY - PLACES);

            assertThat(answers.stream().filter(answer -> answer.contains("\"success\":true")))
                    .hasSize(PLACES);
            assertThat(answers.stream().filter(answer -> answer.contains("\"code\":\"busy\"")))
                    .hasSize(MANY - PLACES);
            assertThat(cameras).allMatch(camera -> camera.device().alive());
            for (CameraOnWire camera : cameras) {
                camera.close();
            }
            Afterwards.allIsWell(server);
        }
    }

    @Test
    void of_one_device_one_is_looked_at() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                CameraOnWire camera = CameraOnWire.connect(server.webSocketUrl(), 1)) {
            List<CameraOnWire> same = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                same.add(camera);
            }
            List<String> answers = atOnce(server, same, MANY - 1);

            assertThat(answers.stream().filter(answer -> answer.contains("\"success\":true")))
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.contains("\"code\":\"busy_with_device\"")))
                    .hasSize(MANY - 1);
        }
    }

    @Test
    void while_photos_are_looked_at_others_converse_as_before() throws Exception {
        CountDownLatch looking = new CountDownLatch(PLACES);
        CountDownLatch enough = new CountDownLatch(1);
        try (RunningServer server = RunningServer.withFakes("camera.photos=" + PLACES);
                ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            server.eyes().sees(asked -> {
                looking.countDown();
                enough.await();
                return "A cat.";
            });
            List<Future<BareHttp.Answer>> asking = new ArrayList<>();
            List<CameraOnWire> cameras = new ArrayList<>();
            for (int number = 1; number <= PLACES; number++) {
                CameraOnWire camera = CameraOnWire.connect(server.webSocketUrl(), number);
                cameras.add(camera);
                asking.add(each.submit(() -> camera.photograph(server.port(), "what")));
            }
            assertThat(looking.await(20, TimeUnit.SECONDS)).isTrue();

            server.model().says("Yes.");
            Afterwards.othersConverse(server);

            assertThat(asking).noneMatch(Future::isDone);
            enough.countDown();
            for (Future<BareHttp.Answer> one : asking) {
                assertThat(one.get().body()).contains("A cat.");
            }
            for (CameraOnWire camera : cameras) {
                camera.close();
            }
        }
    }

    /** All bodies, where the model has not answered before so many were sent away. */
    private static List<String> atOnce(RunningServer server, List<CameraOnWire> cameras, int sentAway)
            throws Exception {
        CountDownLatch refused = new CountDownLatch(sentAway);
        AtomicInteger together = new AtomicInteger();
        server.eyes().sees(asked -> {
            together.incrementAndGet();
            assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
            return "A cat.";
        });
        List<String> bodies = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BareHttp.Answer>> asking = new ArrayList<>();
            for (CameraOnWire camera : cameras) {
                asking.add(each.submit(() -> {
                    BareHttp.Answer answer = camera.photograph(server.port(), "what");
                    if (answer.body().contains("\"success\":false")) {
                        refused.countDown();
                    }
                    return answer;
                }));
            }
            for (Future<BareHttp.Answer> one : asking) {
                assertThat(one.get().status()).isEqualTo(200);
                bodies.add(one.get().body());
            }
        }
        assertThat(together.get()).isEqualTo(cameras.size() - sentAway);
        return bodies;
    }
}
