package dev.obstat.ledger;

/// What verifying a log found: nothing wrong, or the first bad thing.
///
/// Where leaf hashes were stored apart from the entries and lead to the signed root, the entry is
/// named. Otherwise a wrong root says only which entries it may be: those between the last
/// checkpoint that still agrees and the first that does not.
public sealed interface Verdict {
  /// A sentence for people, beginning in lower case.
  String text();

  /// Every entry up to the checkpoint is as it was signed, and every earlier checkpoint is of the
  /// same log.
  ///
  /// @param earlier how many earlier checkpoints were compared
  /// @param unsigned entries after the checkpoint, for which nobody has signed yet
  record Intact(Checkpoint head, int earlier, long unsigned) implements Verdict {
    @Override
    public String text() {
      return "all %d entries are as signed, %d earlier checkpoints agree, %d entries are not signed yet"
          .formatted(head.size(), earlier, unsigned);
    }
  }

  /// A checkpoint is malformed or not signed by the log's key.
  ///
  /// @param which `the checkpoint`, or `earlier checkpoint 3`, counted from 1 as given
  record BadCheckpoint(String which, String reason) implements Verdict {
    @Override
    public String text() {
      return which + ": " + reason;
    }
  }

  /// The log showed more before than it signs now.
  record RolledBack(Checkpoint head, Checkpoint earlier) implements Verdict {
    @Override
    public String text() {
      return "the log is signed with %d entries, but an earlier checkpoint already had %d"
          .formatted(head.size(), earlier.size());
    }
  }

  /// The log's key signed two histories: the later checkpoint is no extension of the earlier one.
  record Forked(Checkpoint earlier, Checkpoint later) implements Verdict {
    @Override
    public String text() {
      return "the checkpoint of size %d (root %s) is no extension of the one of size %d (root %s)"
          .formatted(later.size(), later.root(), earlier.size(), earlier.root());
    }
  }

  /// The store has something at or after this index that cannot be read as entries.
  record Unreadable(long index, String reason) implements Verdict {
    @Override
    public String text() {
      return "entry %d cannot be read: %s".formatted(index, reason);
    }
  }

  /// An index is missing: an entry was removed.
  record Gap(long missing, long found) implements Verdict {
    @Override
    public String text() {
      return "entry %d is missing: the next one stored is %d".formatted(missing, found);
    }
  }

  /// The store gave an index again or went back.
  record OutOfOrder(long expected, long found) implements Verdict {
    @Override
    public String text() {
      return "entry %d is stored where entry %d belongs".formatted(found, expected);
    }
  }

  /// Entries at the end were removed.
  record Truncated(long entries, Checkpoint head) implements Verdict {
    @Override
    public String text() {
      return "the log is signed with %d entries, but only %d are there"
          .formatted(head.size(), entries);
    }
  }

  /// The entry has other bytes than those recorded.
  record Changed(long index, Hash recorded, Hash found) implements Verdict {
    @Override
    public String text() {
      return "entry %d was changed: its leaf hash is %s, recorded was %s"
          .formatted(index, found, recorded);
    }
  }

  /// The entry is not there; those after it moved up.
  record Removed(long index, Hash recorded) implements Verdict {
    @Override
    public String text() {
      return "entry %d was removed and later ones moved up: recorded was leaf hash %s"
          .formatted(index, recorded);
    }
  }

  /// An entry that was never recorded stands here; those after it moved down.
  record Added(long index, Hash found) implements Verdict {
    @Override
    public String text() {
      return "entry %d was added and later ones moved down: its leaf hash is %s"
          .formatted(index, found);
    }
  }

  /// Here begins a stretch of recorded entries in another order.
  ///
  /// @param recordedAs the index under which the entry now found here was recorded
  record Reordered(long index, long recordedAs) implements Verdict {
    @Override
    public String text() {
      return "entries were reordered: at %d stands what was recorded as %d"
          .formatted(index, recordedAs);
    }
  }

  /// The entries do not lead to the signed root; which one it is cannot be told.
  ///
  /// @param at the first checkpoint that disagrees
  /// @param from the size of the last one that agrees, or 0
  record RootDiffers(Checkpoint at, Hash found, long from) implements Verdict {
    @Override
    public String text() {
      return "something among entries %d to %d was changed, removed, added or reordered: the root of %d entries is %s, signed was %s"
          .formatted(from, at.size() - 1, at.size(), found, at.root());
    }
  }

  /// The entries are as signed, but a stored leaf hash is not.
  record LeafHashDiffers(long index, Hash stored, Hash found) implements Verdict {
    @Override
    public String text() {
      return "the stored leaf hash of entry %d is %s, but the entry, which is as signed, has %s"
          .formatted(index, stored, found);
    }
  }

  /// The entries are as signed, but a stored tile is not.
  record TileDiffers(String path, String reason) implements Verdict {
    @Override
    public String text() {
      return "the entries are as signed, but the tile `%s` %s".formatted(path, reason);
    }
  }
}
