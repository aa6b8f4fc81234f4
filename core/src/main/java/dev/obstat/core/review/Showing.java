package dev.obstat.core.review;

import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.incident.Incident;
import dev.obstat.core.session.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a reviewer has in front of them, as a hash of each part: it goes with their vote, and a
/// vote on something that changed since does not count and is told what changed. Votes of others
/// are no part of it: two people may approve at once.
///
/// It is not a secret. Who sends the current one without having looked has only lied about that.
///
/// @param parts the part's name for people, and the first 12 hexadecimal digits of its SHA-256
public record Showing(SortedMap<String, String> parts) {
  private static final int DIGITS = 12;
  private static final int LONGEST = 1_000;

  public Showing {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /// What stands in the action's way besides its review.
  public record Brakes(List<Halt> halts, List<Freeze> freezes, List<Incident> incidents) {
    public static final Brakes NONE = new Brakes(List.of(), List.of(), List.of());

    public Brakes {
      halts = List.copyOf(halts);
      freezes = List.copyOf(freezes);
      incidents = List.copyOf(incidents);
    }
  }

  /// @param session the session that asked first, where it is known
  public static Showing of(Review review, Optional<Session> session, Brakes brakes, Instant now) {
    SortedMap<String, String> parts = new TreeMap<>();
    put(parts, "action", review.digest().hex(), review.action().unpinned().toString());
    put(parts, "undoing", review.action().reversibility().toString());
    put(parts, "intent", review.intent());
    put(parts, "terms", review.terms().toString());
    put(parts, "reasons", review.reasons().toString());
    put(parts, "impact", review.seen().toString());
    put(parts, "barred", review.barred().stream().sorted().toList().toString());
    put(parts, "session", session.map(found -> standing(found, now)).orElse("unknown"));
    put(
        parts,
        "brakes",
        brakes.halts().stream().map(Halt::id).sorted().toList().toString(),
        brakes.freezes().stream()
            .filter(freeze -> freeze.holdsAt(now))
            .map(Freeze::id)
            .sorted()
            .toList()
            .toString(),
        brakes.incidents().stream().map(Incident::id).sorted().toList().toString());
    return new Showing(parts);
  }

  private static String standing(Session session, Instant now) {
    return session.mayActAt(now) ? "live" : "over";
  }

  private static void put(Map<String, String> parts, String name, String... texts) {
    MessageDigest sha256 = sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      sha256.update(bytes);
    }
    parts.put(name, HexFormat.of().formatHex(sha256.digest()).substring(0, DIGITS));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// To be sent along with a vote: `action:0123456789ab impact:…`.
  public String text() {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + ":" + part.getValue())
        .collect(Collectors.joining(" "));
  }

  /// One hash over all of it, 64 hexadecimal digits: what a passkey signs.
  public String hash() {
    return HexFormat.of().formatHex(sha256().digest(text().getBytes(StandardCharsets.UTF_8)));
  }

  /// Nothing for a text that no showing has.
  public static Optional<Showing> parse(String text) {
    SortedMap<String, String> parts = new TreeMap<>();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    for (String part : text.split(" ", -1)) {
      if (!part.matches("[a-z]{1,20}:[0-9a-f]{" + DIGITS + "}")) {
        return Optional.empty();
      }
      int colon = part.indexOf(':');
      parts.put(part.substring(0, colon), part.substring(colon + 1));
    }
    return Optional.of(new Showing(parts));
  }

  /// The names of the parts that are not what they were.
  public List<String> changedSince(Showing earlier) {
    List<String> changed = new ArrayList<>();
    parts.forEach(
        (name, hash) -> {
          if (!hash.equals(earlier.parts.getOrDefault(name, ""))) {
            changed.add(name);
          }
        });
    return changed;
  }
}
