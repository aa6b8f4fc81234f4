package dev.obstat.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Immutable bytes of a body that fits in memory.
public final class Content {
  private static final Content EMPTY = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Content empty() {
    return EMPTY;
  }

  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  /// The text in UTF-8.
  public static Content text(String text) {
    return new Content(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Takes over an array that nobody else will change.
  static Content owning(byte[] bytes) {
    return new Content(bytes);
  }

  public int size() {
    return bytes.length;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// The bytes read as UTF-8.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /// The array itself, for writing it out without a copy.
  byte[] shared() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
