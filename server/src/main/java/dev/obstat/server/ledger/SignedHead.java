package dev.obstat.server.ledger;

import dev.obstat.ledger.Checkpoint;
import dev.obstat.ledger.Hash;
import dev.obstat.ledger.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// A signed head of the log.
///
/// @param size how many entries it covers
/// @param note the signed note, to the byte
/// @param at when it was signed
public record SignedHead(long size, Hash root, String note, Instant at) {

  /// From the row in which the storage keeps it.
  static Parsed<SignedHead> of(dev.obstat.storage.Checkpoint row) {
    return switch (Hash.parse(HexFormat.of().parseHex(row.root()))) {
      case Parsed.Refused<Hash>(String reason) -> new Parsed.Refused<>(reason);
      case Parsed.Read<Hash>(Hash root) ->
          new Parsed.Read<>(new SignedHead(row.size(), root, row.note(), row.at()));
    };
  }

  dev.obstat.storage.Checkpoint row() {
    return new dev.obstat.storage.Checkpoint(
        size, HexFormat.of().formatHex(root.bytes()), note, at);
  }

  byte[] bytes() {
    return note.getBytes(StandardCharsets.UTF_8);
  }

  /// How size and root, as they are stored, differ from what the note says; the signature is not
  /// looked at.
  Optional<String> contradiction() {
    int split = note.lastIndexOf("\n\n");
    if (split < 0) {
      return Optional.of("it is not a signed note");
    }
    return switch (Checkpoint.parse(note.substring(0, split + 1))) {
      case Parsed.Refused<Checkpoint>(String reason) -> Optional.of(reason);
      case Parsed.Read<Checkpoint>(Checkpoint said) when said.size() != size ->
          Optional.of("it is stored with size %d, signed with %d".formatted(size, said.size()));
      case Parsed.Read<Checkpoint>(Checkpoint said) when !said.root().equals(root) ->
          Optional.of("it is stored with root %s, signed with %s".formatted(root, said.root()));
      case Parsed.Read<Checkpoint>(Checkpoint _) -> Optional.empty();
    };
  }
}
