package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mcp.ToolDescription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The tools every board has (firmware wire contract §6.5), with the settings they change. The settings may be read from
 * any thread.
 */
public final class StandardTools {
    private static final ToolDescription STATUS =
            tool("self.get_device_status", "The present state of the device", false);
    private static final ToolDescription SET_VOLUME =
            withInteger("self.audio_speaker.set_volume", "Sets how loud the device speaks", "volume");
    private static final ToolDescription SET_BRIGHTNESS =
            withInteger("self.screen.set_brightness", "Sets the brightness of the screen", "brightness");
    private static final ToolDescription SET_THEME =
            withText("self.screen.set_theme", "Sets the theme of the screen: light or dark", "theme");
    private static final ToolDescription SYSTEM_INFO =
            tool("self.get_system_info", "What the device reports of itself", true);
    private static final ToolDescription REBOOT = tool("self.reboot", "Restarts the device", true);

    private volatile int volume = 70;
    private volatile int brightness = 75;
    private volatile String theme = "light";
    private final AtomicInteger rebootsAsked = new AtomicInteger();

    StandardTools() {}

    /** 0 to 100. */
    public int volume() {
        return volume;
    }

    /** 0 to 100. */
    public int brightness() {
        return brightness;
    }

    /** {@code light} or {@code dark}. */
    public String theme() {
        return theme;
    }

    /** How often somebody asked the device to restart. */
    public int rebootsAsked() {
        return rebootsAsked.get();
    }

    void addTo(DeviceTools tools, Supplier<String> systemInfo) {
        tools.add(STATUS, none -> status());
        tools.add(SET_VOLUME, arguments -> {
            volume = arguments.path("volume").intValue();
            return "true";
        });
        tools.add(SET_BRIGHTNESS, arguments -> {
            brightness = arguments.path("brightness").intValue();
            return "true";
        });
        tools.add(SET_THEME, arguments -> theme(arguments.path("theme").asText()));
        tools.add(SYSTEM_INFO, none -> systemInfo.get());
        tools.addSilent(REBOOT, none -> {
            rebootsAsked.incrementAndGet();
            return "";
        });
    }

    private String theme(String wanted) {
        if (!wanted.equals("light") && !wanted.equals("dark")) {
            return "false";
        }
        theme = wanted;
        return "true";
    }

    private String status() {
        ObjectNode status = JsonText.newObject();
        status.putObject("audio_speaker").put("volume", volume);
        status.putObject("screen").put("brightness", brightness).put("theme", theme);
        status.putObject("battery").put("level", 80).put("charging", false);
        status.putObject("network").put("type", "wifi").put("ssid", "simulated").put("signal", "strong");
        return JsonText.write(status);
    }

    private static ToolDescription withInteger(String name, String description, String parameter) {
        ToolDescription tool = tool(name, description, false);
        require(tool, parameter, "integer").put("minimum", 0).put("maximum", 100);
        return tool;
    }

    private static ToolDescription withText(String name, String description, String parameter) {
        ToolDescription tool = tool(name, description, false);
        require(tool, parameter, "string");
        return tool;
    }

    private static ObjectNode require(ToolDescription tool, String parameter, String type) {
        tool.inputSchema().withArrayProperty("required").add(parameter);
        return tool.inputSchema()
                .withObjectProperty("properties")
                .putObject(parameter)
                .put("type", type);
    }

    private static ToolDescription tool(String name, String description, boolean userOnly) {
        ObjectNode schema = JsonText.newObject().put("type", "object");
        schema.putObject("properties");
        return new ToolDescription(name, description, schema, userOnly);
    }
}
