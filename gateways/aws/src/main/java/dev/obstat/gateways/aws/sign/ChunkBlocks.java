package dev.obstat.gateways.aws.sign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A body in S3's `aws-chunked` framing, with or without signatures. Sources: "Transferring Payload
/// in Multiple Chunks (Chunked Upload)" and "Including Trailing Headers (Chunked Upload)".
///
/// A signed chunk stays in memory until its signature is verified, so its size is bounded. An
/// unsigned one passes in pieces.
final class ChunkBlocks implements Blocks {

  static final int LARGEST_SIGNED_CHUNK = 4 * 1024 * 1024;

  private static final int LONGEST_LINE = 512;
  private static final String EXTENSION = ";chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private final InputStream wire;
  private final long length;
  private final ChunkSeal.@Nullable Chain chain;
  private final @Nullable String trailer;
  private final @Nullable Checksum checksum;
  private final Fault.Names names;
  private long delivered;
  private long leftInChunk;
  private boolean ended;
  private List<Header> trailers = List.of();

  private ChunkBlocks(
      InputStream wire,
      long length,
      ChunkSeal.@Nullable Chain chain,
      List<String> trailers,
      Fault.Names names) {
    this.wire = new BufferedInputStream(wire, 16 * 1024);
    this.length = length;
    this.chain = chain;
    this.trailer = trailers.isEmpty() ? null : trailers.getFirst();
    this.checksum = trailer == null ? null : new Checksum(trailer);
    this.names = names;
  }

  static Blocks signed(InputStream wire, Payload.SignedChunks payload) {
    ChunkSeal.Chain chain = payload.seal().new Chain();
    return new ChunkBlocks(wire, payload.length(), chain, payload.trailers(), payload.names());
  }

  static Blocks unsigned(InputStream wire, Payload.UnsignedChunks payload) {
    return new ChunkBlocks(wire, payload.length(), null, payload.trailers(), payload.names());
  }

  @Override
  public List<Header> trailers() {
    return trailers;
  }

  @Override
  public byte[] next() throws IOException {
    if (ended) {
      return new byte[0];
    }
    byte[] block = chain == null ? nextPiece() : nextSignedChunk(chain);
    if (block.length == 0) {
      end();
      ended = true;
      return block;
    }
    delivered += block.length;
    if (checksum != null) {
      checksum.update(block);
    }
    return block;
  }

  private byte[] nextSignedChunk(ChunkSeal.Chain chain) throws IOException {
    String line = line();
    int extension = line.indexOf(EXTENSION);
    if (extension < 0) {
      throw form("a chunk has no signature: every chunk must have `;chunk-signature=`");
    }
    String hex = line.substring(extension + EXTENSION.length());
    if (hex.length() != Signature.LENGTH || !Text.isLowerHex(hex)) {
      throw form("a chunk's signature must be 64 lower-case hexadecimal digits");
    }
    long size = size(line.substring(0, extension));
    if (size > LARGEST_SIGNED_CHUNK) {
      throw form(
          "a signed chunk has "
              + size
              + " bytes: at most "
              + LARGEST_SIGNED_CHUNK
              + " are held in memory until the signature is verified; use smaller chunks");
    }
    byte[] chunk = bytes((int) size);
    if (size > 0) {
      lineEnd();
    }
    if (!chain.continuesWith(new Signature(hex), chunk)) {
      throw new PayloadRefused(
          Fault.CHUNK_SIGNATURE,
          names,
          "the signature of the chunk at byte "
              + delivered
              + " does not match: it was changed on the way, or chunks are missing before it");
    }
    return chunk;
  }

  private byte[] nextPiece() throws IOException {
    if (leftInChunk == 0) {
      leftInChunk = size(line());
      if (leftInChunk == 0) {
        return new byte[0];
      }
    }
    byte[] piece = bytes((int) Math.min(leftInChunk, SIZE));
    leftInChunk -= piece.length;
    if (leftInChunk == 0) {
      lineEnd();
    }
    return piece;
  }

  private void end() throws IOException {
    if (delivered != length) {
      throw new PayloadRefused(
          Fault.INCOMPLETE_BODY,
          names,
          "the chunks have "
              + delivered
              + " bytes and `x-amz-decoded-content-length` says "
              + length);
    }
    if (trailer == null || checksum == null) {
      lineEnd();
    } else {
      readTrailer(trailer, checksum);
    }
    if (wire.read() >= 0) {
      throw form("there are bytes after the last chunk");
    }
  }

  private void readTrailer(String name, Checksum sum) throws IOException {
    String line = line();
    int colon = line.indexOf(':');
    String found = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!found.equals(name)) {
      throw form(
          "the trailer `" + name + "` must follow the last chunk, not `" + Text.shown(line) + "`");
    }
    String value = line.substring(colon + 1).strip();
    if (chain != null) {
      checkTrailerSignature(chain, name + ":" + value + "\n");
    }
    lineEnd();
    String actual = sum.base64();
    if (!actual.equals(value)) {
      throw new PayloadRefused(
          Fault.CHECKSUM,
          names,
          "`"
              + name
              + "` of the body is "
              + actual
              + " and the trailer says `"
              + Text.shown(value)
              + "`: the body was changed on the way");
    }
    trailers = List.of(new Header(name, value));
  }

  private void checkTrailerSignature(ChunkSeal.Chain chain, String signed) throws IOException {
    String line = line();
    String start = TRAILER_SIGNATURE + ":";
    if (!line.toLowerCase(Locale.ROOT).startsWith(start)) {
      throw form("the trailer must be followed by `" + TRAILER_SIGNATURE + "`");
    }
    Signature signature = new Signature(line.substring(start.length()).strip());
    if (!chain.endsWith(signature, signed.getBytes(StandardCharsets.ISO_8859_1))) {
      throw new PayloadRefused(
          Fault.CHUNK_SIGNATURE,
          names,
          "the signature of the trailer does not match: it was changed on the way");
    }
  }

  private long size(String hex) throws IOException {
    boolean valid = !hex.isEmpty() && hex.length() <= 12 && hex.chars().allMatch(this::isHex);
    if (!valid) {
      throw form("a chunk must begin with its size in hexadecimal, not `" + Text.shown(hex) + "`");
    }
    long size = Long.parseLong(hex, 16);
    if (size > length - delivered) {
      throw new PayloadRefused(
          Fault.INCOMPLETE_BODY,
          names,
          "the chunks have more bytes than `x-amz-decoded-content-length` says (" + length + ")");
    }
    return size;
  }

  private boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = wire.readNBytes(count);
    if (bytes.length < count) {
      throw cutOff();
    }
    return bytes;
  }

  private void lineEnd() throws IOException {
    if (!line().isEmpty()) {
      throw form("a line end (CR LF) must stand after every chunk and after the trailer");
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(96);
    while (true) {
      int c = wire.read();
      if (c < 0) {
        throw cutOff();
      }
      if (c == '\r') {
        break;
      }
      if (c < ' ' || c >= 0x7f || line.length() == LONGEST_LINE) {
        throw form(
            "a line between chunks is too long, or has a character that may not stand there");
      }
      line.append((char) c);
    }
    if (wire.read() != '\n') {
      throw form("a line between chunks must end with CR LF");
    }
    return line.toString();
  }

  private PayloadRefused form(String reason) {
    return new PayloadRefused(Fault.CHUNK_FORM, names, reason);
  }

  private PayloadRefused cutOff() {
    return new PayloadRefused(Fault.INCOMPLETE_BODY, names, "the body ends before its last chunk");
  }
}
