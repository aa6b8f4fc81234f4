package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.RandomHistory;
import dev.obstat.core.fact.Samples;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  @Test
  void aDatabaseOfTheFirstVersionGetsItsCountsFromItsEntries() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    RandomHistory history = new RandomHistory(5);
    for (int i = 0; i < 400; i++) {
      RandomHistoriesTest.record(journal, history.next());
    }
    List<String> before = Tables.rows(journal);
    assertThat(before).anyMatch(row -> row.startsWith("removals "));
    assertThat(before).anyMatch(row -> row.startsWith("stops "));
    for (String table :
        List.of(
            "removals",
            "returns",
            "missing",
            "uses",
            "stops",
            "notices",
            "notices_done",
            "looks",
            "barred",
            "edits",
            "in_force",
            "tunnels",
            "resumes",
            "signals",
            "sign_ins",
            "passkeys",
            "tokens")) {
      run(journal, "drop table " + table);
    }
    run(journal, "drop index dispatches_later");
    run(journal, "drop index dispatches_by_agent");
    run(journal, "drop index changes_by_agent");
    for (String column : List.of("later", "changes", "agent", "went_at")) {
      run(journal, "alter table dispatches drop column " + column);
    }
    run(journal, "alter table sessions drop column account");
    run(
        journal,
        "create table removals (position integer, ordinal integer, dispatch text, session text,"
            + " agent text, operator text, target text, taken_at text)");
    run(journal, "delete from schema_version where version > 1");
    journal.close();

    SqliteJournal upgraded = journals.open(directory, CLOCK);

    assertThat(Tables.rows(upgraded)).isEqualTo(before);
  }

  private static void run(SqliteJournal journal, String statement) {
    journal
        .writer()
        .run(
            sql -> {
              sql.statement(statement);
              return true;
            });
  }
}
