package dev.obstat.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.Story;
import dev.obstat.console.TestSite;
import dev.obstat.core.control.Halt;
import dev.obstat.core.control.Scope;
import dev.obstat.core.fact.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventsTest {
  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  @Timeout(30)
  void everyChangeThatPagesShowIsToldWithItsIdAndNothingElse() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      BufferedReader lines = open(socket, "authorization: Bearer " + site.token("rosa"));
      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
      String header = lines.readLine();
      while (!header.isEmpty()) {
        header = lines.readLine();
      }
      Story.tell(site);
      site.record(
          new Fact.HaltPlaced(
              new Halt("h-1", new Scope.Everything(), "sam", "not for the wire", Instant.now())));
      assertThat(next(lines)).isEqualTo("{\"kind\":\"session\",\"id\":\"" + Story.SESSION + "\"}");
      assertThat(next(lines)).isEqualTo("{\"kind\":\"action\",\"id\":\"d-3\"}");
      assertThat(next(lines)).isEqualTo("{\"kind\":\"review\",\"id\":\"" + Story.REVIEW + "\"}");
      assertThat(next(lines)).isEqualTo("{\"kind\":\"halt\",\"id\":\"h-1\"}");
    }
  }

  @Test
  @Timeout(30)
  void aStrangerHearsNothing() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      assertThat(open(socket, "x-nothing: 1").readLine()).startsWith("HTTP/1.1 401");
    }
  }

  private BufferedReader open(Socket socket, String header) throws IOException {
    String request =
        "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\n" + header + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.setSoTimeout(20_000);
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line == null ? "" : line.substring("data: ".length());
  }
}
