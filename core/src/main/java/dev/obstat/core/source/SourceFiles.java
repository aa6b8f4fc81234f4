package dev.obstat.core.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files that are read together and are in force together: a policy set, a catalog.
///
/// @param texts content by name
public record SourceFiles(SortedMap<String, String> texts) {

  public SourceFiles {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  public static SourceFiles of(Map<String, String> texts) {
    return new SourceFiles(new TreeMap<>(texts));
  }

  /// SHA-256 over all of them, lower-case hexadecimal: for each file in the order of the names, the
  /// SHA-256 of its name and that of its content.
  public String digest() {
    MessageDigest all = sha256();
    texts.forEach(
        (name, text) -> {
          all.update(sha256(name));
          all.update(sha256(text));
        });
    return HexFormat.of().formatHex(all.digest());
  }

  /// Each file's name and the SHA-256 of its content, lower-case hexadecimal.
  public Map<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    texts.forEach((name, text) -> digests.put(name, HexFormat.of().formatHex(sha256(text))));
    return Collections.unmodifiableMap(digests);
  }

  private static byte[] sha256(String text) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
