package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the policies of one file. After an unreadable policy it goes on with the next one.
final class PolicyParser {
  private final Cursor cursor;
  private final Problems problems;
  private final List<Policy> policies;

  /// @param policies where policies are added; their number so far makes the next one's default id
  PolicyParser(SourceFile file, Problems problems, List<Policy> policies) {
    this.cursor = new Cursor(file, problems);
    this.problems = problems;
    this.policies = policies;
  }

  void parse() {
    while (!cursor.atEnd() && !problems.isFull()) {
      int start = cursor.index();
      try {
        if (policies.size() == Bounds.POLICIES) {
          cursor.report(cursor.peek(), "too many policies: a set holds at most " + Bounds.POLICIES);
          return;
        }
        policies.add(policy());
      } catch (Cursor.Unreadable reported) {
        cursor.skipToNextPolicy(start);
      }
    }
  }

  private Policy policy() {
    Token first = cursor.peek();
    List<Annotation> annotations = annotations();
    Effect effect = effect();
    ScopeParser.Head head = new ScopeParser(cursor).head();
    List<Condition> conditions = new ArrayList<>();
    while (!cursor.atSymbol(";")) {
      conditions.add(condition());
    }
    Token last = cursor.next();
    return new Policy(
        id(annotations),
        effect,
        annotations,
        head.principal(),
        head.action(),
        head.resource(),
        conditions,
        cursor.at(first),
        cursor.text(first, last));
  }

  private String id(List<Annotation> annotations) {
    String fallback = "policy" + policies.size();
    for (Annotation annotation : annotations) {
      if (!annotation.name().equals("id")) {
        continue;
      }
      if (annotation.value().isBlank()) {
        problems.add(annotation.position(), "`@id` is empty: write a name, as in `@id(\"name\")`");
      }
      return annotation.value();
    }
    return fallback;
  }

  private List<Annotation> annotations() {
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    while (cursor.atSymbol("@")) {
      Position position = cursor.at(cursor.next());
      String name = cursor.expectWord("an annotation's name").text();
      String value = "";
      Position valuePosition = position;
      if (cursor.accept("(")) {
        if (cursor.peek().kind() != Token.Kind.STRING) {
          throw cursor.fail("a string");
        }
        valuePosition = cursor.at(cursor.peek());
        value = Unescape.text(cursor, cursor.next());
        cursor.expect(")");
      }
      Annotation earlier =
          annotations.putIfAbsent(name, new Annotation(name, value, position, valuePosition));
      if (earlier != null) {
        String shown = Shown.of("@" + name);
        problems.add(
            position,
            shown + " stands twice on this policy, first in line " + earlier.position().line());
      }
    }
    return new ArrayList<>(annotations.values());
  }

  private Effect effect() {
    if (cursor.atWord("permit")) {
      cursor.next();
      return Effect.PERMIT;
    }
    if (cursor.atWord("forbid")) {
      cursor.next();
      return Effect.FORBID;
    }
    throw cursor.fail("`permit`", "`forbid`", "an annotation");
  }

  private Condition condition() {
    Token word = cursor.peek();
    if (!cursor.atWord("when") && !cursor.atWord("unless")) {
      throw cursor.fail("`when`", "`unless`", "`;`");
    }
    cursor.next();
    cursor.expect("{");
    if (cursor.atSymbol("}")) {
      cursor.report(
          cursor.peek(),
          "the condition of " + word.shown() + " is empty: remove it or write an expression",
          "an expression");
      throw new Cursor.Unreadable();
    }
    Expression expression = new ExpressionParser(cursor).condition();
    cursor.expect("}", "an operator");
    Condition.Kind kind = word.isWord("when") ? Condition.Kind.WHEN : Condition.Kind.UNLESS;
    return new Condition(kind, expression, cursor.at(word));
  }
}
