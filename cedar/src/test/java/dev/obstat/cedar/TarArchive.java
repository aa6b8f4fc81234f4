package dev.obstat.cedar;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads a gzipped POSIX ustar archive of small text files, unpacking nothing to disk.
final class TarArchive {
  private static final int BLOCK = 512;

  private TarArchive() {}

  /// Text of every regular file by its path.
  static Map<String, String> texts(Path archive) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        DataInputStream tar =
            new DataInputStream(new BufferedInputStream(new GZIPInputStream(file, 1 << 16)))) {
      byte[] header = new byte[BLOCK];
      while (true) {
        tar.readFully(header);
        if (header[0] == 0) {
          return texts;
        }
        int size = Integer.parseInt(field(header, 124, 12).strip(), 8);
        byte[] content = new byte[size];
        tar.readFully(content);
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (header[156] == '0' || header[156] == 0) {
          texts.put(field(header, 0, 100), new String(content, StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static String field(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
  }
}
