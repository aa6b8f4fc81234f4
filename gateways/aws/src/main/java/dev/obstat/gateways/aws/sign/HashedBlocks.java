package dev.obstat.gateways.aws.sign;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// A body whose SHA-256 is known beforehand.
final class HashedBlocks implements Blocks {

  private final InputStream wire;
  private final String expected;
  private final Fault.Names names;
  private final MessageDigest sha256 = Hashes.sha256();

  HashedBlocks(InputStream wire, String expected, Fault.Names names) {
    this.wire = wire;
    this.expected = expected;
    this.names = names;
  }

  @Override
  public byte[] next() throws IOException {
    byte[] block = wire.readNBytes(SIZE);
    if (block.length > 0) {
      sha256.update(block);
      return block;
    }
    String actual = Hashes.hex(sha256.digest());
    if (!actual.equals(expected)) {
      throw new PayloadRefused(
          Fault.PAYLOAD_HASH,
          names,
          "the body's SHA-256 is "
              + actual
              + " and the signature covers "
              + expected
              + ": the body was changed on the way, or cut off");
    }
    return block;
  }
}
