package dev.obstat.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.console.PublicLog;
import dev.obstat.http.Body;
import dev.obstat.http.Exchange;
import dev.obstat.http.Handler;
import dev.obstat.http.Headers;
import dev.obstat.http.HttpServer;
import dev.obstat.http.ResponseHead;
import dev.obstat.http.ServerSettings;
import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log as it is served, over real HTTP.
class PublishedLogTest {
  private static final int BUNDLE = 256;

  @TempDir private Path data;

  private static HttpServer serve(Handler handler) {
    return switch (HttpServer.start(ServerSettings.loopback(0), Clock.systemUTC(), handler)) {
      case HttpServer.Start.Started(HttpServer server) -> server;
      case HttpServer.Start.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  /// @param meddle what happens to the file at `tile/entries/001`
  private static Handler files(PublicLog log, UnaryOperator<byte[]> meddle) {
    return exchange -> {
      String path = exchange.request().path().substring("/log/".length());
      Optional<byte[]> file = log.file(path);
      answer(exchange, path.equals("tile/entries/001") ? file.map(meddle) : file);
    };
  }

  private static void answer(Exchange exchange, Optional<byte[]> file) {
    int status = file.isPresent() ? 200 : 404;
    exchange.answer(
        new ResponseHead(status, Headers.of("content-type", "application/octet-stream")),
        body(file.orElseGet(() -> new byte[0])));
  }

  private static Body body(byte[] bytes) {
    return new Body.Sized(new ByteArrayInputStream(bytes), bytes.length);
  }

  private Ran verify(HttpServer server, Object... more) {
    Object[] arguments = {
      "verify",
      "--url",
      "http://127.0.0.1:" + server.port() + "/log",
      "--vkey",
      data.resolve("ledger.vkey")
    };
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Ran.ledger(all);
  }

  @Test
  void whatIsServedVerifies() {
    try (KeptLedger ledger = KeptLedger.start(data).grow(3 * BUNDLE + 7);
        HttpServer server = serve(files(ledger.keeper.log(), bytes -> bytes))) {
      assertThat(verify(server).out())
          .contains("entries      775")
          .contains("intact: all 775 entries are as signed");
      ledger.grow(1);
      assertThat(verify(server).out()).contains("intact: all 776 entries are as signed");
    }
  }

  @Test
  void whatIsServedVerifiesWhileTheLogGrows() throws InterruptedException {
    try (KeptLedger ledger = KeptLedger.start(data).grow(2 * BUNDLE + 7);
        HttpServer server = serve(files(ledger.keeper.log(), bytes -> bytes))) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      KeptLedger.record(ledger.journal, 1);
                    }
                  });
      try {
        for (int i = 0; i < 5; i++) {
          assertThat(verify(server).exit()).isZero();
          Ran beside = Ran.ledger("verify", "--data", data);
          assertThat(beside.exit()).as(beside.out()).isZero();
        }
      } finally {
        writer.interrupt();
        writer.join(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void oneServedByteThatWasChangedIsFoundWithItsEntry() {
    try (KeptLedger ledger = KeptLedger.start(data).grow(3 * BUNDLE);
        HttpServer server =
            serve(
                files(
                    ledger.keeper.log(),
                    bytes -> {
                      bytes[100] ^= 1;
                      return bytes;
                    }))) {
      Ran ran = verify(server);
      assertThat(ran.out()).contains("NOT INTACT: entry 256 was changed");
      assertThat(ran.exit()).isEqualTo(1);
    }
  }

  @Test
  void nothingBeyondThePublishedHeadAndNothingElseIsServed() {
    try (KeptLedger ledger = KeptLedger.start(data).grow(300)) {
      PublicLog log = ledger.keeper.log();
      ledger.keeper.close();
      KeptLedger.record(ledger.journal, 300);
      assertThat(log.file("checkpoint")).isPresent();
      assertThat(log.file("tile/0/000")).hasValueSatisfying(tile -> assertThat(tile).hasSize(8192));
      assertThat(log.file("tile/0/001.p/44")).isPresent();
      assertThat(log.file("tile/1/000.p/1")).isPresent();
      assertThat(log.file("tile/entries/000")).isPresent();
      assertThat(log.file("tile/entries/001.p/44")).isPresent();
      // of an earlier size
      assertThat(log.file("tile/entries/001.p/7")).isPresent();
      for (String path :
          new String[] {
            "tile/0/001",
            "tile/0/001.p/45",
            "tile/1/000.p/2",
            "tile/entries/001",
            "tile/entries/001.p/45",
            "tile/entries/002.p/1",
            "tile/8/000",
            "tile/0/0",
            "",
            "../ledger.key",
            "ledger.key",
            "tile/0/../../ledger.key",
            "tile/0/x000/000"
          }) {
        assertThat(log.file(path)).as(path).isEmpty();
      }
    }
  }

  @Test
  void aReaderThatIsInterruptedHarmsNobody() throws Exception {
    try (KeptLedger ledger = KeptLedger.start(data).grow(300)) {
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    var _ = ledger.keeper.log().file("tile/0/000");
                  });
      reader.join();
      assertThat(ledger.keeper.log().file("tile/0/000")).isPresent();
      ledger.grow(1);
      assertThat(ledger.keeper.trouble()).isEmpty();
    }
  }

  @Test
  void theHeadIsOfTheLogsKey() throws IOException {
    try (KeptLedger ledger = KeptLedger.start(data).grow(5)) {
      VerifierKey key =
          VerifierKey.parse(Files.readString(data.resolve("ledger.vkey")).strip()).orThrow();
      byte[] note = ledger.keeper.log().file("checkpoint").orElseThrow();
      assertThat(Checkpoint.open(note, key).orThrow().size())
          .isEqualTo(ledger.keeper.lastSigned().size());
    }
  }

  @Test
  void aServerThatIsNoLogIsToldClearly() {
    KeptLedger.start(data).grow(2).close();
    try (HttpServer nothing = serve(exchange -> answer(exchange, Optional.empty()));
        HttpServer failing = serve(exchange -> exchange.answer(500, "broken"))) {
      assertThat(verify(nothing).err())
          .contains("there is no log in what is served: no `checkpoint`");
      Ran ran = verify(failing);
      assertThat(ran.err()).contains("/log/checkpoint` answered with status 500");
      assertThat(ran.exit()).isEqualTo(1);
    }
    assertThat(
            Ran.ledger(
                    "verify",
                    "--url",
                    "http://127.0.0.1:1/log",
                    "--vkey",
                    data.resolve("ledger.vkey"))
                .err())
        .contains("no log answers at `http://127.0.0.1:1/log/`");
    assertThat(Ran.ledger("verify", "--url", "a b", "--vkey", data.resolve("ledger.vkey")).err())
        .contains("`a b/` is not the address of a log");
  }
}
