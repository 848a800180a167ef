package dev.mynah.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.simulator.device.ContractViolation.Rule;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final byte[] PACKET = HexFormat.of().parseHex("58");
    private static final long MILLI = 1_000_000L;

    private final List<Reply> replies = new ArrayList<>();
    private final Violations violations = new Violations();
    private long now;

    private Conversation conversation(ListenMode mode, BinaryFraming framing) {
        Conversation conversation = new Conversation(
                DeviceSettings.usual().in(mode),
                framing,
                "websocket",
                new DeviceTools("b", "1"),
                violations,
                replies::add);
        conversation.receive("s-1", ServerMessage.Hello.webSocket("s-1", AudioParams.DOWNLINK), now);
        return conversation;
    }

    private Conversation listening(ListenMode mode) {
        Conversation conversation = conversation(mode, BinaryFraming.RAW);
        conversation.listening(mode);
        return conversation;
    }

    private Effect tell(Conversation conversation, ServerMessage message) {
        return conversation.receive("s-1", message, now);
    }

    private List<Rule> broken() {
        return violations.kept().stream().map(ContractViolation::rule).toList();
    }

    @Test
    void a_turn_is_noted_from_the_words_to_the_stop() {
        Conversation conversation = listening(ListenMode.AUTO);
        now = 100;
        conversation.speechEnded(now);
        now = 200;
        tell(conversation, new ServerMessage.Stt("what time is it"));
        now = 300;
        assertThat(tell(conversation, new ServerMessage.TtsStart())).isEqualTo(new Effect.CloseMicrophone());
        tell(conversation, new ServerMessage.Llm(Emotion.HAPPY));
        tell(conversation, new ServerMessage.TtsSentenceStart("It is"));
        tell(conversation, new ServerMessage.TtsSentenceStart("noon."));
        now = 400;
        assertThat(conversation.audio(PACKET, now)).isEqualTo(Conversation.Heard.FIRST);
        assertThat(conversation.audio(PACKET, now)).isEqualTo(Conversation.Heard.ANOTHER);
        now = 500;
        assertThat(tell(conversation, new ServerMessage.TtsStop())).isInstanceOf(Effect.ListenAfter.class);
        assertThat(replies).singleElement().satisfies(reply -> {
            assertThat(reply.sttText()).isEqualTo("what time is it");
            assertThat(reply.answer()).isEqualTo("It is noon.");
            assertThat(reply.emotion()).isEqualTo("happy");
            assertThat(reply.packets()).hasSize(2);
            assertThat(reply.interrupted()).isFalse();
            assertThat(reply.timings()).isEqualTo(new Reply.Timings(100, 200, 300, 400, 400, 500));
        });
        assertThat(broken()).isEmpty();
    }

    @Test
    void auto_mode_listens_again_once_the_queue_has_played() {
        Conversation conversation = listening(ListenMode.AUTO);
        tell(conversation, new ServerMessage.TtsStart());
        for (int i = 0; i < 5; i++) {
            conversation.audio(PACKET, now);
        }
        Effect.ListenAfter after = (Effect.ListenAfter) tell(conversation, new ServerMessage.TtsStop());
        assertThat(after.nanos()).isEqualTo(5 * 60 * MILLI);
        assertThat(conversation.state()).isEqualTo(DeviceState.LISTENING);
        assertThat(conversation.stillWaitingToListen(after.generation())).isTrue();
        tell(conversation, new ServerMessage.TtsStart());
        assertThat(conversation.stillWaitingToListen(after.generation())).isFalse();
    }

    @Test
    void push_to_talk_goes_idle_and_full_duplex_keeps_the_microphone() {
        Conversation manual = listening(ListenMode.MANUAL);
        tell(manual, new ServerMessage.TtsStart());
        assertThat(tell(manual, new ServerMessage.TtsStop())).isEqualTo(Effect.NONE);
        assertThat(manual.state()).isEqualTo(DeviceState.IDLE);

        Conversation realtime = listening(ListenMode.REALTIME);
        assertThat(tell(realtime, new ServerMessage.TtsStart())).isEqualTo(Effect.NONE);
        assertThat(realtime.state()).isEqualTo(DeviceState.SPEAKING);
        assertThat(tell(realtime, new ServerMessage.TtsStop())).isEqualTo(Effect.NONE);
        assertThat(realtime.state()).isEqualTo(DeviceState.LISTENING);
    }

    @Test
    void speech_before_the_first_listen_is_ignored_and_noted() {
        Conversation conversation = conversation(ListenMode.AUTO, BinaryFraming.RAW);
        assertThat(tell(conversation, new ServerMessage.TtsStart())).isEqualTo(Effect.NONE);
        assertThat(conversation.state()).isEqualTo(DeviceState.CONNECTING);
        assertThat(conversation.audio(PACKET, now)).isEqualTo(Conversation.Heard.NOT_PLAYED);
        assertThat(conversation.packetsDropped()).isEqualTo(1);
        assertThat(broken()).containsExactly(Rule.START_BEFORE_LISTEN);
    }

    @Test
    void the_server_may_speak_to_an_idle_device() {
        Conversation conversation = listening(ListenMode.MANUAL);
        conversation.idle();
        tell(conversation, new ServerMessage.TtsStart());
        assertThat(conversation.state()).isEqualTo(DeviceState.SPEAKING);
    }

    @Test
    void a_datagram_that_the_stop_overtook_is_dropped_and_nobodys_fault_but_not_one_that_comes_much_later() {
        Conversation conversation = new Conversation(
                DeviceSettings.usual().in(ListenMode.MANUAL),
                BinaryFraming.RAW,
                "udp",
                new DeviceTools("b", "1"),
                violations,
                replies::add);
        var channel = new ServerMessage.UdpChannel("127.0.0.1", 8888, "0".repeat(32), "01" + "0".repeat(30));
        conversation.receive("s-1", new ServerMessage.Hello("udp", "s-1", AudioParams.DOWNLINK, channel), now);
        conversation.listening(ListenMode.MANUAL);
        tell(conversation, new ServerMessage.TtsStart());
        tell(conversation, new ServerMessage.TtsStop());
        now = 100_000_000;
        conversation.audio(PACKET, now);
        assertThat(broken()).isEmpty();
        assertThat(conversation.packetsDropped()).isEqualTo(1);
        now = 1_000_000_000;
        conversation.audio(PACKET, now);
        assertThat(broken()).containsExactly(Rule.AUDIO_OUTSIDE_SPEECH);
    }

    @Test
    void what_is_out_of_order_is_named() {
        Conversation conversation = listening(ListenMode.AUTO);
        conversation.audio(PACKET, now);
        tell(conversation, new ServerMessage.TtsSentenceStart("too early"));
        tell(conversation, new ServerMessage.TtsStop());
        tell(conversation, new ServerMessage.TtsStart());
        tell(conversation, new ServerMessage.TtsStart());
        tell(conversation, new ServerMessage.Alert("a", "b", "happy"));
        tell(conversation, new ServerMessage.Goodbye());
        tell(conversation, new ServerMessage.Unknown("weather"));
        tell(conversation, new ServerMessage.Mcp(JsonText.newObject().put("id", "x")));
        tell(conversation, ServerMessage.Hello.webSocket("s-1", AudioParams.DOWNLINK));
        assertThat(broken())
                .containsExactly(
                        Rule.AUDIO_OUTSIDE_SPEECH,
                        Rule.SENTENCE_OUTSIDE_SPEECH,
                        Rule.STOP_WITHOUT_START,
                        Rule.START_TWICE,
                        Rule.ALERT_DURING_SPEECH,
                        Rule.UNKNOWN_MESSAGE,
                        Rule.UNKNOWN_MESSAGE,
                        Rule.BAD_TOOL_REQUEST,
                        Rule.SECOND_HELLO);
    }

    @Test
    void a_hello_that_a_device_cannot_use_is_named() {
        Conversation conversation = new Conversation(
                DeviceSettings.usual(),
                BinaryFraming.RAW,
                "websocket",
                new DeviceTools("b", "1"),
                violations,
                replies::add);
        tell(conversation, new ServerMessage.Hello("mqtt", "s", AudioParams.DOWNLINK, null));
        assertThat(conversation.helloReceived()).isFalse();
        tell(conversation, ServerMessage.Hello.webSocket("not \"safe\"", new AudioParams("opus", 22_050, 1, 30)));
        assertThat(conversation.helloReceived()).isTrue();
        assertThat(broken()).containsExactly(Rule.BAD_HELLO, Rule.BAD_SESSION_ID, Rule.UNPLAYABLE_PARAMETERS);
    }

    @Test
    void packets_are_checked() {
        Conversation conversation = conversation(ListenMode.AUTO, BinaryFraming.V3);
        conversation.listening(ListenMode.AUTO);
        tell(conversation, new ServerMessage.TtsStart());
        conversation.audio(HexFormat.of().parseHex("0000000158"), now);
        assertThat(broken()).isEmpty();
        conversation.audio(HexFormat.of().parseHex("0000000958"), now);
        conversation.audio(HexFormat.of().parseHex("00000003f8fffe"), now);
        conversation.audio(HexFormat.of().parseHex("000000015c"), now);
        assertThat(broken()).containsExactly(Rule.BAD_FRAMING, Rule.WRONG_PACKET, Rule.WRONG_PACKET);
    }

    @Test
    void too_much_audio_at_once_overflows_the_queue() {
        Conversation conversation = listening(ListenMode.AUTO);
        tell(conversation, new ServerMessage.TtsStart());
        for (int i = 0; i < 45; i++) {
            conversation.audio(PACKET, now);
        }
        assertThat(violations.counts()).containsEntry(Rule.QUEUE_OVERFLOW, 2);
    }

    @Test
    void after_a_button_the_device_speaks_until_it_is_told_to_stop() {
        Conversation conversation = listening(ListenMode.AUTO);
        tell(conversation, new ServerMessage.TtsStart());
        conversation.aborting(now);
        conversation.audio(PACKET, now);
        assertThat(conversation.state()).isEqualTo(DeviceState.SPEAKING);
        tell(conversation, new ServerMessage.TtsStop());
        assertThat(conversation.state()).isEqualTo(DeviceState.LISTENING);
        assertThat(conversation.packetsAfterAbort()).isEqualTo(1);
        assertThat(replies).singleElement().matches(Reply::interrupted);
        assertThat(broken()).isEmpty();
    }

    @Test
    void after_the_wake_word_the_old_turn_must_not_go_on() {
        Conversation conversation = listening(ListenMode.AUTO);
        tell(conversation, new ServerMessage.TtsStart());
        conversation.aborting(now);
        assertThat(conversation.listenAfterAbort(now)).isInstanceOf(Effect.ListenAfter.class);
        tell(conversation, new ServerMessage.TtsSentenceStart("was on its way"));
        now += 600 * MILLI;
        tell(conversation, new ServerMessage.TtsSentenceStart("was not"));
        tell(conversation, new ServerMessage.TtsStart());
        assertThat(conversation.state()).isEqualTo(DeviceState.SPEAKING);
        assertThat(broken()).containsExactly(Rule.OLD_TURN_AFTER_ABORT, Rule.OLD_TURN_AFTER_ABORT);
    }

    @Test
    void an_abort_with_nothing_to_stop_changes_nothing() {
        Conversation conversation = listening(ListenMode.AUTO);
        conversation.aborting(now);
        tell(conversation, new ServerMessage.TtsStart());
        tell(conversation, new ServerMessage.TtsStop());
        assertThat(replies).singleElement().matches(reply -> !reply.interrupted());
    }

    @Test
    void reboot_hangs_up() {
        assertThat(tell(listening(ListenMode.AUTO), new ServerMessage.Reboot())).isEqualTo(new Effect.HangUp());
    }
}
