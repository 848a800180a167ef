package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.AddressRange;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.BareHttp;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a request comes from, and who only says so. */
class ClientAddressTest {
    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([^\"]*)\"");
    private static final Pattern SECURE = Pattern.compile("\"secure\":(true|false)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody is trusted          |                     | X-Forwarded-For: 203.0.113.9                  | 127.0.0.1
                    no header                  | 127.0.0.1           | X-Other: 1                                    | 127.0.0.1
                    one proxy                  | 127.0.0.1           | X-Forwarded-For: 203.0.113.9                  | 203.0.113.9
                    the client lied            | 127.0.0.1           | X-Forwarded-For: 198.51.100.1, 203.0.113.9    | 203.0.113.9
                    two proxies                | 127.0.0.1,10.0.0.0/8| X-Forwarded-For: 203.0.113.9, 10.1.1.1        | 203.0.113.9
                    lied through two proxies   | 127.0.0.1,10.0.0.0/8| X-Forwarded-For: 10.2.2.2, 203.0.113.9, 10.1.1.1 | 203.0.113.9
                    the second is not trusted  | 127.0.0.1           | X-Forwarded-For: 203.0.113.9, 10.1.1.1        | 10.1.1.1
                    garbage from the client    | 127.0.0.1           | X-Forwarded-For: x, 203.0.113.9               | 203.0.113.9
                    garbage from the proxy     | 127.0.0.1           | X-Forwarded-For: 203.0.113.9, unknown         | 127.0.0.1
                    an address with its port   | 127.0.0.1           | X-Forwarded-For: 203.0.113.9:4711             | 203.0.113.9
                    a longer address           | 127.0.0.1           | X-Forwarded-For: 2001:db8::7                  | 2001:db8:0:0:0:0:0:7
                    the same with its port     | 127.0.0.1           | X-Forwarded-For: [2001:db8::7]:4711           | 2001:db8:0:0:0:0:0:7
                    a mapped address           | 127.0.0.1           | X-Forwarded-For: ::ffff:203.0.113.9           | 203.0.113.9
                    all are proxies            | 127.0.0.1,10.0.0.0/8| X-Forwarded-For: 10.2.2.2, 10.1.1.1           | 10.2.2.2
                    a name is not looked up    | 127.0.0.1           | X-Forwarded-For: localhost                    | 127.0.0.1
                    """)
    void the_client_is_the_last_address_that_no_trusted_proxy_has(
            String what, String proxies, String header, String client) throws IOException {
        assertThat(found(ADDRESS, proxies, header)).as(what).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    who is not trusted cannot say it  |           | X-Forwarded-Proto: https | false
                    a trusted proxy can               | 127.0.0.1 | X-Forwarded-Proto: https | true
                    or says nothing                   | 127.0.0.1 | X-Other: 1               | false
                    """)
    void whether_the_client_spoke_tls_only_a_trusted_proxy_may_say(
            String what, String proxies, String header, String secure) throws IOException {
        assertThat(found(SECURE, proxies, header)).as(what).isEqualTo(secure);
    }

    @Test
    void several_headers_are_one_list() throws IOException {
        String headers = "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9";
        assertThat(found(ADDRESS, "127.0.0.1", headers)).isEqualTo("203.0.113.9");
    }

    private static String found(Pattern pattern, @Nullable String proxies, String header) throws IOException {
        List<AddressRange> trusted = proxies == null
                ? List.of()
                : Pattern.compile(",")
                        .splitAsStream(proxies)
                        .map(AddressRange::parse)
                        .toList();
        ApiServer.Setup setup = Things.setup().behind(new ClientAddress(trusted));
        try (ApiServer server = ApiServer.with(setup, new Things())) {
            BareHttp.Answer answer = BareHttp.ask(
                    server.port(),
                    "GET /api/v1/things/1 HTTP/1.1\r\nHost: x\r\nX-API-Key: owner\r\n" + header + "\r\n\r\n");
            Matcher matcher = pattern.matcher(answer.body());
            assertThat(matcher.find()).as(answer.body()).isTrue();
            return matcher.group(1);
        }
    }
}
