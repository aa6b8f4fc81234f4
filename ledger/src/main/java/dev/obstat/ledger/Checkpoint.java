package dev.obstat.ledger;

import java.util.List;
import java.util.Optional;

/// What a log says about itself at one moment: its name, its number of entries, its root (C2SP
/// tlog-checkpoint 1.0.0).
///
/// Text: origin, size in decimal, root in base64, each on a line. The specification allows further
/// "extension" lines and advises against them; here they are refused, because a signature over
/// something that nobody reads is a place to hide.
public record Checkpoint(String origin, long size, Hash root) {
  public Checkpoint {
    refusal(origin, size, root)
        .ifPresent(
            reason -> {
              throw new LedgerException(reason);
            });
  }

  private static Optional<String> refusal(String origin, long size, Hash root) {
    Optional<String> badOrigin = KeyName.refusal(origin);
    if (badOrigin.isPresent()) {
      return badOrigin.map(reason -> "the origin of a log is the name of its key: " + reason);
    }
    if (size < 0) {
      return Optional.of("a log cannot have %d entries".formatted(size));
    }
    if (size == 0 && !root.equals(Hash.EMPTY_TREE)) {
      return Optional.of("the root of a log without entries is the hash of nothing");
    }
    return Optional.empty();
  }

  /// Reads the text of a checkpoint, without signatures.
  public static Parsed<Checkpoint> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      return refused(
          "a checkpoint is exactly three lines: origin, size and root, each ending with a newline");
    }
    if (!lines[1].matches("0|[1-9][0-9]{0,18}")) {
      return refused(
          "the size `%s` is not a decimal number without leading zeros"
              .formatted(Shown.of(lines[1])));
    }
    long size;
    try {
      size = Long.parseLong(lines[1]);
    } catch (NumberFormatException _) {
      return refused("the size `%s` is more than 2^63-1".formatted(lines[1]));
    }
    return switch (Hash.parse(lines[2])) {
      case Parsed.Refused<Hash>(String reason) -> refused("root: " + reason);
      case Parsed.Read<Hash>(Hash root) ->
          refusal(lines[0], size, root)
              .map(Checkpoint::refused)
              .orElseGet(() -> new Parsed.Read<>(new Checkpoint(lines[0], size, root)));
    };
  }

  private static Parsed<Checkpoint> refused(String reason) {
    return new Parsed.Refused<>(reason);
  }

  /// Reads a signed checkpoint and accepts it only when this log's key signed it and the origin is
  /// the key's name. Further signatures, as of witnesses, are ignored here.
  public static Parsed<Checkpoint> open(byte[] signed, VerifierKey log) {
    return switch (Note.parse(signed)) {
      case Parsed.Refused<Note>(String reason) -> refused(reason);
      case Parsed.Read<Note>(Note note) -> open(note, log);
    };
  }

  private static Parsed<Checkpoint> open(Note note, VerifierKey log) {
    return switch (note.open(List.of(log))) {
      case Note.Opened.Refused(String reason) -> refused(reason);
      case Note.Opened.By(List<VerifierKey> _) ->
          switch (parse(note.text())) {
            case Parsed.Read<Checkpoint>(Checkpoint checkpoint)
                when !checkpoint.origin.equals(log.name()) ->
                refused(
                    "the checkpoint is of the log `%s`, signed by the key of `%s`"
                        .formatted(Shown.of(checkpoint.origin), Shown.of(log.name())));
            case Parsed<Checkpoint> parsed -> parsed;
          };
    };
  }

  /// The text that is signed.
  public String text() {
    return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
  }

  /// Signs with the log's key, whose name must be the origin.
  public Note sign(SignerKey log) {
    if (!log.verifier().name().equals(origin)) {
      throw new LedgerException(
          "the key of `%s` cannot sign for the log `%s`"
              .formatted(Shown.of(log.verifier().name()), Shown.of(origin)));
    }
    return Note.sign(text(), log);
  }
}
