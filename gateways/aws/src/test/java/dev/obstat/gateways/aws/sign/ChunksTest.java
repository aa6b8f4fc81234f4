package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

@DisplayName("S3's chunked bodies:")
class ChunksTest {

  private static final Instant DOCUMENTED = Instant.parse("2013-05-24T00:00:00Z");
  private static final byte[] AS = filled(66560);

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  /// The examples of AWS's documentation, `sigv4-streaming.html` and
  /// `sigv4-streaming-trailers.html`.
  private static Verified documented(String payload, String signedHeaders, String seed) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Host", "s3.amazonaws.com"));
    headers.add(new Header("x-amz-date", "20130524T000000Z"));
    headers.add(new Header("x-amz-storage-class", "REDUCED_REDUNDANCY"));
    headers.add(new Header("x-amz-content-sha256", payload));
    headers.add(new Header("Content-Encoding", "aws-chunked"));
    headers.add(new Header("x-amz-decoded-content-length", "66560"));
    headers.add(new Header("Content-Length", "66824"));
    if (payload.endsWith("-TRAILER")) {
      headers.add(new Header("x-amz-trailer", "x-amz-checksum-crc32c"));
    }
    headers.add(
        new Header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders="
                + signedHeaders
                + ",Signature="
                + seed));
    Credentials example =
        id ->
            new Credentials.Lookup.Live(
                new Credentials.Holder("s", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
    Verification answer =
        new Verifier(example, Clock.fixed(DOCUMENTED, ZoneOffset.UTC))
            .verify(
                new RawRequest("PUT", "/examplebucket/chunkObject.txt", headers),
                Channel.PLAIN,
                () -> "");
    assertThat(answer).isInstanceOf(Verified.class);
    return (Verified) answer;
  }

  static Verified plainExample() {
    return documented(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
            + "x-amz-decoded-content-length;x-amz-storage-class",
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
  }

  private static byte[] chunks(String first, String second, String last, String end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "10000;chunk-signature=" + first + "\r\n");
    out.writeBytes(filled(65536));
    text(out, "\r\n400;chunk-signature=" + second + "\r\n");
    out.writeBytes(filled(1024));
    text(out, "\r\n0;chunk-signature=" + last + "\r\n" + end);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] plainChunks() {
    return chunks(
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
        "\r\n");
  }

  @Test
  void theDocumentedExampleVerifies() {
    Payload payload = plainExample().payload();
    assertThat(payload.decodedLength()).hasValue(66560);
    assertThat(payload.whole(plainChunks()))
        .isInstanceOfSatisfying(Whole.Intact.class, w -> assertThat(w.bytes()).isEqualTo(AS));
  }

  @Test
  void theDocumentedExampleWithATrailerVerifies() {
    Verified verified =
        documented(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                + "x-amz-storage-class;x-amz-trailer",
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    String trailer =
        "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
            + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    byte[] wire =
        chunks(
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
            trailer);
    assertThat(verified.payload().whole(wire))
        .isInstanceOfSatisfying(
            Whole.Intact.class,
            whole -> {
              assertThat(whole.bytes()).isEqualTo(AS);
              assertThat(whole.trailers())
                  .containsExactly(new Header("x-amz-checksum-crc32c", "sOO8/Q=="));
            });
  }

  @Test
  void whatTheSdkSendsVerifiesForEveryTrailerAndSize() {
    List<ChecksumAlgorithm> algorithms =
        List.of(
            DefaultChecksumAlgorithm.CRC32,
            DefaultChecksumAlgorithm.CRC32C,
            DefaultChecksumAlgorithm.SHA1,
            DefaultChecksumAlgorithm.SHA256);
    int verified = 0;
    for (int size : new int[] {1, 100, 131072, 131073, 400_000}) {
      for (boolean signed : new boolean[] {true, false}) {
        for (ChecksumAlgorithm algorithm : algorithms) {
          Client.Sent sent = put(size, signed, algorithm);
          Payload payload = Client.verified(sent, Channel.PROTECTED).payload();
          assertThat(payload)
              .isInstanceOf(signed ? Payload.SignedChunks.class : Payload.UnsignedChunks.class);
          assertThat(payload.whole(sent.body()))
              .isInstanceOfSatisfying(
                  Whole.Intact.class,
                  whole -> {
                    assertThat(whole.bytes()).isEqualTo(content(size));
                    assertThat(whole.trailers()).hasSize(1);
                  });
          verified++;
        }
      }
      Client.Sent sent = put(size, true, null);
      assertThat(Client.verified(sent, Channel.PLAIN).payload().whole(sent.body()))
          .isInstanceOf(Whole.Intact.class);
    }
    assertThat(verified).isEqualTo(40);
  }

  @Test
  void unsignedChunksAreRefusedOverPlainHttp() {
    assertThat(
            Client.refused(put(10, false, DefaultChecksumAlgorithm.CRC32), Channel.PLAIN).fault())
        .isEqualTo(Fault.UNPROTECTED_PAYLOAD);
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Client.Sent put(
      int size, boolean signed, @org.jspecify.annotations.Nullable ChecksumAlgorithm trailer) {
    Client.Order order = new Client.Order();
    order.method = "PUT";
    order.service = "s3";
    order.rawPath = true;
    order.path = "/bucket/key";
    order.scheme = signed ? "http" : "https";
    order.signPayload = signed;
    order.chunked = true;
    order.trailer = trailer;
    order.body = content(size);
    return Client.send(order);
  }

  @Test
  void aBadChunkIsFoundBeforeItsBytesAreReleased() throws IOException {
    byte[] wire = plainChunks();
    for (int at : new int[] {100, 70_000}) {
      byte[] changed = wire.clone();
      int position = at < 65536 ? at : wire.length - 200;
      changed[position] ^= 1;
      ByteArrayOutputStream released = new ByteArrayOutputStream();
      VerifiedBody body = plainExample().payload().open(new ByteArrayInputStream(changed));
      assertThatThrownBy(() -> body.transferTo(released))
          .isInstanceOfSatisfying(
              PayloadRefused.class,
              refused -> {
                assertThat(refused.refused().code()).isEqualTo("SignatureDoesNotMatch");
                assertThat(refused.getMessage())
                    .isEqualTo(
                        "the signature of the chunk at byte "
                            + (position < 65536 ? 0 : 65536)
                            + " does not match: it was changed on the way, or chunks are missing"
                            + " before it");
              });
      assertThat(released.size()).isZero();
      assertThatThrownBy(body::read).isInstanceOf(PayloadRefused.class);
      assertThat(body.trailers()).isEmpty();
    }
  }

  @Test
  void aBodyThatIsCutOffIsNeverCompleted() throws IOException {
    byte[] wire = plainChunks();
    for (int length = 0; length < wire.length; length += 1 + length / 50) {
      assertNotCompleted(plainExample().payload(), Arrays.copyOf(wire, length), AS.length);
    }
    Client.Sent sent = put(400_000, false, DefaultChecksumAlgorithm.SHA1);
    Payload loose = Client.verified(sent, Channel.PROTECTED).payload();
    for (int cut = 1; cut < 80; cut++) {
      byte[] shorter = Arrays.copyOf(sent.body(), sent.body().length - cut);
      assertNotCompleted(loose, shorter, 400_000);
    }
    byte[] longer = Arrays.copyOf(sent.body(), sent.body().length + 1);
    assertNotCompleted(loose, longer, 400_000);
  }

  private static void assertNotCompleted(Payload payload, byte[] wire, int complete)
      throws IOException {
    ByteArrayOutputStream released = new ByteArrayOutputStream();
    try (VerifiedBody body = payload.open(new ByteArrayInputStream(wire))) {
      assertThatThrownBy(() -> body.transferTo(released)).isInstanceOf(PayloadRefused.class);
    }
    assertThat(released.size()).isLessThan(complete);
  }

  @Test
  void aStreamedBodyWithAKnownHashIsNeverCompletedWhenItDiffers() throws IOException {
    byte[] content = content(500_000);
    Payload payload = new Payload.Exact(Hashes.sha256(content), Fault.Names.S3);
    try (InputStream body = payload.open(new ByteArrayInputStream(content))) {
      assertThat(body.readAllBytes()).isEqualTo(content);
    }
    content[499_999] ^= 1;
    assertNotCompleted(payload, content, 500_000);
    assertNotCompleted(payload, Arrays.copyOf(content, 499_999), 499_999);
    assertNotCompleted(payload, new byte[0], 1);
  }

  @Test
  void everyBitOfAChunkedBodyCounts() {
    Client.Sent signed = put(300, true, DefaultChecksumAlgorithm.CRC32);
    Client.Sent loose = put(300, false, DefaultChecksumAlgorithm.SHA256);
    for (Client.Sent sent : List.of(signed, loose)) {
      Payload payload = Client.verified(sent, Channel.PROTECTED).payload();
      for (int i = 0; i < sent.body().length * 8; i++) {
        byte[] changed = sent.body().clone();
        changed[i / 8] ^= (byte) (1 << (i % 8));
        switch (payload.whole(changed)) {
          case Whole.Broken _ -> {}
          case Whole.Intact intact ->
              assertThat(sameButForSpelling(sent.body(), changed) && sameBytes(intact))
                  .as("bit %d", i)
                  .isTrue();
        }
      }
    }
  }

  private static boolean sameBytes(Whole.Intact intact) {
    return Arrays.equals(intact.bytes(), content(300));
  }

  /// The size of a chunk and the name of a trailer mean the same in either case.
  private static boolean sameButForSpelling(byte[] one, byte[] other) {
    return new String(one, StandardCharsets.ISO_8859_1)
        .equalsIgnoreCase(new String(other, StandardCharsets.ISO_8859_1));
  }

  @Test
  void whateverBytesComeTheyAreRefusedAndNothingElseHappens() {
    Client.Sent sent = put(3000, true, DefaultChecksumAlgorithm.CRC32C);
    Payload payload = Client.verified(sent, Channel.PROTECTED).payload();
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      byte[] changed = sent.body().clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      int from = random.nextInt(20) == 0 ? random.nextInt(changed.length) : 0;
      byte[] wire = Arrays.copyOfRange(changed, from, changed.length);
      if (!sameButForSpelling(wire, sent.body())) {
        assertThat(payload.whole(wire)).isInstanceOf(Whole.Broken.class);
      }
    }
  }
}
