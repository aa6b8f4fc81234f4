package dev.obstat.storage;

import dev.obstat.core.fact.Fact;
import dev.obstat.core.review.Edit;
import dev.obstat.core.review.Edits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who changed policies and catalog, a row for each person and set in force.
final class SqliteEdits implements Edits {
  private final Sql sql;

  SqliteEdits(Sql sql) {
    this.sql = sql;
  }

  /// @param changed each file's editors; none where nobody knows them
  void add(long position, String kind, Map<String, Set<String>> changed, Instant at) {
    sql.change(
        "insert into in_force (kind, position) values (?, ?)"
            + " on conflict (kind) do update set position = excluded.position",
        kind,
        position);
    SortedMap<String, List<String>> byPerson = new TreeMap<>();
    new TreeMap<>(changed)
        .forEach(
            (file, people) ->
                (people.isEmpty() ? Set.of("") : people)
                    .forEach(
                        person ->
                            byPerson.computeIfAbsent(person, _ -> new ArrayList<>()).add(file)));
    byPerson.forEach(
        (person, files) ->
            sql.change(
                "insert into edits (position, kind, person, files, file, edited_at)"
                    + " values (?, ?, ?, ?, ?, ?)",
                position,
                kind,
                person,
                files.size(),
                files.getFirst(),
                Times.column(at)));
  }

  @Override
  public Set<String> editors(Instant since) {
    return new HashSet<>(
        sql.list(
            "select distinct person from edits where edited_at >= ? and person <> ''",
            row -> row.getString(1),
            Times.column(since)));
  }

  @Override
  public Map<String, String> inForce(String kind) {
    return sql.first("select position from in_force where kind = ?", row -> row.getLong(1), kind)
        .map(position -> files(new Entries(sql).at(position).fact()))
        .orElse(Map.of());
  }

  private static Map<String, String> files(Fact fact) {
    return switch (fact) {
      case Fact.PolicySetInForce set -> set.files();
      case Fact.CatalogInForce set -> set.files();
      case Fact _ -> throw new IllegalStateException("the entry puts nothing in force");
    };
  }

  @Override
  public List<Edit> latest(Instant since, int most) {
    return sql.list(
        "select kind, person, files, file, edited_at from edits where edited_at >= ?"
            + " order by position desc, person desc limit ?",
        row ->
            new Edit(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                Times.instant(row.getString(5))),
        Times.column(since),
        most);
  }
}
