package dev.obstat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.BooksQuestions;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.RandomHistory;
import dev.obstat.core.fact.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomHistoriesTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  @RegisterExtension private final Journals journals = new Journals();
  @TempDir private Path directory;

  /// @return why it was refused; empty when it was recorded
  static String record(Journal journal, Fact fact) {
    try {
      journal.write(
          books -> {
            books.record(fact);
            return 0;
          });
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sqliteAnswersAndRefusesLikeTheReference(long seed) {
    SqliteJournal sqlite = journals.open(directory, CLOCK);
    InMemoryJournal reference = new InMemoryJournal(CLOCK);
    RandomHistory history = new RandomHistory(seed);
    Set<Class<?>> recorded = new HashSet<>();
    int refused = 0;
    int kinds = Fact.class.getPermittedSubclasses().length;
    for (int i = 0; i < 2_000 || (recorded.size() < kinds && i < 6_000); i++) {
      Fact fact = history.next();
      String why = record(reference, fact);
      assertThat(record(sqlite, fact)).as("fact %d: %s", i, fact).isEqualTo(why);
      if (why.isEmpty()) {
        recorded.add(fact.getClass());
      } else {
        refused++;
      }
    }

    assertThat(recorded).isEqualTo(Set.of(Fact.class.getPermittedSubclasses()));
    assertThat(refused).isBetween(100, 4_800);
    List<Object> expected = reference.read(BooksQuestions::everyAnswerOf);
    List<Object> actual = sqlite.read(BooksQuestions::everyAnswerOf);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void theFoldOfTheFactsEqualsTheStateRowByRow() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    RandomHistory history = new RandomHistory(20_261_123);
    for (int i = 0; i < 4_000; i++) {
      record(journal, history.next());
    }
    List<String> before = Tables.rows(journal);
    assertThat(before).hasSizeGreaterThan(2_000);

    long folded = journal.rebuild();

    assertThat(folded).isEqualTo(journal.<Long>read(books -> books.size()));
    assertThat(Tables.rows(journal)).isEqualTo(before);
  }

  @Test
  void aRebuildRepairsStateThatWasTamperedWith() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    RandomHistory history = new RandomHistory(7);
    for (int i = 0; i < 300; i++) {
      record(journal, history.next());
    }
    List<String> before = Tables.rows(journal);
    journal.writer().run(sql -> sql.change("delete from reviews"));
    journal.writer().run(sql -> sql.change("update epoch set controls = 99"));
    assertThat(Tables.rows(journal)).isNotEqualTo(before);

    journal.rebuild();

    assertThat(Tables.rows(journal)).isEqualTo(before);
  }

  @Test
  void entriesSurviveARestartToTheByte() {
    SqliteJournal journal = journals.open(directory, CLOCK);
    RandomHistory history = new RandomHistory(11);
    for (int i = 0; i < 300; i++) {
      record(journal, history.next());
    }
    List<String> leaves = leaves(journal);
    List<String> rows = Tables.rows(journal);
    journal.close();

    SqliteJournal again = journals.open(directory, CLOCK);
    assertThat(leaves(again)).isEqualTo(leaves);
    assertThat(Tables.rows(again)).isEqualTo(rows);
  }

  private static List<String> leaves(SqliteJournal journal) {
    List<String> leaves = new ArrayList<>();
    journal
        .leaves()
        .read(
            0,
            Integer.MAX_VALUE,
            (index, bytes) -> {
              assertThat(index).isEqualTo(leaves.size());
              leaves.add(new String(bytes, StandardCharsets.UTF_8));
            });
    assertThat(journal.leaves().size()).isEqualTo(leaves.size());
    return leaves;
  }
}
