package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The place in the tokens that the parser has come to, and where it reports what is wrong.
final class Cursor {
  /// Ends the parsing of one policy; what is wrong has been reported.
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("policy text is not readable", null, false, false);
    }
  }

  /// Words that can be no identifier: grammar of Cedar, RESERVED.
  private static final List<String> RESERVED =
      List.of("true", "false", "if", "then", "else", "in", "like", "has", "is", "__cedar");

  private final SourceFile file;
  private final List<Token> tokens;
  private final Problems problems;
  private int index;

  Cursor(SourceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.tokens = Lexer.tokens(file, problems);
  }

  Token peek() {
    return tokens.get(index);
  }

  Token peekAfter() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(index);
    if (index < tokens.size() - 1) {
      index++;
    }
    return token;
  }

  int index() {
    return index;
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean atSymbol(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean accept(String symbol) {
    if (!atSymbol(symbol)) {
      return false;
    }
    next();
    return true;
  }

  void expect(String symbol, String... alternatives) {
    if (accept(symbol)) {
      return;
    }
    List<String> expected = new ArrayList<>(Arrays.asList(alternatives));
    expected.add("`" + symbol + "`");
    throw fail(expected.toArray(String[]::new));
  }

  Token expectWord(String... expected) {
    if (peek().kind() != Token.Kind.WORD) {
      throw fail(expected);
    }
    return next();
  }

  /// Reports that the current token is none of the expected ones.
  Unreadable fail(String... expected) {
    Token token = peek();
    if (token.kind() == Token.Kind.INVALID) {
      return new Unreadable();
    }
    if (token.kind() == Token.Kind.SLOT) {
      reportSlot(token);
      return new Unreadable();
    }
    String list = String.join(", ", Arrays.asList(expected).subList(0, expected.length - 1));
    String last = expected[expected.length - 1];
    String all = list.isEmpty() ? last : list + " or " + last;
    problems.add(at(token), "expected " + all + ", found " + token.shown(), expected);
    return new Unreadable();
  }

  void report(Token token, String message, String... expected) {
    problems.add(at(token), message, expected);
  }

  void report(Position position, String message, String... expected) {
    problems.add(position, message, expected);
  }

  void reportSlot(Token slot) {
    report(
        slot,
        "templates are not supported, found the slot "
            + slot.shown()
            + ": write a policy for each entity, or one for a group with `in`");
  }

  /// An identifier, reported when it is a reserved word.
  String identifier(Token word, String advice) {
    if (RESERVED.contains(word.text())) {
      report(word, word.shown() + " is a reserved word" + advice, "an identifier");
    }
    return word.text();
  }

  Position at(Token token) {
    return new Position(file.name(), token.line(), token.column());
  }

  String text(Token first, Token last) {
    return file.text().substring(first.start(), last.end());
  }

  /// After something unreadable: on to what looks like the start of the next policy.
  void skipToNextPolicy(int policyStart) {
    if (index == policyStart) {
      next();
    }
    while (!atEnd()) {
      boolean effect = atWord("permit") || atWord("forbid");
      if (atSymbol("@") || (effect && peekAfter().isSymbol("("))) {
        return;
      }
      if (next().isSymbol(";")) {
        return;
      }
    }
  }

  SourceFile file() {
    return file;
  }
}
