package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChunkRefusalsTest {

  @Test
  void eachRefusalOfABodySaysWhatIsWrong() {
    Payload signed = ChunksTest.plainExample().payload();
    String aSignature = "a".repeat(64);
    assertBroken(
        signed,
        "10000\r\n",
        "CHUNK_FORM",
        "a chunk has no signature: every chunk must have" + " `;chunk-signature=`");
    assertBroken(
        signed,
        "10000;chunk-signature=ABC\r\n",
        "CHUNK_FORM",
        "a chunk's signature must be" + " 64 lower-case hexadecimal digits");
    assertBroken(
        signed,
        "zz;chunk-signature=" + aSignature + "\r\n",
        "CHUNK_FORM",
        "a chunk must" + " begin with its size in hexadecimal, not `zz`");
    assertBroken(
        signed,
        "fffff;chunk-signature=" + aSignature + "\r\n",
        "INCOMPLETE_BODY",
        "the" + " chunks have more bytes than `x-amz-decoded-content-length` says (66560)");
    assertBroken(
        signed,
        "a".repeat(600),
        "CHUNK_FORM",
        "a line between chunks is too long, or has a" + " character that may not stand there");
    assertBroken(signed, "1\rx", "CHUNK_FORM", "a line between chunks must end with CR LF");
    assertBroken(signed, "", "INCOMPLETE_BODY", "the body ends before its last chunk");
    Payload large = new Payload.SignedChunks(1L << 40, List.of(), seal(), Fault.Names.S3);
    assertBroken(
        large,
        "400001;chunk-signature=" + aSignature + "\r\n",
        "CHUNK_FORM",
        "a signed"
            + " chunk has 4194305 bytes: at most 4194304 are held in memory until the signature is"
            + " verified; use smaller chunks");
    Payload loose = new Payload.UnsignedChunks(3, List.of("x-amz-checksum-crc32c"), Fault.Names.S3);
    CRC32C crc = new CRC32C();
    crc.update("abc".getBytes(StandardCharsets.US_ASCII));
    int sum = (int) crc.getValue();
    byte[] big = {(byte) (sum >>> 24), (byte) (sum >>> 16), (byte) (sum >>> 8), (byte) sum};
    String good = Base64.getEncoder().encodeToString(big);
    assertThat(loose.whole(bytes("3\r\nabc\r\n0\r\nx-amz-checksum-crc32c:" + good + "\r\n\r\n")))
        .isInstanceOf(Whole.Intact.class);
    assertBroken(
        loose,
        "2\r\nab\r\n0\r\n",
        "INCOMPLETE_BODY",
        "the chunks have 2 bytes and" + " `x-amz-decoded-content-length` says 3");
    assertBroken(
        loose,
        "3\r\nabcd\r\n",
        "CHUNK_FORM",
        "a line end (CR LF) must stand after every" + " chunk and after the trailer");
    assertBroken(
        loose,
        "3\r\nabc\r\n0\r\n\r\n",
        "CHUNK_FORM",
        "the trailer `x-amz-checksum-crc32c`" + " must follow the last chunk, not ``");
    assertBroken(
        loose,
        "3\r\nabc\r\n0\r\nx-amz-checksum-crc32c:AAAAAA==\r\n\r\n",
        "CHECKSUM",
        "`x-amz-checksum-crc32c` of the body is "
            + good
            + " and the trailer says `AAAAAA==`: the"
            + " body was changed on the way");
    assertBroken(
        loose,
        "3\r\nabc\r\n0\r\nx-amz-checksum-crc32c:" + good + "\r\n\r\nx",
        "CHUNK_FORM",
        "there are bytes after the last chunk");
  }

  @Test
  void crc64NvmeIsTheOneOfTheCatalogue() {
    byte[] digits = bytes("123456789");
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(digits, 0, digits.length);
    assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    Payload payload =
        new Payload.UnsignedChunks(9, List.of("x-amz-checksum-crc64nvme"), Fault.Names.S3);
    String wire = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc64nvme:rosUhgp5mIg=\r\n\r\n";
    assertThat(payload.whole(bytes(wire))).isInstanceOf(Whole.Intact.class);
    assertBroken(
        payload,
        wire.replace("rosU", "rosV"),
        "CHECKSUM",
        "`x-amz-checksum-crc64nvme` of the body is rosUhgp5mIg= and the trailer says"
            + " `rosVhgp5mIg=`: the body was changed on the way");
  }

  private static ChunkSeal seal() {
    return new ChunkSeal(
        new byte[32],
        "20130524T000000Z",
        new Scope("20130524", "us-east-1", "s3"),
        new Signature("0".repeat(64)));
  }

  private static void assertBroken(Payload payload, String wire, String fault, String message) {
    assertThat(payload.whole(bytes(wire)))
        .isInstanceOfSatisfying(
            Whole.Broken.class,
            broken -> {
              assertThat(broken.refused().message()).isEqualTo(message);
              assertThat(broken.refused().fault().name()).isEqualTo(fault);
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
