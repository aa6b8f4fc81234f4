package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Seeded mutations of good requests over sockets. What the server served is compared with what a
/// second reader, made of regular expressions only, finds in the same bytes: one request more would
/// be a smuggled one, one less a lost one.
class FuzzTest {
  private static final int ROUNDS = 4000;
  private static final long SEED = 20261123;

  private static final List<String> GOOD =
      List.of(
          "GET /a?b=%41 HTTP/1.1\r\nHost: a:80\r\nAccept: */*\r\n\r\n",
          "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 44\r\n\r\nGET /hidden HTTP/1.1\r\nHost: a\r\nX: 1234567\r\n\r\n",
          "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1f\r\nGET /hidden HTTP/1.1\r\nHost: a\r\n\r\n0\r\n\r\n",
          "PUT /d HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nA\r\n0123456789\r\n0\r\n\r\n",
          "HEAD /e HTTP/1.1\r\nHost: [::1]\r\nConnection: keep-alive\r\nX-A: \tb \r\n\r\n",
          "DELETE /f HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

  private static final List<String> TOKENS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          " ",
          "\t",
          "\0",
          "\u000b",
          ":",
          ";",
          ",",
          "%",
          "%4",
          "#",
          "0\r\n\r\n",
          "Content-Length: 5\r\n",
          "content-length:0\r\n",
          "Content-Length: +1\r\n",
          "Content-Length : 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "transfer-encoding: identity\r\n",
          "Transfer-Encoding:\u000bchunked\r\n",
          "Transfer-Encoding: x, chunked\r\n",
          " chunked\r\n",
          "Host: b\r\n",
          "Connection: close\r\n",
          "Connection: content-length\r\n",
          "Expect: 100-continue\r\n",
          "HTTP/1.0",
          "HTTP/2.0",
          "http://a/",
          "CONNECT ",
          "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n",
          "\u00ff",
          "ffffffffffffffff\r\n",
          "-1\r\n",
          "0x5\r\n");

  @Test
  void noMutationHangsOrCrashesTheServerOrSmugglesARequest() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    Patience quick =
        new Patience(
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(50));
    Random random = new Random(SEED);
    int several = 0;
    int refused = 0;
    try (HttpServer server =
        Servers.start(
            ServerSettings.loopback(0).withPatience(quick).withBounds(new Bounds(2000, 8000, 64)),
            exchange -> {
              switch (exchange.body(100_000)) {
                case Received.Whole(Content body) -> {
                  seen.add(
                      exchange.request().method()
                          + " "
                          + exchange.request().target()
                          + " "
                          + new String(body.bytes(), StandardCharsets.ISO_8859_1));
                  Servers.ok(exchange, "");
                }
                case Received.Refused(Refusal refusal) -> exchange.refuse(refusal);
              }
            })) {
      for (int round = 0; round < ROUNDS; round++) {
        String bytes = mutated(random);
        List<String> expected = SecondReader.read(bytes);
        String answer = send(server.port(), bytes);
        assertThat(seen)
            .as("round %d of seed %d: %s", round, SEED, bytes)
            .containsExactlyElementsOf(expected);
        assertThat(answer)
            .as("round %d of seed %d: %s", round, SEED, bytes)
            .doesNotContain("HTTP/1.1 5", "HTTP/1.1 408")
            .satisfiesAnyOf(
                text -> assertThat(text).isEmpty(),
                text -> assertThat(text).startsWith("HTTP/1.1 "));
        several += expected.size() > 1 ? 1 : 0;
        refused += answer.contains("HTTP/1.1 4") ? 1 : 0;
        seen.clear();
      }
      try (RawClient client = new RawClient(server.port())) {
        assertThat(client.send(GOOD.getFirst()).reply().status()).isEqualTo(200);
      }
    }
    // A fuzzer whose mutations are all refused, or none, proves nothing.
    assertThat(several).isGreaterThan(ROUNDS / 20);
    assertThat(refused).isGreaterThan(ROUNDS / 4);
  }

  /// Everything the server says until it ends the connection.
  private static String send(int port, String bytes) throws IOException {
    try (RawClient client = new RawClient(port)) {
      try {
        client.send(bytes);
        client.endOutput();
        return new String(client.in().readAllBytes(), StandardCharsets.ISO_8859_1)
            .replace("HTTP/1.1 505", "HTTP/1.1 405");
      } catch (SocketException e) {
        return "";
      }
    }
  }

  private static String mutated(Random random) {
    StringBuilder bytes = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes.append(GOOD.get(random.nextInt(GOOD.size())));
    }
    for (int i = random.nextInt(4); i > 0 && bytes.length() > 1; i--) {
      int at = random.nextInt(bytes.length());
      switch (random.nextInt(6)) {
        case 0 -> bytes.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        case 1 -> bytes.insert(lineStart(bytes, at), TOKENS.get(random.nextInt(TOKENS.size())));
        case 2 -> bytes.deleteCharAt(at);
        case 3 -> bytes.setCharAt(at, (char) random.nextInt(256));
        case 4 -> bytes.insert(at, bytes.substring(at, Math.min(bytes.length(), at + 20)));
        default -> bytes.setLength(Math.max(1, at));
      }
    }
    return bytes.toString();
  }

  private static int lineStart(StringBuilder bytes, int at) {
    int end = bytes.indexOf("\r\n", at);
    return end < 0 ? at : end + 2;
  }

  /// The requests that are in some bytes beyond doubt, up to the first doubt.
  private static final class SecondReader {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
    private static final Pattern HEAD =
        Pattern.compile(
            "\\A("
                + TOKEN
                + "{1,32}) (/(?:[-._~!$&'()*+,;=:@/?0-9A-Za-z]|%[0-9A-Fa-f]{2})*) HTTP/1\\.1\r\n"
                + "((?:"
                + TOKEN
                + "+:[\t\\x20-\\x7e\\x80-\\xff]*\r\n)*)\r\n");
    private static final Pattern CHUNK = Pattern.compile("\\A([0-9A-Fa-f]{1,15})\r\n");

    static List<String> read(String bytes) {
      List<String> requests = new ArrayList<>();
      String rest = bytes;
      while (true) {
        Matcher head = HEAD.matcher(rest);
        if (!head.find() || head.group(1).equals("CONNECT")) {
          return requests;
        }
        List<String> hosts = values(head.group(3), "host");
        List<String> lengths = values(head.group(3), "content-length");
        List<String> codings = values(head.group(3), "transfer-encoding");
        List<String> expects = values(head.group(3), "expect");
        List<String> options = values(head.group(3), "connection");
        boolean clear =
            hosts.size() == 1
                && hosts.getFirst().matches("[-._~!$&'()*+;=:\\[\\]%0-9A-Za-z]+")
                && lengths.size() + codings.size() <= 1
                && lengths.stream().allMatch(l -> l.matches("[0-9]{1,18}"))
                && codings.stream().allMatch("chunked"::equals)
                && expects.size() <= 1
                && expects.stream().allMatch("100-continue"::equalsIgnoreCase)
                && options.stream()
                    .allMatch(
                        o ->
                            o.matches(
                                "(?i)[ \t,]*((close|keep-alive|te|upgrade|http2-settings)[ \t]*(,[ \t,]*|$))*"));
        if (!clear) {
          return requests;
        }
        rest = rest.substring(head.end());
        StringBuilder body = new StringBuilder();
        if (!lengths.isEmpty()) {
          long length = Long.parseLong(lengths.getFirst());
          if (length > 100_000 || length > rest.length()) {
            return requests;
          }
          body.append(rest, 0, (int) length);
          rest = rest.substring((int) length);
        }
        if (!codings.isEmpty()) {
          rest = chunks(rest, body);
          if (rest.equals(BROKEN)) {
            return requests;
          }
        }
        requests.add(head.group(1) + " " + head.group(2) + " " + body);
        if (options.stream().anyMatch(o -> o.matches("(?i)(.*,)?[ \t]*close[ \t]*(,.*)?"))) {
          return requests;
        }
      }
    }

    private static final String BROKEN = "\0broken";

    private static String chunks(String bytes, StringBuilder body) {
      String rest = bytes;
      while (true) {
        Matcher size = CHUNK.matcher(rest);
        if (!size.find()) {
          return BROKEN;
        }
        long count = Long.parseLong(size.group(1), 16);
        rest = rest.substring(size.end());
        if (count > rest.length() || !rest.startsWith("\r\n", (int) count)) {
          return BROKEN;
        }
        body.append(rest, 0, (int) count);
        rest = rest.substring((int) count + 2);
        if (count == 0) {
          return rest;
        }
      }
    }

    private static List<String> values(String lines, String name) {
      return Pattern.compile("(?imd)^" + name + ":[ \t]*(.*?)[ \t]*\r$")
          .matcher(lines)
          .results()
          .map(found -> found.group(1))
          .toList();
    }
  }
}
