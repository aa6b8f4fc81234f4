package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whatever the bytes of a chunked body: what was signed comes out, or nothing; what is not signed
/// comes out as a second, plainer reader reads it, or not at all; in one piece or byte by byte the
/// answer is the same; and nothing throws. The seeds run in every build.
///
/// `JAZZER_FUZZ=1 ./mvnw -pl gateways/aws -am test -Dtest=ChunkFuzzTest#signed
/// -Dsurefire.failIfNoSpecifiedTests=false` explores.
class ChunkFuzzTest {
  /// What the seeds carry.
  private static final byte[] SAID = "hello, chunks".getBytes(StandardCharsets.US_ASCII);

  private static final List<String> CRC = List.of("x-amz-checksum-crc32");
  private static final Pattern HEAD = Pattern.compile("([0-9A-Fa-f]{1,12})\r\n");

  private static ChunkSeal seal() {
    return new ChunkSeal(
        new byte[32],
        "20130524T000000Z",
        new Scope("20130524", "us-east-1", "s3"),
        new Signature("0".repeat(64)));
  }

  @FuzzTest
  void signed(byte[] wire) {
    signed(wire, List.of());
  }

  @FuzzTest
  void signedWithTrailer(byte[] wire) {
    signed(wire, CRC);
  }

  private static void signed(byte[] wire, List<String> trailers) {
    Payload payload = new Payload.SignedChunks(SAID.length, trailers, seal(), Fault.Names.S3);
    switch (read(payload, wire)) {
      case Whole.Intact intact -> {
        assertThat(intact.bytes()).isEqualTo(SAID);
        assertThat(intact.trailers()).hasSameSizeAs(trailers);
      }
      case Whole.Broken broken -> assertThat(broken.refused().message()).isNotBlank();
    }
  }

  @FuzzTest
  void unsigned(byte[] wire) {
    unsigned(wire, List.of());
  }

  @FuzzTest
  void unsignedWithTrailer(byte[] wire) {
    unsigned(wire, CRC);
  }

  private static void unsigned(byte[] wire, List<String> trailers) {
    Payload payload = new Payload.UnsignedChunks(SAID.length, trailers, Fault.Names.S3);
    Optional<String> plainly = plainly(new String(wire, StandardCharsets.ISO_8859_1), trailers);
    switch (read(payload, wire)) {
      case Whole.Intact intact ->
          assertThat(plainly).contains(new String(intact.bytes(), StandardCharsets.ISO_8859_1));
      case Whole.Broken broken -> {
        assertThat(broken.refused().message()).isNotBlank();
        if (trailers.isEmpty()) {
          assertThat(plainly).as(broken.refused().message()).isEmpty();
        }
      }
    }
  }

  /// The whole answer, after asking for it byte by byte too.
  private static Whole read(Payload payload, byte[] wire) {
    Whole whole = payload.whole(wire);
    try (VerifiedBody body = payload.open(new ByteByByte(wire))) {
      byte[] slowly = body.readAllBytes();
      assertThat(whole)
          .isInstanceOfSatisfying(
              Whole.Intact.class, intact -> assertThat(intact.bytes()).isEqualTo(slowly));
    } catch (PayloadRefused refused) {
      assertThat(whole)
          .isInstanceOfSatisfying(
              Whole.Broken.class,
              broken ->
                  assertThat(broken.refused().message()).isEqualTo(refused.refused().message()));
    } catch (IOException impossible) {
      throw new AssertionError("memory cannot fail to be read", impossible);
    }
    return whole;
  }

  /// What the chunks hold; empty when they are not well formed or hold more or less than was said.
  private static Optional<String> plainly(String wire, List<String> trailers) {
    StringBuilder said = new StringBuilder();
    int at = 0;
    while (true) {
      Matcher head = HEAD.matcher(wire).region(at, wire.length());
      if (!head.lookingAt()) {
        return Optional.empty();
      }
      long size = Long.parseLong(head.group(1), 16);
      at = head.end();
      if (size == 0) {
        String end = wire.substring(at);
        boolean ends =
            trailers.isEmpty()
                ? end.equals("\r\n")
                : end.matches("(?is)" + trailers.getFirst() + ":[ -~]*\r\n\r\n");
        return ends && said.length() == SAID.length
            ? Optional.of(said.toString())
            : Optional.empty();
      }
      if (size > SAID.length || !wire.startsWith("\r\n", at + (int) size)) {
        return Optional.empty();
      }
      said.append(wire, at, at + (int) size);
      at += (int) size + 2;
    }
  }

  /// A network that delivers as little as it can.
  private static final class ByteByByte extends FilterInputStream {
    ByteByByte(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return super.read(into, offset, Math.min(length, 1));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
