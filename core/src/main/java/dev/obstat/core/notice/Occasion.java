package dev.obstat.core.notice;

import java.util.Arrays;
import java.util.Optional;

/// What people are told of.
public enum Occasion {
  /// A held action waits for people.
  REVIEW("review", false),
  /// Somebody stopped agents.
  HALT("halt", true),
  /// Agents may act again.
  RESUME("resume", false),
  /// No changes for a time.
  FREEZE("freeze", false),
  /// Something is broken, or may be.
  INCIDENT("incident", true);

  private final String word;
  private final boolean urgent;

  Occasion(String word, boolean urgent) {
    this.word = word;
    this.urgent = urgent;
  }

  /// As configuration and ledger have it.
  public String word() {
    return word;
  }

  /// Whether it goes out in quiet hours too.
  public boolean isUrgent() {
    return urgent;
  }

  public static Optional<Occasion> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
