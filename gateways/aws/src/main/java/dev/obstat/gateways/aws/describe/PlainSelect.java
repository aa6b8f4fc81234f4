package dev.obstat.gateways.aws.describe;

import java.util.List;
import java.util.Set;

/// Whether an SQL statement is a single SELECT that cannot do anything but read: no comment, no
/// second statement, no INTO, no lock, no function but some that are known to have no effect. A
/// view may call functions of its own: whoever made it could do so.
final class PlainSelect {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "INTO",
          "UPDATE",
          "DELETE",
          "INSERT",
          "MERGE",
          "CALL",
          "EXEC",
          "EXECUTE",
          "UNLOAD",
          "COPY",
          "LOCK",
          "SHARE",
          "OUTFILE",
          "DUMPFILE",
          "NEXT",
          "NEXTVAL",
          "SETVAL",
          "PROCEDURE",
          "CREATE",
          "DROP",
          "ALTER",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "USING");
  private static final Set<String> BEFORE_A_PARENTHESIS =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IN",
          "FROM",
          "JOIN",
          "ON",
          "WHERE",
          "SELECT",
          "AS",
          "BY",
          "UNION",
          "ALL",
          "EXCEPT",
          "INTERSECT",
          "EXISTS",
          "ANY",
          "THEN",
          "ELSE",
          "WHEN",
          "CASE",
          "BETWEEN",
          "LIKE",
          "OVER",
          "HAVING",
          "DISTINCT",
          "LIMIT");
  private static final Set<String> HARMLESS =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "COALESCE",
          "NULLIF",
          "LOWER",
          "UPPER",
          "LENGTH",
          "TRIM",
          "SUBSTRING",
          "SUBSTR",
          "REPLACE",
          "CONCAT",
          "ROUND",
          "FLOOR",
          "CEIL",
          "ABS",
          "CAST",
          "NOW",
          "DATE_TRUNC",
          "EXTRACT",
          "DATE",
          "YEAR",
          "MONTH",
          "DAY",
          "VARCHAR",
          "CHAR",
          "DECIMAL",
          "NUMERIC",
          "ROW_NUMBER",
          "RANK",
          "LAG",
          "LEAD",
          "GREATEST",
          "LEAST");

  private PlainSelect() {}

  static boolean isOne(String statement) {
    List<SqlWords.Word> words = SqlWords.of(statement);
    if (words.isEmpty() || !words.getFirst().keyword().equals("SELECT")) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      SqlWords.Word word = words.get(i);
      if (FORBIDDEN.contains(word.keyword())) {
        return false;
      }
      boolean opens = word.kind() == SqlWords.Kind.SIGN && word.text().equals("(");
      if (opens && i > 0 && !isHarmlessBefore(words, i - 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmlessBefore(List<SqlWords.Word> words, int at) {
    SqlWords.Word word = words.get(at);
    return switch (word.kind()) {
      case QUOTED, TEXT -> false;
      case SIGN -> !word.text().equals("]");
      case BARE -> {
        boolean qualified = at > 0 && words.get(at - 1).text().equals(".");
        yield !qualified
            && (BEFORE_A_PARENTHESIS.contains(word.keyword()) || HARMLESS.contains(word.keyword()));
      }
    };
  }
}
