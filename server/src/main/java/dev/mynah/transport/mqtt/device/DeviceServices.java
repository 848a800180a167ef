package dev.mynah.transport.mqtt.device;

import dev.mynah.session.MessageListener;
import dev.mynah.session.Sessions;
import dev.mynah.session.TopicReportListener;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.udp.UdpAudio;
import java.util.function.IntSupplier;

/**
 * What devices on the broker need.
 *
 * @param control hears of devices that can be reached
 * @param reports takes what they report
 * @param udpHost the name to send audio to; empty to take the one by which the device reached the server
 * @param udpPort the port, once it is known
 */
public record DeviceServices(
        Sessions sessions,
        UdpAudio audio,
        MessageListener control,
        TopicReportListener reports,
        Scheduler scheduler,
        String udpHost,
        IntSupplier udpPort) {}
