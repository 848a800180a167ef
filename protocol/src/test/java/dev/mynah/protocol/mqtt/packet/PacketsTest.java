package dev.mynah.protocol.mqtt.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketsTest {
    /** MQTT 3.1.1, clean, keep-alive 240, client a, user u, password p. */
    private static final String CONNECT_4 = "1013 0004 4d515454 04 c2 00f0 0001 61 0001 75 0001 70";

    /** MQTT 5, clean, no properties, client a. */
    private static final String CONNECT_5 = "100e 0004 4d515454 05 02 003c 00 0001 61";

    private final PacketReader reader = new PacketReader();

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private List<ClientPacket> feed(byte[] bytes) throws MqttFormatException {
        List<ClientPacket> packets = new ArrayList<>();
        List<MqttFormatException> wrong = new ArrayList<>();
        new PacketFramer(1 << 16, (first, body) -> {
                    try {
                        packets.add(reader.read(first, body));
                    } catch (MqttFormatException bad) {
                        wrong.add(bad);
                    }
                })
                .feed(ByteBuffer.wrap(bytes));
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
        return packets;
    }

    private ClientPacket read(String digits) throws MqttFormatException {
        return feed(hex(digits)).getFirst();
    }

    private ClientPacket after(String connect, String digits) throws MqttFormatException {
        return feed(hex(connect + digits)).get(1);
    }

    @Test
    void the_firmwares_connect_is_read() throws Exception {
        ClientPacket.Connect connect = (ClientPacket.Connect) read(CONNECT_4);
        assertThat(connect.version()).isEqualTo(4);
        assertThat(connect.clientId()).isEqualTo("a");
        assertThat(connect.clean()).isTrue();
        assertThat(connect.keepAliveSeconds()).isEqualTo(240);
        assertThat(connect.username()).isEqualTo("u");
        assertThat(connect.password()).asString(StandardCharsets.UTF_8).isEqualTo("p");
        assertThat(connect.will()).isNull();
        assertThat(connect).asString().doesNotContain("112");
    }

    @Test
    void d18_a_will_is_read_and_does_not_shift_what_follows() throws Exception {
        ClientPacket.Connect connect = (ClientPacket.Connect)
                read("101c 0004 4d515454 04 f6 003c 0001 61 0003 77 2f 74 0002 6279 0001 75 0001 70");
        ClientPacket.Will will = Objects.requireNonNull(connect.will());
        assertThat(will.topic()).isEqualTo("w/t");
        assertThat(will.payload()).asString(StandardCharsets.UTF_8).isEqualTo("by");
        assertThat(will.qos()).isEqualTo(2);
        assertThat(will.retain()).isTrue();
        assertThat(connect.username()).isEqualTo("u");
        assertThat(connect.password()).asString(StandardCharsets.UTF_8).isEqualTo("p");
    }

    @Test
    void a_connect_of_mqtt_5_is_read_with_its_properties() throws Exception {
        ClientPacket.Connect connect = (ClientPacket.Connect)
                read("101e 0004 4d515454 05 02 003c 10 11 0000000a 21 0014 22 0005 27 00001000 0001 61");
        assertThat(connect.properties().number(Property.SESSION_EXPIRY_INTERVAL, 0))
                .isEqualTo(10);
        assertThat(connect.properties().number(Property.RECEIVE_MAXIMUM, 0)).isEqualTo(20);
        assertThat(connect.properties().number(Property.TOPIC_ALIAS_MAXIMUM, 0)).isEqualTo(5);
        assertThat(connect.properties().number(Property.MAXIMUM_PACKET_SIZE, 0)).isEqualTo(4096);
        assertThat(connect.properties().has(Property.AUTHENTICATION_METHOD)).isFalse();
    }

    @Test
    void messages_are_read() throws Exception {
        ClientPacket.Publish plain = (ClientPacket.Publish) after(CONNECT_4, "3005 0001 74 6869");
        assertThat(plain.topic()).isEqualTo("t");
        assertThat(plain.payload()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
        assertThat(plain.packetId()).isZero();
        ClientPacket.Publish rich = (ClientPacket.Publish)
                new PacketsTest().after(CONNECT_5, "3d10 0001 74 0007 09 0101 26 0001 61 0001 62 68");
        assertThat(rich.qos()).isEqualTo(2);
        assertThat(rich.again()).isTrue();
        assertThat(rich.retain()).isTrue();
        assertThat(rich.packetId()).isEqualTo(7);
        assertThat(rich.properties().handedOn().payloadFormat()).isEqualTo(1);
        assertThat(rich.properties().handedOn().user()).containsExactly(new MessageProperties.UserProperty("a", "b"));
        assertThat(rich.payload()).asString(StandardCharsets.UTF_8).isEqualTo("h");
    }

    @Test
    void properties_after_one_hundred_and_twenty_eight_bytes_of_others_are_read() throws Exception {
        String name = "61".repeat(130);
        ClientPacket.Publish message = (ClientPacket.Publish)
                after(CONNECT_5, "309401 0001 74 8d01 26 0082" + name + "0004 62626262 0101 68 69");
        assertThat(message.properties().handedOn().payloadFormat()).isEqualTo(1);
        assertThat(message.payload()).hasSize(2);
    }

    @Test
    void the_other_packets_are_read() throws Exception {
        List<ClientPacket> packets = feed(hex(CONNECT_4
                + "4002 0001 5002 0002 6202 0003 7002 0004"
                + "820a 0005 0001 61 00 0001 62 02 a207 0006 0003 61 2f 23 c000 e000"));
        assertThat(packets.subList(1, packets.size()))
                .containsExactly(
                        new ClientPacket.Acknowledgement(ClientPacket.Step.PUBACK, 1, 0),
                        new ClientPacket.Acknowledgement(ClientPacket.Step.PUBREC, 2, 0),
                        new ClientPacket.Acknowledgement(ClientPacket.Step.PUBREL, 3, 0),
                        new ClientPacket.Acknowledgement(ClientPacket.Step.PUBCOMP, 4, 0),
                        new ClientPacket.Subscribe(
                                5,
                                List.of(
                                        new ClientPacket.Wish("a", 0, false, false, 0),
                                        new ClientPacket.Wish("b", 2, false, false, 0)),
                                Properties.NONE),
                        new ClientPacket.Unsubscribe(6, List.of("a/#")),
                        new ClientPacket.Ping(),
                        new ClientPacket.Disconnect(0, Properties.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "1013 0004 4d515454 04 c3 00f0 0001 61 0001 75 0001 70,MALFORMED,a reserved flag",
        "1013 0004 4d515454 06 c2 00f0 0001 61 0001 75 0001 70,UNSUPPORTED_VERSION,level 6",
        "100d 0004 4d515458 04 02 00f0 0001 61,MALFORMED,another protocol",
        "100c 0004 4d515454 04 02 00f0 0001,MALFORMED,no client identifier",
        "100e 0004 4d515454 04 02 00f0 0001 61 00,MALFORMED,a byte too many",
        "1010 0004 4d515454 04 42 00f0 0001 61 0001 70,MALFORMED,a password without user",
        "100d 0004 4d515454 04 22 00f0 0001 61,MALFORMED,flags of no will",
        "1013 0004 4d515454 04 1e 00f0 0001 61 0001 77 0001 6d,MALFORMED,a will of QoS 3",
        "110d 0004 4d515454 04 02 00f0 0001 61,MALFORMED,flags of the first byte",
        "1011 0004 4d515454 05 02 003c 03 21 0000 0001 61,PROTOCOL_ERROR,receive maximum 0",
        "1013 0004 4d515454 05 02 003c 05 27 00000000 0001 61,PROTOCOL_ERROR,packet size 0",
        "1014 0004 4d515454 05 02 003c 06 21 0001 21 0001 0001 61,PROTOCOL_ERROR,the same property twice",
        "1010 0004 4d515454 05 02 003c 02 01 01 0001 61,PROTOCOL_ERROR,a property of messages",
        "1010 0004 4d515454 05 02 003c 02 7f 01 0001 61,MALFORMED,no such property",
        "1010 0004 4d515454 05 02 003c 02 17 02 0001 61,PROTOCOL_ERROR,a flag of 2",
        "100d 0004 4d515454 05 02 003c ff 0001,MALFORMED,longer properties than there is packet",
        "1012 0004 4d515454 05 02 003c 04 16 0001 61 0001 61,PROTOCOL_ERROR,authentication data alone",
        "c000,PROTOCOL_ERROR,a ping first"
    })
    void what_is_no_connect_is_refused(String digits, MqttFormatException.Kind kind, String why) {
        assertThatThrownBy(() -> read(digits))
                .as(why)
                .isInstanceOfSatisfying(MqttFormatException.class, wrong -> assertThat(wrong.kind())
                        .isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "0000,MALFORMED,type 0",
        "3605 0001 74 0001,MALFORMED,QoS 3",
        "3803 0001 74,MALFORMED,again with QoS 0",
        "3205 0001 74 0000,MALFORMED,packet identifier 0",
        "3204 0001 74 00,MALFORMED,half an identifier",
        "3003 0005 74,MALFORMED,a topic that goes on",
        "3003 0001 ff,MALFORMED,not UTF-8",
        "3004 0002 7400,MALFORMED,a NUL in the topic",
        "3005 0003 eda080,MALFORMED,half a character",
        "3002 0000,PROTOCOL_ERROR,no topic",
        "8003 0001 0001,MALFORMED,SUBSCRIBE without its flag",
        "8202 0001,PROTOCOL_ERROR,a subscription to nothing",
        "8206 0001 0001 61 03,MALFORMED,a wish for QoS 3",
        "8206 0001 0001 61 04,MALFORMED,options of MQTT 5",
        "8206 0000 0001 61 00,MALFORMED,packet identifier 0",
        "a202 0001,PROTOCOL_ERROR,an end of nothing",
        "6002 0001,MALFORMED,PUBREL without its flag",
        "4001 00,MALFORMED,half an identifier",
        "4003 0001 00,MALFORMED,a byte too many",
        "c001 00,MALFORMED,a ping with contents",
        "e001 00,MALFORMED,a reason in MQTT 3",
        "f000,MALFORMED,authentication in MQTT 3",
        "2002 0000,PROTOCOL_ERROR,a CONNACK from a client",
        "9003 0001 00,PROTOCOL_ERROR,a SUBACK from a client",
        "d000,PROTOCOL_ERROR,a PINGRESP from a client",
        "100d 0004 4d515454 04 02 00f0 0001 61,PROTOCOL_ERROR,a second CONNECT"
    })
    void what_is_no_packet_is_refused(String digits, MqttFormatException.Kind kind, String why) {
        assertThatThrownBy(() -> after(CONNECT_4, digits))
                .as(why)
                .isInstanceOfSatisfying(MqttFormatException.class, wrong -> assertThat(wrong.kind())
                        .isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "8207 0001 00 0001 61 30,PROTOCOL_ERROR,retain handling 3",
        "8207 0001 00 0001 61 40,MALFORMED,reserved options",
        "8209 0001 02 0b00 0001 61 00,PROTOCOL_ERROR,subscription identifier 0",
        "3006 0001 74 02 0b01,PROTOCOL_ERROR,a subscription identifier from a client",
        "3004 0000 00 68,PROTOCOL_ERROR,neither topic nor alias",
        "4005 0001 00 01 01,PROTOCOL_ERROR,a property of messages",
        "e004 00 02 2400,MALFORMED,no such property"
    })
    void what_is_no_packet_of_mqtt_5_is_refused(String digits, MqttFormatException.Kind kind, String why) {
        assertThatThrownBy(() -> after(CONNECT_5, digits))
                .as(why)
                .isInstanceOfSatisfying(MqttFormatException.class, wrong -> assertThat(wrong.kind())
                        .isEqualTo(kind));
    }

    @Test
    void packets_are_found_however_the_stream_is_cut() throws Exception {
        byte[] stream = hex(CONNECT_4 + "c000 3005 0001 74 6869 308301 0001 74" + "61".repeat(128) + "e000");
        for (int cut = 1; cut < 40; cut++) {
            List<Integer> found = new ArrayList<>();
            PacketFramer framer = new PacketFramer(1000, (first, body) -> found.add(first << 16 | body.remaining()));
            for (int from = 0; from < stream.length; from += cut) {
                framer.feed(ByteBuffer.wrap(stream, from, Math.min(cut, stream.length - from)));
            }
            assertThat(found).containsExactly(0x100013, 0xC00000, 0x300005, 0x300083, 0xE00000);
        }
    }

    @Test
    void a_packet_that_claims_to_be_too_long_is_refused_before_it_comes() {
        PacketFramer framer = new PacketFramer(1000, (first, body) -> {});
        assertThatThrownBy(() -> framer.feed(ByteBuffer.wrap(hex("30 e9 07"))))
                .isInstanceOfSatisfying(MqttFormatException.class, wrong -> assertThat(wrong.kind())
                        .isEqualTo(MqttFormatException.Kind.TOO_LONG));
        PacketFramer other = new PacketFramer(1000, (first, body) -> {});
        assertThatThrownBy(() -> other.feed(ByteBuffer.wrap(hex("30 ff ff ff ff 01"))))
                .isInstanceOfSatisfying(MqttFormatException.class, wrong -> assertThat(wrong.kind())
                        .isEqualTo(MqttFormatException.Kind.MALFORMED));
    }

    @Test
    void after_a_stop_nothing_more_is_found() throws Exception {
        List<Integer> found = new ArrayList<>();
        PacketFramer[] self = new PacketFramer[1];
        self[0] = new PacketFramer(1000, (first, body) -> {
            found.add(first);
            self[0].stop();
        });
        self[0].feed(ByteBuffer.wrap(hex("c000 c000 c000")));
        assertThat(found).hasSize(1);
    }

    @Test
    void packets_to_clients_are_written_as_the_standard_says() {
        PacketWriter four = new PacketWriter(4);
        PacketWriter five = new PacketWriter(5);
        PacketWriter.Offer offer = new PacketWriter.Offer(64, 4096, 16, 60, "x");
        assertThat(four.accepted(true, offer)).asHexString().isEqualTo("20020100");
        assertThat(five.accepted(false, offer))
                .asHexString()
                .isEqualTo("20" + "19" + "0000" + "16" + "110000003C" + "210040" + "2700001000" + "220010" + "2A00"
                        + "12000178");
        assertThat(four.refused(5)).asHexString().isEqualTo("20020005");
        assertThat(five.refused(0x87)).asHexString().isEqualTo("2003008700");
        PacketWriter.Outgoing message = new PacketWriter.Outgoing(
                "t",
                new byte[] {0x68},
                1,
                true,
                true,
                7,
                MessageProperties.NONE,
                PacketWriter.Outgoing.NEVER,
                new int[0]);
        assertThat(four.publish(message)).asHexString().isEqualTo("3B06000174000768");
        assertThat(five.publish(message)).asHexString().isEqualTo("3B0700017400070068");
        assertThat(four.size(message)).isEqualTo(8);
        assertThat(five.size(message)).isEqualTo(9);
    }

    @Test
    void answers_to_clients_are_written_as_the_standard_says() {
        PacketWriter four = new PacketWriter(4);
        PacketWriter five = new PacketWriter(5);
        assertThat(four.acknowledgement(ClientPacket.Step.PUBREL, 7, 0))
                .asHexString()
                .isEqualTo("62020007");
        assertThat(five.acknowledgement(ClientPacket.Step.PUBACK, 7, 0x87))
                .asHexString()
                .isEqualTo("4003000787");
        assertThat(four.acknowledgement(ClientPacket.Step.PUBACK, 7, 0x87))
                .asHexString()
                .isEqualTo("40020007");
        assertThat(four.subscribed(3, new int[] {1, 0x80})).asHexString().isEqualTo("900400030180");
        assertThat(five.subscribed(3, new int[] {1})).asHexString().isEqualTo("900400030001");
        assertThat(four.unsubscribed(3, List.of(0))).asHexString().isEqualTo("B0020003");
        assertThat(five.unsubscribed(3, List.of(0x11))).asHexString().isEqualTo("B00400030011");
        assertThat(PacketWriter.pong()).asHexString().isEqualTo("D000");
        assertThat(four.disconnect(0x8E)).isEmpty();
        assertThat(five.disconnect(0x8E)).asHexString().isEqualTo("E0018E");
    }

    @Test
    void everything_a_publisher_said_is_handed_on_and_counted_right() throws Exception {
        MessageProperties said = new MessageProperties(
                1, "text/plain", "r/t", new byte[] {1, 2}, List.of(new MessageProperties.UserProperty("ä", "b")));
        PacketWriter.Outgoing message =
                new PacketWriter.Outgoing("tö", new byte[200], 2, false, false, 9, said, 30, new int[] {5, 300});
        PacketWriter five = new PacketWriter(5);
        byte[] written = five.publish(message);
        assertThat(written).hasSize(five.size(message));
        assertThat(written).asHexString().contains("0101", "020000001E", "0B05", "0BAC02");
    }

    @Test
    void random_bytes_never_make_it_fail_otherwise() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            PacketsTest one = new PacketsTest();
            byte[] stream = hex((i & 1) == 0 ? CONNECT_4 : CONNECT_5);
            byte[] more = new byte[random.nextInt(30)];
            random.nextBytes(more);
            if (more.length > 1) {
                more[1] = (byte) (more.length - 2);
            }
            byte[] all = java.util.Arrays.copyOf(stream, stream.length + more.length);
            System.arraycopy(more, 0, all, stream.length, more.length);
            all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                one.feed(all);
            } catch (MqttFormatException refused) {
                assertThat(refused.reason()).isNotEmpty();
            }
        }
    }
}
