package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A house in which the server is used: devices in rooms, two of them there, and a conversation. For one thread; close it. */
final class Scene implements AutoCloseable {
    private record Room(String name, String board, boolean awake) {}

    private static final List<Room> ROOMS = List.of(
            new Room("Living room", "esp-box-3", true),
            new Room("Hallway", "bread-compact-wifi", true),
            new Room("Study", "m5stack-core-s3", false),
            new Room("Guest room", "lichuang-dev", false),
            new Room("Workshop", "bread-compact-ml307", false));

    private final List<FakeDevice> devices = new ArrayList<>();
    private final String conversation;

    Scene(Stage stage) {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            String ground = id(owner.call("POST", "/groups", group("Ground floor", "Also hears the door bell")));
            String upstairs = id(owner.call("POST", "/groups", group("Upstairs", "Quiet after nine")));
            owner.call(
                    "POST",
                    "/assistants",
                    Map.of("name", "Evening stories", "prompt", "You tell short stories of birds."));
            owner.call("POST", "/api-keys", Map.of("name", "Home automation", "scopes", List.of("devices:read")));
            for (Room room : ROOMS) {
                moveIn(stage, owner, room, devices.size() < 2 ? ground : upstairs);
            }
            release(owner);
            conversation = talk(owner);
        }
    }

    private void moveIn(Stage stage, Person owner, Room room, String group) {
        FakeDevice device =
                new FakeDevice(stage.server(), "02:00:00:00:0e:%02x".formatted(devices.size() + 1), room.board());
        devices.add(device);
        try {
            owner.call("POST", "/devices/bind", Map.of("code", device.boot(), "name", room.name()));
            owner.call("PATCH", "/devices/" + device.id(), Map.of("groups", List.of(group)));
            if (room.awake()) {
                device.connect();
            }
        } catch (Exception e) {
            throw new IllegalStateException(room.name() + " did not come", e);
        }
    }

    /** An image that all devices of a board shall have, and one for trying out. */
    private static void release(Person owner) {
        String next = id(owner.upload("/firmware", "esp-box-3", "Quieter at night", AppImage.of("2.5.0")));
        owner.call("POST", "/firmware-targets", Map.of("firmware_id", next));
        owner.upload("/firmware", "bread-compact-wifi", "To try out", AppImage.of("2.4.3"));
    }

    /** Asks three things of the virtual device and waits for the last word. */
    private static String talk(Person owner) {
        owner.open("/talk");
        Page page = owner.page();
        List<String> questions = List.of("what time is it", "set the volume to 30", "tell me a joke");
        for (int i = 0; i < questions.size(); i++) {
            page.getByLabel("Type what you would say").fill(questions.get(i));
            page.keyboard().press("Enter");
            assertThat(page.locator(".said .by-person")).hasCount(i + 1);
            assertThat(page.locator(".word").first()).hasText("Speaking");
            assertThat(page.locator(".word").first())
                    .hasText("Ready", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
        }
        JsonObject list = owner.call("GET", "/conversations?limit=1", Map.of());
        return id(list.getAsJsonArray("items").get(0).getAsJsonObject());
    }

    private static Map<String, String> group(String name, String description) {
        return Map.of("name", name, "description", description);
    }

    private static String id(JsonObject made) {
        return made.get("id").getAsString();
    }

    /** The page of a device that is there. */
    String devicePath() {
        return "/devices/" + devices.getFirst().id().replace(":", "%3A");
    }

    String conversationPath() {
        return "/conversations/" + conversation;
    }

    @Override
    public void close() {
        devices.forEach(FakeDevice::close);
    }
}
