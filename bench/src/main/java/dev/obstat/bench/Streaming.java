package dev.obstat.bench;

import dev.obstat.gateways.aws.sign.OutgoingBody;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;

/// How fast one large object streams down and up through Obstat beside the plain
/// `vertx-http-proxy`, in interleaved rounds, and what heap that takes.
final class Streaming {
  /// What of the plain proxy's rate is asked for.
  static final double LEAST_SHARE = 0.6;

  private static final long MEBIBYTE = 1024 * 1024;
  private static final String STAGING_OBJECT = "/cost-explorer-staging/export.bin";

  private final PrintStream out;
  private final long bytes;
  private final int rounds;

  private Streaming(PrintStream out, long bytes, int rounds) {
    this.out = out;
    this.bytes = bytes;
    this.rounds = rounds;
  }

  static void run(Surroundings surroundings, int mebibytes, int rounds) throws Exception {
    long bytes = mebibytes * MEBIBYTE;
    SSLContext tls = SSLContext.getDefault();
    try (Scene scene = Scene.open(surroundings.root(), surroundings.disk(), surroundings.clock());
        PlainPlaces places = PlainPlaces.streaming(bytes);
        GatewayUnderTest gateway =
            GatewayUnderTest.start(
                scene,
                new dev.obstat.http.Upstream(false, "127.0.0.1", places.upstream()),
                tls,
                GatewayUnderTest.Around.journal(journal -> journal))) {
      SignedReads signed = new SignedReads(gateway.clientKeys(), surroundings.clock());
      Streaming streaming = new Streaming(surroundings.out(), bytes, rounds);
      String reading = "/" + Scene.BUCKET + "/" + SignedReads.key(0);
      streaming.measure("download", signed, "GET", reading, places.proxy(), gateway.port());
      streaming.measure("upload", signed, "PUT", STAGING_OBJECT, places.proxy(), gateway.port());
    }
  }

  /// A new signature for every transfer: the gateway refuses one that has changed something before.
  private void measure(
      String what, SignedReads signed, String method, String target, int plain, int obstat)
      throws IOException {
    boolean upload = method.equals("PUT");
    long length = upload ? bytes : 0;
    OutgoingBody body = upload ? new OutgoingBody.Hashed(hashOfZeros(bytes)) : OutgoingBody.none();
    BulkTransfer throughPlain = new BulkTransfer(plain, bytes);
    BulkTransfer throughObstat = new BulkTransfer(obstat, bytes);
    throughPlain.rate(signed.head(method, target, plain, body, length), method);
    throughObstat.rate(signed.head(method, target, obstat, body, length), method);
    List<Double> shares = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double of = throughPlain.rate(signed.head(method, target, plain, body, length), method);
      resetPeaks();
      double ours = throughObstat.rate(signed.head(method, target, obstat, body, length), method);
      shares.add(ours / of);
      out.printf(
          "%s round %d  vertx-http-proxy %.0f MiB/s  Obstat %.0f MiB/s  share %.2f  heap at most %d MiB (%s)%n",
          what, round, of / MEBIBYTE, ours / MEBIBYTE, ours / of, peakHeap(), Machine.load());
    }
    double median = shares.stream().sorted().toList().get(shares.size() / 2);
    out.printf(
        "%s of %d MiB: median share of the plain proxy %.2f, at least %.1f: %s%n",
        what, bytes / MEBIBYTE, median, LEAST_SHARE, median >= LEAST_SHARE ? "met" : "MISSED");
  }

  private static String hashOfZeros(long bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[(int) MEBIBYTE];
      for (long left = bytes; left > 0; left -= block.length) {
        digest.update(block);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static void resetPeaks() {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /// In MiB, garbage that was not yet collected included.
  private static long peakHeap() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
