package dev.obstat.server.ledger;

import dev.obstat.ledger.Verdict;

/// What verifying a ledger found.
///
/// @param what one word for programs: `intact`, `changed`, `removed`, …
/// @param entries how many entries are there
/// @param root the signed root in base64; empty where no checkpoint is right
/// @param checkpoints how many checkpoints were compared
/// @param unsigned entries after the last checkpoint
/// @param sentence the verdict for people
record Finding(
    String what, long entries, String root, int checkpoints, long unsigned, String sentence) {
  static final String INTACT = "intact";

  boolean isIntact() {
    return what.equals(INTACT);
  }

  static Finding of(Verdict verdict, long entries, int checkpoints) {
    return switch (verdict) {
      case Verdict.Intact intact ->
          new Finding(
              INTACT,
              entries,
              intact.head().root().base64(),
              checkpoints,
              intact.unsigned(),
              intact.text());
      case Verdict.BadCheckpoint bad -> wrong("bad-checkpoint", bad, entries, checkpoints);
      case Verdict.RolledBack back -> wrong("rolled-back", back, entries, checkpoints);
      case Verdict.Forked forked -> wrong("forked", forked, entries, checkpoints);
      case Verdict.Unreadable unreadable -> wrong("unreadable", unreadable, entries, checkpoints);
      case Verdict.Gap gap -> wrong("removed", gap, entries, checkpoints);
      case Verdict.OutOfOrder order -> wrong("out-of-order", order, entries, checkpoints);
      case Verdict.Truncated truncated -> wrong("truncated", truncated, entries, checkpoints);
      case Verdict.Changed changed -> wrong("changed", changed, entries, checkpoints);
      case Verdict.Removed removed -> wrong("removed", removed, entries, checkpoints);
      case Verdict.Added added -> wrong("added", added, entries, checkpoints);
      case Verdict.Reordered reordered -> wrong("reordered", reordered, entries, checkpoints);
      case Verdict.RootDiffers root -> wrong("root-differs", root, entries, checkpoints);
      case Verdict.LeafHashDiffers leaf -> wrong("stored-hash-differs", leaf, entries, checkpoints);
      case Verdict.TileDiffers tile -> wrong("tile-differs", tile, entries, checkpoints);
    };
  }

  private static Finding wrong(String what, Verdict verdict, long entries, int checkpoints) {
    return new Finding(what, entries, "", checkpoints, 0, verdict.text());
  }

  /// The same figures, and yet something is wrong.
  Finding but(String other, String why) {
    return new Finding(other, entries, root, checkpoints, unsigned, why);
  }
}
