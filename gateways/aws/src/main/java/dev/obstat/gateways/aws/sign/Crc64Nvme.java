package dev.obstat.gateways.aws.sign;

import java.util.zip.Checksum;

/// CRC-64/NVME: polynomial `0xAD93D23594C93659` reflected, begun and ended with all ones. Source:
/// NVM Express NVM Command Set Specification, 64b guard; "CRC-64/NVME" in the catalogue of
/// parametrised CRC algorithms.
final class Crc64Nvme implements Checksum {

  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[] OF_BYTE = table();

  private long state = -1;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * REFLECTED_POLYNOMIAL);
      }
      table[i] = crc;
    }
    return table;
  }

  @Override
  public void update(int b) {
    state = OF_BYTE[(int) (state ^ b) & 0xff] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      update(bytes[i]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
