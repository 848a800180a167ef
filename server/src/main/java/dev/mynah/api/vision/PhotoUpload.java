package dev.mynah.api.vision;

import dev.mynah.support.Scheduler;
import dev.mynah.vision.Sight;
import dev.mynah.vision.VisionPasses;
import dev.mynah.voice.llm.Picture;
import dev.mynah.voice.llm.PictureQuestion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** A photo of a device that may send one: comes in, is looked at, is forgotten. Confined to the connection's event loop. */
final class PhotoUpload {
    private final PhotoExchange exchange;
    private final HttpServerRequest request;
    private final VisionPasses.Pass pass;
    private final Sight.Place place;
    private final PhotoForm form;
    private Scheduler.Cancellable look = () -> {};
    private long received;
    private boolean over;

    private PhotoUpload(
            PhotoExchange exchange,
            HttpServerRequest request,
            VisionPasses.Pass pass,
            Sight.Place place,
            PhotoForm form) {
        this.exchange = exchange;
        this.request = request;
        this.pass = pass;
        this.place = place;
        this.form = form;
    }

    /** Reads the photo of a device, and gives its place back in the end. */
    static void begin(PhotoExchange exchange, HttpServerRequest request, VisionPasses.Pass pass, Sight.Place place) {
        try {
            PhotoForm form = new PhotoForm(request.getHeader("Content-Type"));
            new PhotoUpload(exchange, request, pass, place, form).read();
        } catch (PhotoForm.BrokenForm broken) {
            place.close();
            exchange.refuse(400, "malformed", String.valueOf(broken.getMessage()));
        }
    }

    private void read() {
        exchange.whenAbandoned(this::drop);
        request.exceptionHandler(broken -> refuse(400, "malformed", "The request breaks off."));
        request.handler(this::more);
        request.endHandler(complete -> complete());
    }

    private void more(Buffer bytes) {
        received += bytes.length();
        if (received > PhotoExchange.LARGEST_BODY) {
            drop();
            exchange.tooLarge();
            return;
        }
        try {
            form.add(bytes.getBytes());
        } catch (PhotoForm.BrokenForm broken) {
            refuse(400, "malformed", String.valueOf(broken.getMessage()));
        }
    }

    private void complete() {
        if (over) {
            return;
        }
        exchange.received();
        try {
            look(form.finish());
        } catch (PhotoForm.BrokenForm broken) {
            refuse(400, "malformed", String.valueOf(broken.getMessage()));
        }
    }

    private void look(PhotoForm.Content content) {
        Optional<Picture> picture = Picture.of(content.file());
        if (picture.isEmpty()) {
            refuse(415, "no_picture", "The file is no JPEG, PNG, WebP or GIF picture.");
            return;
        }
        form.close();
        PictureQuestion question = new PictureQuestion(picture.get(), content.question(), pass.language());
        look = place.look(question, outcome -> exchange.later(() -> exchange.answer(outcome)));
    }

    private void refuse(int status, String code, String message) {
        drop();
        exchange.refuse(status, code, message);
    }

    /** Whatever is under way is of no use any more. Idempotent. */
    private void drop() {
        if (!over) {
            over = true;
            look.cancel();
            form.close();
            place.close();
        }
    }
}
