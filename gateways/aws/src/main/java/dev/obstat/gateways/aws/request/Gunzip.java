package dev.obstat.gateways.aws.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks a gzip body to be read, in the one form that SDKs write: one member, nothing in its head
/// but the ten bytes that are always there, nothing behind its end. A name or a comment in the head
/// stands there in plain text, and a reader that does not unpack could take it for parameters.
///
/// A small body cannot become a large one: it stops at [#MOST] bytes, and above [#SMALL] at
/// [#MOST_RATIO] times its size.
final class Gunzip {
  static final int MOST = 8 * 1024 * 1024;
  static final int MOST_RATIO = 250;
  static final int SMALL = 64 * 1024;
  private static final int HEAD = 10;
  private static final int TAIL = 8;

  private final byte[] packed;

  private Gunzip(byte[] packed) {
    this.packed = packed;
  }

  static byte[] of(byte[] packed) {
    return new Gunzip(packed).unpack();
  }

  private byte[] unpack() {
    if (packed.length < HEAD + TAIL || packed[0] != 0x1f || packed[1] != (byte) 0x8b) {
      throw new Malformed("the body is not what its content encoding says: it is no gzip");
    }
    if (packed[2] != 8 || packed[3] != 0) {
      throw new Malformed(
          "the head of the gzip body holds more than its time (a name, a comment); leave it out");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed, HEAD, packed.length - HEAD);
      byte[] unpacked = inflated(inflater);
      check(unpacked, packed.length - inflater.getRemaining());
      return unpacked;
    } catch (DataFormatException e) {
      throw new Malformed("the gzip body is broken: send it uncompressed");
    } finally {
      inflater.end();
    }
  }

  private byte[] inflated(Inflater inflater) throws DataFormatException {
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream(4 * packed.length);
    byte[] piece = new byte[16 * 1024];
    while (!inflater.finished()) {
      int length = inflater.inflate(piece);
      if (length == 0 && !inflater.finished()) {
        throw new DataFormatException("it ends in the middle, or wants a dictionary");
      }
      unpacked.write(piece, 0, length);
      bounded(unpacked.size());
    }
    return unpacked.toByteArray();
  }

  private void bounded(long size) {
    if (size > MOST) {
      throw new Malformed(
          "the gzip body unpacks to more than " + MOST + " bytes; send less at a time");
    }
    if (size > SMALL && size > (long) MOST_RATIO * packed.length) {
      throw new Malformed(
          "the gzip body unpacks to more than "
              + MOST_RATIO
              + " times its size; send it uncompressed");
    }
  }

  /// @param end where the compressed data ended
  private void check(byte[] unpacked, int end) {
    if (packed.length - end != TAIL) {
      throw new Malformed(
          packed.length - end < TAIL
              ? "the gzip body ends in the middle"
              : "there is something behind the end of the gzip body; send one member alone");
    }
    CRC32 crc = new CRC32();
    crc.update(unpacked);
    ByteBuffer tail = ByteBuffer.wrap(packed, end, TAIL).order(ByteOrder.LITTLE_ENDIAN);
    if (tail.getInt() != (int) crc.getValue() || tail.getInt() != unpacked.length) {
      throw new Malformed("the gzip body is broken: its checksum or length is another");
    }
  }
}
