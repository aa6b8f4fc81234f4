package dev.obstat.catalogs.imported;

import dev.obstat.core.catalog.Ref;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// Names of the catalog for things whose own names may be longer, or have other letters. A name
/// that had to be changed ends in a part of the hash of what it was, so that it stays the same from
/// one reading to the next.
final class Names {
  private static final int HASH = 8;

  private final Set<Ref> taken = new HashSet<>();

  Names(Set<Ref> taken) {
    this.taken.addAll(taken);
  }

  /// @param key what tells it from all others
  Ref of(String namespace, String wanted, String key) {
    String clean = clean(wanted);
    Ref plain = new Ref(Ref.RESOURCE, clean(namespace), clean);
    if (clean.equals(wanted) && taken.add(plain)) {
      return plain;
    }
    String hash = hash(key);
    for (int nth = 0; ; nth++) {
      String suffix = "-" + hash + (nth == 0 ? "" : "-" + nth);
      String head = clean.substring(0, Math.min(clean.length(), Ref.LONGEST - suffix.length()));
      Ref ref = new Ref(Ref.RESOURCE, clean(namespace), head + suffix);
      if (taken.add(ref)) {
        return ref;
      }
    }
  }

  private static String clean(String text) {
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    String cut = letters.substring(0, Math.min(letters.length(), Ref.LONGEST));
    String name = cut.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    return name.isEmpty() ? "x" : name;
  }

  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
