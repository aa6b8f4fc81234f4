package dev.obstat.storage;

import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.storage.json.EntryJson;
import dev.obstat.storage.json.UnreadableEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The entries, in their dense order.
final class Entries {
  private final Sql sql;

  Entries(Sql sql) {
    this.sql = sql;
  }

  /// An entry as it is stored.
  private record Stored(long position, String event) {}

  long size() {
    return sql.first("select coalesce(max(position) + 1, 0) from entries", row -> row.getLong(1))
        .orElse(0L);
  }

  /// Gives the fact the next place; the transaction that writes is alone.
  Entry append(Fact fact, Instant now) {
    Entry entry = new Entry(size(), now, fact);
    EntryJson.Written written = EntryJson.write(entry);
    written
        .payloads()
        .forEach(
            (sha256, content) ->
                sql.change(
                    "insert into payloads (sha256, content) values (?, ?)"
                        + " on conflict (sha256) do nothing",
                    sha256,
                    content));
    sql.change(
        "insert into entries (position, event) values (?, ?)", entry.index(), written.text());
    return entry;
  }

  Entry at(long position) {
    return sql.first(
            "select event from entries where position = ?", row -> row.getString(1), position)
        .map(event -> read(new Stored(position, event)))
        .orElseThrow(() -> new JournalUnavailable("entry " + position + " is missing"));
  }

  List<Entry> range(long from, int most) {
    return sql
        .list(
            "select position, event from entries where position >= ? order by position limit ?",
            row -> new Stored(row.getLong(1), row.getString(2)),
            from,
            most)
        .stream()
        .map(this::read)
        .toList();
  }

  /// Hands out entries as they are stored, in order.
  void leaves(long from, int most, Leaves.Leaf leaf) {
    sql.list(
            "select position, event from entries where position >= ? order by position limit ?",
            row -> new Stored(row.getLong(1), row.getString(2)),
            from,
            most)
        .forEach(
            stored ->
                leaf.take(stored.position(), stored.event().getBytes(StandardCharsets.UTF_8)));
  }

  private Entry read(Stored stored) {
    try {
      return EntryJson.read(stored.position(), stored.event(), this::payload);
    } catch (UnreadableEntry e) {
      throw new JournalUnavailable(
          "entry " + stored.position() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String payload(String sha256) {
    return sql.first(
            "select content from payloads where sha256 = ?", row -> row.getString(1), sha256)
        .orElseThrow(() -> new UnreadableEntry("the payload `" + sha256 + "` is missing"));
  }
}
