package dev.obstat.cedar;

import dev.obstat.cedar.Expression.Binary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what operators stand between: literals, variables, entities, sets, records, calls and the
/// accesses after them.
final class OperandParser {
  private static final Map<String, Binary.Operator> BINARY_METHODS =
      Map.of(
          "contains", Binary.Operator.CONTAINS,
          "containsAll", Binary.Operator.CONTAINS_ALL,
          "containsAny", Binary.Operator.CONTAINS_ANY,
          "hasTag", Binary.Operator.HAS_TAG,
          "getTag", Binary.Operator.GET_TAG);
  private static final List<String> VARIABLES =
      List.of("principal", "action", "resource", "context");
  private static final List<String> NO_OPERAND = List.of("then", "else", "in", "like", "has", "is");

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final Names names;

  OperandParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.names = new Names(cursor);
  }

  /// Member := Primary { '.' Identifier | '.' Identifier '(' … ')' | '[' String ']' }
  Expression member() {
    Token start = cursor.peek();
    Expression target = primary();
    while (true) {
      if (cursor.accept(".")) {
        Token name = cursor.expectWord("an attribute's or method's name");
        target =
            cursor.atSymbol("(") ? method(start, target, name) : attribute(start, target, name);
      } else if (cursor.accept("[")) {
        if (cursor.peek().kind() != Token.Kind.STRING) {
          throw cursor.fail("an attribute's name in quotes");
        }
        String name = Unescape.text(cursor, cursor.next());
        cursor.expect("]");
        expressions.grown(start, expressions.height());
        target = new Expression.Attribute(target, name, cursor.at(start));
      } else if (cursor.atSymbol("(")) {
        cursor.report(cursor.peek(), "this cannot be called: only functions and methods can");
        throw new Cursor.Unreadable();
      } else {
        return target;
      }
    }
  }

  private Expression attribute(Token start, Expression target, Token name) {
    String identifier = cursor.identifier(name, ": write it as `[\"" + name.text() + "\"]`");
    expressions.grown(start, expressions.height());
    return new Expression.Attribute(target, identifier, cursor.at(start));
  }

  private Expression method(Token start, Expression target, Token name) {
    int highest = expressions.height();
    Position position = cursor.at(start);
    List<Expression> arguments = new ArrayList<>();
    arguments.add(target);
    cursor.expect("(");
    highest = Math.max(highest, list(")", arguments));
    expressions.grown(start, highest);
    int given = arguments.size() - 1;
    Binary.Operator binary = BINARY_METHODS.get(name.text());
    if (binary != null) {
      return arity(name, 1, given)
          ? new Binary(binary, target, arguments.get(1), position)
          : placeholder(start);
    }
    if (name.text().equals("isEmpty")) {
      return arity(name, 0, given)
          ? new Expression.Unary(Expression.Unary.Operator.IS_EMPTY, target, position)
          : placeholder(start);
    }
    Optional<ExtensionFunction> function =
        ExtensionFunction.named(name.text(), ExtensionFunction.Style.METHOD);
    if (function.isPresent()) {
      return new Expression.Call(function.get(), arguments, position);
    }
    boolean plain = functionNames(ExtensionFunction.Style.FUNCTION).contains(name.text());
    cursor.report(
        name,
        plain
            ? name.shown() + " is a function, not a method: write " + Shown.of(name.text() + "(…)")
            : "unknown method " + name.shown() + Suggestion.among(methodNames(), name.text()),
        "a method");
    return placeholder(start);
  }

  private boolean arity(Token name, int wanted, int given) {
    if (wanted != given) {
      String count = wanted == 0 ? "no argument" : "one argument";
      cursor.report(name, name.shown() + " takes " + count + ", found " + given);
    }
    return wanted == given;
  }

  private Expression primary() {
    Token token = cursor.peek();
    expressions.leaf();
    return switch (token.kind()) {
      case STRING -> {
        cursor.next();
        yield new Expression.Literal(Value.of(Unescape.text(cursor, token)), cursor.at(token));
      }
      case NUMBER -> number(false);
      case SLOT -> {
        cursor.reportSlot(cursor.next());
        yield placeholder(token);
      }
      case SYMBOL -> bracketed();
      case WORD -> NO_OPERAND.contains(token.text()) ? missing() : named();
      case INVALID, END -> missing();
    };
  }

  private Expression missing() {
    throw cursor.fail("an expression");
  }

  private Expression bracketed() {
    Token start = cursor.peek();
    if (cursor.accept("(")) {
      Expression inner = expressions.expression();
      cursor.expect(")", "an operator");
      return inner;
    }
    if (cursor.accept("[")) {
      List<Expression> elements = new ArrayList<>();
      int highest = list("]", elements);
      expressions.grown(start, highest);
      return new Expression.SetLiteral(elements, cursor.at(start));
    }
    if (cursor.accept("{")) {
      return record(start);
    }
    return missing();
  }

  /// Expressions with commas between them up to the closing symbol; the height of the highest.
  private int list(String close, List<Expression> into) {
    int highest = 0;
    while (!cursor.accept(close)) {
      into.add(expressions.expression());
      highest = Math.max(highest, expressions.height());
      if (!cursor.atSymbol(close)) {
        cursor.expect(",", "`" + close + "`", "an operator");
      }
    }
    return highest;
  }

  private Expression record(Token start) {
    Map<String, Expression> attributes = new LinkedHashMap<>();
    int highest = 0;
    while (!cursor.accept("}")) {
      Token key = cursor.peek();
      String name = key();
      cursor.expect(":");
      Expression value = expressions.expression();
      highest = Math.max(highest, expressions.height());
      if (attributes.putIfAbsent(name, value) != null) {
        cursor.report(key, "the attribute " + Shown.of(name) + " stands twice in this record");
      }
      if (!cursor.atSymbol("}")) {
        cursor.expect(",", "`}`", "an operator");
      }
    }
    expressions.grown(start, highest);
    return new Expression.RecordLiteral(attributes, cursor.at(start));
  }

  private String key() {
    if (cursor.peek().kind() == Token.Kind.STRING) {
      return Unescape.text(cursor, cursor.next());
    }
    Token word = cursor.expectWord("an attribute's name", "`}`");
    return cursor.identifier(word, ": write it in quotes");
  }

  /// What begins with a word: a truth value, a variable, an entity or a function call.
  private Expression named() {
    Token start = cursor.peek();
    boolean bare = !cursor.peekAfter().isSymbol("::");
    if (bare && start.isWord("if")) {
      cursor.report(
          start, "`if` next to an operator needs brackets: write `(if … then … else …)`", "`(`");
      throw new Cursor.Unreadable();
    }
    if (bare && (start.isWord("true") || start.isWord("false"))) {
      return new Expression.Literal(Value.of(cursor.next().isWord("true")), cursor.at(start));
    }
    Names.Path path = names.path();
    Token id = path.id();
    if (id != null) {
      return new Expression.Literal(Value.of(names.uid(path, id)), cursor.at(start));
    }
    if (cursor.atSymbol("(")) {
      return call(path);
    }
    if (bare && VARIABLES.contains(start.text())) {
      String name = start.text().toUpperCase(Locale.ROOT);
      return new Expression.Variable(Expression.Variable.Name.valueOf(name), cursor.at(start));
    }
    String shown = Shown.of(path.joined());
    cursor.report(
        start,
        bare
            ? "unknown name "
                + shown
                + ": write a string in quotes, or one of `principal`,"
                + " `action`, `resource`, `context`"
            : "expected an entity, found the name " + shown + ": write `Type::\"id\"`",
        "`principal`",
        "`action`",
        "`resource`",
        "`context`",
        "an entity");
    return placeholder(start);
  }

  private Expression call(Names.Path path) {
    Token start = path.first();
    String name = path.joined();
    List<Expression> arguments = new ArrayList<>();
    cursor.expect("(");
    int highest = list(")", arguments);
    expressions.grown(start, highest);
    Optional<ExtensionFunction> function =
        ExtensionFunction.named(name, ExtensionFunction.Style.FUNCTION);
    if (function.isPresent()) {
      return new Expression.Call(function.get(), arguments, cursor.at(start));
    }
    List<String> functions = functionNames(ExtensionFunction.Style.FUNCTION);
    cursor.report(
        start,
        methodNames().contains(name)
            ? Shown.of(name) + " is a method: write " + Shown.of("value." + name + "(…)")
            : "unknown function " + Shown.of(name) + Suggestion.among(functions, name),
        functions.stream().map(known -> "`" + known + "`").toArray(String[]::new));
    return placeholder(start);
  }

  /// Whether a number follows that nothing is accessed on.
  boolean atBareNumber() {
    Token after = cursor.peekAfter();
    return cursor.peek().kind() == Token.Kind.NUMBER
        && !after.isSymbol(".")
        && !after.isSymbol("[")
        && !after.isSymbol("(");
  }

  Expression number(boolean negative) {
    Token token = cursor.next();
    expressions.leaf();
    Long value = whole(negative ? "-" + token.text() : token.text());
    if (value == null) {
      cursor.report(
          token,
          "the number "
              + token.shown()
              + " does not fit: numbers go from -9223372036854775808 to"
              + " 9223372036854775807");
      return placeholder(token);
    }
    return new Expression.Literal(Value.of(value.longValue()), cursor.at(token));
  }

  private static @Nullable Long whole(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /// Stands where something was reported, so that the rest of the policy is still read.
  private Expression placeholder(Token token) {
    return new Expression.Literal(Value.of(false), cursor.at(token));
  }

  private static List<String> functionNames(ExtensionFunction.Style style) {
    return Arrays.stream(ExtensionFunction.values())
        .filter(function -> function.style() == style)
        .map(ExtensionFunction::cedarName)
        .toList();
  }

  private static List<String> methodNames() {
    List<String> methods = new ArrayList<>(BINARY_METHODS.keySet().stream().sorted().toList());
    methods.add("isEmpty");
    methods.addAll(functionNames(ExtensionFunction.Style.METHOD));
    return methods;
  }
}
