package dev.mynah.api;

import dev.mynah.ota.ServerAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration address shows to a person: the address to enter in a device, and how. People come by the
 * dashboard's QR code, mostly with the phone they set the device up with, so it works without https, without script and as
 * one file. Stateless.
 *
 * <p>The device's own page, where the address goes, is that of the firmware's component {@code esp-wifi-connect}: its
 * address, its tabs and fields are named as there, in English and in Chinese.
 */
final class OtaPage {
    private static final Style STYLE = new Style("""
            :root { color-scheme: light dark; --paper: #f6f5f1; --card: #fff; --ink: #15181b; --soft: #454c52; --line: #cdc9be;
             --mark: #f6be14; --bad: #b23c15; --link: #17605b; }
            @media (prefers-color-scheme: dark) { :root { --paper: #0e1113; --card: #161a1d; --ink: #eceae4; --soft: #bfc3c4;
             --line: #3a4247; --bad: #ff8a63; --link: #66c2b6; } }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
            main { max-width: 34rem; margin: 0 auto; padding: 24px 18px; }
            h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 6px; }
            .address { -webkit-user-select: all; user-select: all; overflow-wrap: anywhere; margin: 12px 0; padding: 16px;
             background: var(--card); border: 2px solid var(--mark); border-radius: 10px;
             font: 600 1.15rem/1.4 ui-monospace, monospace; }
            .soft { color: var(--soft); }
            .bad { color: var(--bad); }
            ol { padding-left: 1.4rem; }
            li { margin: 12px 0; padding-left: 4px; }
            a { color: var(--link); }
            b { white-space: nowrap; }
            """);

    /** The page's words in one language; steps are HTML of ours, with the dashboard's address for the %s of the last. */
    private record Words(
            String tag,
            String title,
            String copy,
            String unreachable,
            String unusable,
            List<String> steps,
            String hidden,
            String next) {}

    private static final String DEVICE_PAGE =
            "<a href=\"http://192.168.4.1\" target=\"_blank\" rel=\"noreferrer\">http://192.168.4.1</a>";

    private static final Words ENGLISH = new Words(
            "en",
            "Enter this address in your device",
            "Tap the address: all of it is selected. Choose “Copy”.",
            "A device cannot reach %s: open this page by the address the server’s machine has in your network.",
            "No device can use the address you came by. Open this page by the server’s IPv4 address or name.",
            List.of(
                    "Join the device’s own Wi-Fi network with this phone. Its name usually begins with “Xiaozhi-”.",
                    "Open the device’s page, " + DEVICE_PAGE + ", and choose the tab <b>Advanced</b>.",
                    "Paste the address into <b>Custom OTA URL</b> and tap <b>Save</b>. Then choose your own Wi-Fi on the tab"
                            + " <b>Wi-Fi Config</b>."),
            "No such field? Some firmware hides it; then the address has to be built in, as <code>CONFIG_OTA_URL</code>.",
            "The device restarts and shows six digits. Enter them in <a href=\"%s\">Mynah</a> under “Add a device”.");

    private static final Words CHINESE = new Words(
            "zh-CN",
            "在设备中填入此地址",
            "点按地址即可全部选中，然后选择“拷贝”。",
            "设备无法访问 %s：请用服务器所在机器在你网络中的地址打开本页。",
            "设备无法使用你打开本页的地址。请用服务器的 IPv4 地址或名称打开本页。",
            List.of(
                    "用这部手机连接设备自己的 Wi-Fi，名称通常以“Xiaozhi-”开头。",
                    "打开设备的页面 " + DEVICE_PAGE + "，选择<b>高级选项</b>。",
                    "把地址粘贴到<b>自定义 OTA 地址</b>，点按<b>保存</b>。再到 <b>Wi-Fi 配置</b>里选择你自己的 Wi-Fi。"),
            "没有这个输入框？有些固件将其隐藏，此时需要在编译固件时设置 <code>CONFIG_OTA_URL</code>。",
            "设备重启后会显示六位数字，请在 <a href=\"%s\">Mynah</a> 的“添加设备”中输入。");

    private OtaPage() {}

    /** Whether somebody asks for it; devices, and programs that take anything, do not. */
    static boolean wanted(HttpServerRequest request) {
        Wishes accepted = Wishes.of(request.getHeader("Accept"));
        double page = accepted.of("text/html", 0);
        return page > 0 && page >= accepted.of("text/plain", 0);
    }

    /** Answers with the page. */
    static void show(HttpServerRequest request, Optional<ServerAddress> reached) {
        Wishes languages = Wishes.of(request.getHeader("Accept-Language"));
        Words words = languages.language("zh") > languages.language("en") ? CHINESE : ENGLISH;
        byte[] page = html(words, reached).getBytes(StandardCharsets.UTF_8);
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Length", String.valueOf(page.length))
                .putHeader("Vary", "Accept, Accept-Language")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", STYLE.policy())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        response.end(Buffer.buffer(page));
    }

    private static String html(Words words, Optional<ServerAddress> reached) {
        return "<!doctype html><html lang=\"" + words.tag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Mynah</title>"
                + STYLE.element() + "</head><body><main><h1>" + words.title() + "</h1>"
                + reached.map(address -> steps(words, address))
                        .orElse("<p class=\"bad\" role=\"alert\">" + words.unusable() + "</p>")
                + "</main></body></html>\n";
    }

    private static String steps(Words words, ServerAddress address) {
        StringBuilder out = new StringBuilder();
        if (address.onlyHere()) {
            out.append("<p class=\"bad\" role=\"alert\">")
                    .append(words.unreachable().formatted(Html.text(address.host())))
                    .append("</p>");
        }
        out.append("<p class=\"soft\">").append(words.copy());
        out.append("</p><p class=\"address\">").append(Html.text(address.otaUrl()));
        out.append("</p><ol>");
        words.steps().forEach(step -> out.append("<li>").append(step).append("</li>"));
        out.append("</ol><p class=\"soft\">").append(words.hidden());
        out.append("</p><p>").append(words.next().formatted(Html.text(address.dashboardUrl())));
        return out.append("</p>").toString();
    }
}
