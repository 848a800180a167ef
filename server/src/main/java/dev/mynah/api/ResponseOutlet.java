package dev.mynah.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** An outlet into an HTTP response. What it does it does on the response's event loop. */
final class ResponseOutlet implements Outlet {
    private static final int UNREAD_BYTES = 128 * 1024;

    private final Context loop;
    private final HttpServerResponse response;
    private final List<Runnable> last = new ArrayList<>();
    private boolean over;

    ResponseOutlet(Context loop, HttpServerResponse response) {
        this.loop = loop;
        this.response = response;
        response.setWriteQueueMaxSize(UNREAD_BYTES);
        response.closeHandler(gone -> finish());
        response.exceptionHandler(broken -> finish());
    }

    @Override
    public void send(String text) {
        loop.runOnContext(now -> {
            if (response.ended() || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.reset();
                finish();
            } else {
                response.write(text);
            }
        });
    }

    @Override
    public void end() {
        loop.runOnContext(now -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
            finish();
        });
    }

    @Override
    public void whenOver(Runnable task) {
        synchronized (last) {
            if (!over) {
                last.add(task);
                return;
            }
        }
        task.run();
    }

    private void finish() {
        List<Runnable> tasks;
        synchronized (last) {
            over = true;
            tasks = List.copyOf(last);
            last.clear();
        }
        tasks.forEach(Runnable::run);
    }
}
