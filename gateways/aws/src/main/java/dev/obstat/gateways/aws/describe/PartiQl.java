package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What one statement of DynamoDB's PartiQL does to which table. The grammar of DynamoDB is small:
/// one statement, one table, no joins, no subqueries. Whatever is not plainly of that form is not
/// read.
///
/// @param table its name or ARN; empty when the statement cannot be read
record PartiQl(Effect effect, Set<Harm> harms, String table, String why) {

  static PartiQl read(String statement) {
    List<SqlWords.Word> words = SqlWords.of(statement);
    if (words.size() < 3) {
      return unreadable();
    }
    return switch (words.getFirst().keyword()) {
      case "SELECT" -> select(words);
      case "INSERT" ->
          words.get(1).keyword().equals("INTO") && follows(words, 3, "VALUE")
              ? of(Effect.CREATE, Set.of(), words.get(2), "PartiQL makes an item")
              : unreadable();
      case "UPDATE" ->
          follows(words, 2, "SET") || follows(words, 2, "REMOVE")
              ? of(
                  Effect.UPDATE,
                  Set.of(Harm.LOSES_DATA),
                  words.get(1),
                  "PartiQL overwrites attributes")
              : unreadable();
      case "DELETE" ->
          words.get(1).keyword().equals("FROM") && follows(words, 3, "WHERE")
              ? of(Effect.DELETE, Set.of(Harm.LOSES_DATA), words.get(2), "PartiQL deletes an item")
              : unreadable();
      default -> unreadable();
    };
  }

  private static PartiQl select(List<SqlWords.Word> words) {
    int from = -1;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).keyword().equals("FROM")) {
        if (from >= 0) {
          return unreadable();
        }
        from = i;
      }
      if (i > 1 && words.get(i).keyword().equals("SELECT")) {
        return unreadable();
      }
    }
    return from < 0 || from + 1 >= words.size()
        ? unreadable()
        : of(Effect.READ, Set.of(), words.get(from + 1), "PartiQL reads items");
  }

  private static boolean follows(List<SqlWords.Word> words, int at, String keyword) {
    return at < words.size() && words.get(at).keyword().equals(keyword);
  }

  private static PartiQl of(Effect effect, Set<Harm> harms, SqlWords.Word table, String why) {
    String name = table.name();
    boolean named =
        name.toLowerCase(Locale.ROOT).startsWith("arn:") || name.matches("[A-Za-z0-9_.-]{3,255}");
    return named ? new PartiQl(effect, harms, name, why) : unreadable();
  }

  private static PartiQl unreadable() {
    return new PartiQl(
        Effect.EXECUTE, Set.of(Harm.LOSES_DATA), "", "PartiQL that cannot be read here");
  }
}
