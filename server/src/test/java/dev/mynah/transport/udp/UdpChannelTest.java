package dev.mynah.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.UdpPacket;
import dev.mynah.testing.VirtualTime;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UdpChannelTest {
    private static final Duration FRAME = Duration.ofMillis(60);
    private static final SocketAddress HOME = InetSocketAddress.createUnresolved("home", 1);
    private static final SocketAddress ELSEWHERE = InetSocketAddress.createUnresolved("elsewhere", 2);

    private final VirtualTime time = new VirtualTime();
    private final UdpAudio audio = new UdpAudio(new Random(1), time, PlainDatagrams.NONE);
    private final List<AudioPacket> heard = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final UdpChannel channel = audio.open(FRAME, heard::add, this::send);
    private final UdpDevice device = new UdpDevice(channel);
    private boolean congested;

    private record Sent(byte[] datagram, SocketAddress to, long at) {
        UdpPacket packet() {
            return ((UdpPacket.Parsed.Valid) UdpPacket.parse(datagram)).packet();
        }
    }

    private boolean send(ByteBuffer datagram, SocketAddress to) {
        if (!congested) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            sent.add(new Sent(bytes, to, time.nanoTime()));
        }
        return !congested;
    }

    private void fromHome(long... sequences) {
        for (long sequence : sequences) {
            audio.received(device.packet(sequence), HOME);
        }
    }

    private void fromElsewhere(long... sequences) {
        for (long sequence : sequences) {
            audio.received(device.packet(sequence), ELSEWHERE);
        }
    }

    @Test
    void a_nonce_begins_with_one_and_holds_nothing_but_the_number_of_the_session() {
        assertThat(channel.nonce()).startsWith(1, 0, 0, 0).endsWith(0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void keys_and_numbers_are_never_the_same() {
        Set<String> keys = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            UdpChannel other = audio.open(FRAME, heard::add);
            keys.add(Arrays.toString(other.key()));
            numbers.add(Arrays.toString(other.nonce()));
        }
        assertThat(keys).hasSize(1000);
        assertThat(numbers).hasSize(1000);
    }

    @Test
    void packets_reach_the_receiver_decrypted_in_their_order() {
        audio.received(device.packet(1, new byte[] {0x58, 7}), HOME);
        audio.received(device.packet(2, new byte[] {0x58, 8}), HOME);
        assertThat(heard).extracting(packet -> packet.payload()[1]).containsExactly((byte) 7, (byte) 8);
    }

    @Test
    void what_is_repeated_or_overtaken_is_dropped() {
        fromHome(1, 3, 3, 2, 4);
        assertThat(heard).hasSize(3);
        assertThat(audio.counts().outOfOrder()).isEqualTo(2);
    }

    @Test
    void a_gap_of_fifty_is_nothing_and_a_leap_is_no_packet_of_the_device() {
        fromHome(1, 52);
        assertThat(heard).hasSize(2);
        fromHome(52 + Whereabouts.MAX_GAP + 1, 0xFFFF_FFFFL);
        assertThat(heard).hasSize(2);
        fromHome(53);
        assertThat(heard).hasSize(3);
    }

    @Test
    void after_an_outage_the_device_is_believed_to_have_gone_on_meanwhile() {
        fromHome(1);
        time.pass(Duration.ofMinutes(1));
        fromHome(1001);
        assertThat(heard).hasSize(2);
    }

    @Test
    void the_last_number_of_all_is_taken_and_nothing_after_it() {
        time.pass(Duration.ofDays(3000));
        fromHome(0xFFFF_FFFFL, 0, 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void truncated_foreign_and_stereo_packets_are_dropped() {
        byte[] packet = device.datagram(1, new byte[20]);
        for (int length = 0; length < packet.length; length++) {
            audio.received(ByteBuffer.wrap(packet, 0, length), HOME);
        }
        byte[] other = device.datagram(1, UdpDevice.SILENCE);
        other[7]++;
        audio.received(ByteBuffer.wrap(other), HOME);
        audio.received(device.packet(1, new byte[] {0x5C}), HOME);
        assertThat(heard).isEmpty();
        assertThat(audio.counts().malformed()).isEqualTo(packet.length);
        assertThat(audio.counts().strangers()).isEqualTo(1);
        assertThat(audio.counts().implausible()).isEqualTo(1);
    }

    @Test
    void what_is_to_be_played_before_the_device_was_heard_is_kept_and_follows_without_a_burst() {
        for (int i = 0; i < 10; i++) {
            assertThat(channel.send(new byte[] {0x58, (byte) i}, i * 60L)).isTrue();
        }
        assertThat(sent).isEmpty();
        fromHome(1);
        assertThat(sent).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(sent)
                .extracting(one -> device.opened(one.datagram())[1])
                .containsExactly(
                        (byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6, (byte) 7, (byte) 8,
                        (byte) 9);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).at() - sent.get(i - 1).at()).isEqualTo(Downlink.CATCHING_UP.toNanos());
        }
    }

    @Test
    void what_comes_while_the_kept_packets_follow_waits_its_turn() {
        channel.send(new byte[] {0x58, 1}, 0);
        channel.send(new byte[] {0x58, 2}, 60);
        fromHome(1);
        channel.send(new byte[] {0x58, 3}, 120);
        time.pass(Duration.ofSeconds(1));
        channel.send(new byte[] {0x58, 4}, 180);
        assertThat(sent)
                .extracting(one -> device.opened(one.datagram())[1])
                .containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4);
    }

    @Test
    void of_too_many_packets_the_newest_are_kept() {
        for (int i = 0; i < Downlink.MAX_KEPT + 5; i++) {
            channel.send(new byte[] {0x58, (byte) i}, i * 60L);
        }
        fromHome(1);
        time.pass(Duration.ofSeconds(10));
        assertThat(sent).hasSize(Downlink.MAX_KEPT);
        assertThat(device.opened(sent.getFirst().datagram())[1]).isEqualTo((byte) 5);
        assertThat(audio.counts().heldTooLong()).isEqualTo(5);
    }

    @Test
    void nothing_is_kept_of_what_is_over() {
        channel.send(new byte[] {0x58, 1}, 0);
        channel.forgetKept();
        fromHome(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(sent).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void packets_to_the_device_are_numbered_from_one_with_growing_times_and_flags_of_their_own() {
        fromHome(1);
        channel.send(new byte[] {0x58}, 0);
        channel.send(new byte[] {0x58}, 60);
        channel.send(new byte[] {0x58}, 60);
        channel.send(new byte[1384], 0);
        assertThat(sent).extracting(one -> one.packet().sequence()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sent).extracting(one -> one.packet().timestampMillis()).isSortedAccordingTo(Long::compare);
        assertThat(sent).extracting(one -> one.packet().timestampMillis()).doesNotHaveDuplicates();
        assertThat(sent).allSatisfy(one -> {
            assertThat(one.packet().flags()).isNotEqualTo((int) channel.nonce()[1]);
            assertThat(one.datagram()).hasSizeLessThanOrEqualTo(UdpPacket.MAX_DATAGRAM);
        });
    }

    @Test
    void a_packet_that_fits_no_datagram_is_refused_and_a_full_socket_is_told() {
        fromHome(1);
        assertThat(channel.send(new byte[1385], 0)).isFalse();
        assertThat(channel.send(new byte[0], 0)).isFalse();
        congested = true;
        assertThat(channel.send(new byte[] {0x58}, 0)).isFalse();
        assertThat(audio.counts().congested()).isEqualTo(1);
    }

    @Test
    void audio_follows_a_device_whose_port_changed_and_nothing_it_said_is_lost() {
        fromHome(1, 2);
        fromElsewhere(3, 4, 5);
        assertThat(heard).hasSize(5);
        channel.send(new byte[] {0x58}, 0);
        assertThat(sent.getLast().to()).isEqualTo(ELSEWHERE);
        assertThat(audio.counts().moved()).isEqualTo(1);
    }

    @Test
    void d17_one_datagram_from_elsewhere_takes_nobodys_audio() {
        fromHome(1);
        fromElsewhere(2);
        channel.send(new byte[] {0x58}, 0);
        assertThat(sent.getLast().to()).isEqualTo(HOME);
    }

    @Test
    void d17_whoever_has_not_the_key_takes_nobodys_audio() {
        fromHome(1);
        for (long sequence = 2; sequence < 90; sequence++) {
            audio.received(device.forged(sequence, 1 + (int) sequence % 30), ELSEWHERE);
            channel.send(new byte[] {0x58}, sequence * 60);
            assertThat(sent.getLast().to()).isEqualTo(HOME);
        }
        fromHome(2);
        assertThat(heard).hasSize(2);
    }

    @Test
    void d17_after_much_nonsense_from_elsewhere_nobody_is_followed_any_more() {
        fromHome(1);
        for (int i = 0; i < 2 * Whereabouts.MAX_FAILURES; i++) {
            audio.received(device.forged(2, 9), ELSEWHERE);
        }
        fromElsewhere(3, 4, 5, 6, 7);
        channel.send(new byte[] {0x58}, 0);
        assertThat(sent.getLast().to()).isEqualTo(HOME);
        fromHome(8);
        assertThat(heard).hasSize(2);
    }

    @Test
    void d17_while_the_device_speaks_nobody_takes_its_audio() {
        fromHome(1);
        for (long sequence = 2; sequence < 60; sequence += 3) {
            fromElsewhere(sequence, sequence + 1);
            fromHome(sequence + 1);
        }
        channel.send(new byte[] {0x58}, 0);
        assertThat(sent.getLast().to()).isEqualTo(HOME);
    }

    @Test
    void d17_recorded_packets_sent_again_from_elsewhere_are_nothing() {
        fromHome(1, 2, 3, 4, 5);
        fromElsewhere(1, 2, 3, 4, 5);
        channel.send(new byte[] {0x58}, 0);
        assertThat(sent.getLast().to()).isEqualTo(HOME);
        assertThat(heard).hasSize(5);
    }

    @Test
    void after_its_end_a_channel_neither_hears_nor_speaks() {
        fromHome(1);
        channel.send(new byte[] {0x58}, 0);
        channel.close();
        fromHome(2);
        assertThat(channel.send(new byte[] {0x58}, 60)).isFalse();
        assertThat(heard).hasSize(1);
        assertThat(sent).hasSize(1);
        assertThat(audio.size()).isZero();
    }

    @Test
    void the_plain_dialect_gets_what_begins_with_an_even_byte() {
        List<Integer> plain = new ArrayList<>();
        UdpAudio both = new UdpAudio(new Random(1), time, (datagram, from) -> plain.add(datagram.remaining()));
        both.received(ByteBuffer.wrap(new byte[] {2, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0x58}), HOME);
        both.received(ByteBuffer.wrap(new byte[] {3, 0}), HOME);
        assertThat(plain).containsExactly(11);
        assertThat(both.counts().malformed()).isEqualTo(1);
    }

    @Test
    void mutated_packets_never_make_it_fail() {
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            byte[] packet = device.datagram(1 + random.nextInt(50), new byte[1 + random.nextInt(40)]);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
            }
            audio.received(ByteBuffer.wrap(packet, 0, random.nextInt(packet.length + 1)), HOME);
        }
        assertThat(heard).allMatch(packet -> packet.payload().length > 0);
    }
}
