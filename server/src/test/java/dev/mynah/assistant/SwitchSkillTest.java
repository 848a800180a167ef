package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import org.junit.jupiter.api.Test;

class SwitchSkillTest {
    private final FakeTools tools = new FakeTools()
            .with("self.light.turn_on", "true")
            .with("self.light.turn_off", "true")
            .with("self.light.get_state", "{}");
    private final Talk talk = new Talk(tools);

    private static ToolSpec tool(String name, String description, String property, String type) {
        ObjectNode schema = FakeTools.schema();
        schema.withObjectProperty("properties").putObject(property).put("type", type);
        return new ToolSpec(name, description, schema);
    }

    @Test
    void a_light_is_switched_by_the_tools_named_for_it() throws InterruptedException {
        assertThat(talk.ask("turn on the lights")).isEqualTo("The light is on now.");
        assertThat(talk.ask("could you switch the light off please")).isEqualTo("The light is off now.");
        assertThat(talk.ask("开灯")).isEqualTo("灯已经打开了。");
        assertThat(talk.ask("请把灯关掉")).isEqualTo("灯已经关闭了。");
        assertThat(tools.calls)
                .containsExactly(
                        "self.light.turn_on {}",
                        "self.light.turn_off {}",
                        "self.light.turn_on {}",
                        "self.light.turn_off {}");
    }

    @Test
    void a_tool_with_one_boolean_is_called_with_it() throws InterruptedException {
        tools.with(tool("self.fan.set_power", "", "power", "boolean"), arguments -> ToolResult.ok("true"));
        talk.ask("turn the fan on");
        talk.ask("关闭风扇");
        assertThat(tools.calls)
                .containsExactly("self.fan.set_power {\"power\":true}", "self.fan.set_power {\"power\":false}");
    }

    @Test
    void things_the_recogniser_does_not_know_are_understood_in_texts() throws InterruptedException {
        tools.with(tool("self.water_pump.set", "", "on", "boolean"), arguments -> ToolResult.ok("true"));
        assertThat(talk.ask("turn on the water pump")).isEqualTo("The water pump is on now.");
    }

    @Test
    void a_description_helps_where_the_name_does_not() throws InterruptedException {
        tools.with(tool("self.gpio3.set", "控制鱼缸", "on", "boolean"), arguments -> ToolResult.ok("true"));
        assertThat(talk.ask("打开鱼缸")).isEqualTo("鱼缸已经打开了。");
        assertThat(tools.calls).containsExactly("self.gpio3.set {\"on\":true}");
    }

    @Test
    void tools_that_do_something_else_are_not_called() throws InterruptedException {
        tools.with(tool("self.lamp.set_level", "", "level", "integer"), arguments -> ToolResult.ok("true"));
        assertThat(talk.ask("turn on the lamp")).isEqualTo("This device offers no way to switch the lamp on.");
        assertThat(talk.ask("关闭台灯")).isEqualTo("这个设备不能关闭台灯。");
        assertThat(tools.calls).isEmpty();
    }

    @Test
    void a_failure_is_told() throws InterruptedException {
        FakeTools failing = new FakeTools().with("self.light.turn_on", arguments -> ToolResult.failed("no power"));
        assertThat(new Talk(failing).ask("turn on the light")).isEqualTo("Sorry, that did not work: no power");
    }
}
