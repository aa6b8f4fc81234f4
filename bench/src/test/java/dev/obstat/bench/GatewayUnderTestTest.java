package dev.obstat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.decision.Decision;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.http.ForwardSettings;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayUnderTestTest {
  private static final Path ROOT = Path.of(System.getProperty("obstat.root", "."));

  @TempDir Path disk;

  @Test
  void anAllowedReadIsForwardedAndTakesThePathThatTheProfileNames() throws Exception {
    Trail.Book book = new Trail.Book();
    try (Scene scene = Scene.open(ROOT, disk, Clock.systemUTC());
        PlainPlaces places = PlainPlaces.start();
        Forwarder client = new Forwarder(ForwardSettings.usual(), SSLContext.getDefault());
        GatewayUnderTest gateway = start(scene, places, book)) {
      SignedReads reads = new SignedReads(gateway.clientKeys(), scene.clock());

      Latencies latencies = new OpenLoop(client, 20).run(reads.at(gateway.port()), 1, 1);

      assertThat(latencies.count()).isEqualTo(20);
      List<Entry> entries = scene.journal().read(books -> books.entries(0, 100));
      assertThat(entries)
          .extracting(Entry::fact)
          .filteredOn(Fact.Dispatched.class::isInstance)
          .hasSize(20)
          .extracting(fact -> ((Fact.Dispatched) fact).action().digest())
          .contains(
              scene.read(SignedReads.key(0)).digest(), scene.read(SignedReads.key(7)).digest());
      assertThat(book.drain())
          .isNotEmpty()
          .allSatisfy(stages -> assertThat(stages).hasSize(Trail.STAGES.size()));
    }
  }

  @Test
  void aRefusedReadEndsTheMeasurementAndSaysWhy() throws Exception {
    try (Scene scene = Scene.open(ROOT, disk, Clock.systemUTC());
        PlainPlaces places = PlainPlaces.start();
        Forwarder client = new Forwarder(ForwardSettings.usual(), SSLContext.getDefault());
        GatewayUnderTest gateway = start(scene, places, new Trail.Book())) {
      RealKeys wrong = new RealKeys(Scene.ACCESS_KEY, "not-the-secret-of-this-session", "");
      SignedReads reads = new SignedReads(wrong, scene.clock());

      assertThatThrownBy(() -> new OpenLoop(client, 20).run(reads.at(gateway.port()), 1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("HTTP 403")
          .hasMessageContaining("SignatureDoesNotMatch");
    }
  }

  @Test
  void theReadIsAllowedAndTheDeletionOfItsBucketIsHeldForItsImpact() throws Exception {
    try (Scene scene = Scene.open(ROOT, disk, Clock.systemUTC())) {
      var read = scene.gatherer().gather(scene.read(SignedReads.key(1)), scene.session());
      var destroy = scene.gatherer().gather(scene.destroy(), scene.session());

      assertThat(scene.policies().decide(scene.read(SignedReads.key(1)), read))
          .isInstanceOf(Decision.Allow.class);
      assertThat(scene.policies().decide(scene.destroy(), destroy))
          .isInstanceOf(Decision.Hold.class);
      assertThat(destroy.impact().down()).isNotEmpty();
    }
  }

  @Test
  void aLargeObjectStreamsDownAndUpThroughTheGateway() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Streaming.run(new Surroundings(ROOT, disk, Clock.systemUTC(), out), 3, 1);
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsPattern("download of 3 MiB: median share of the plain proxy \\d")
        .containsPattern("upload of 3 MiB: median share of the plain proxy \\d");
  }

  private static GatewayUnderTest start(Scene scene, PlainPlaces places, Trail.Book book)
      throws Exception {
    return GatewayUnderTest.start(
        scene,
        new Upstream(false, "127.0.0.1", places.upstream()),
        SSLContext.getDefault(),
        book.around());
  }
}
