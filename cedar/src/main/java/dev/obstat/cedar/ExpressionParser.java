package dev.obstat.cedar;

import dev.obstat.cedar.Expression.Binary;
import java.util.ArrayList;
import java.util.List;

/// Reads expressions, by recursive descent along the grammar of Cedar. [Bounds#NESTING] limits both
/// the recursion while reading and the height of what is read.
final class ExpressionParser {
  private static final int REPEATED_SIGNS = 4;

  private final Cursor cursor;
  private final Names names;
  private final OperandParser operands;
  private int nesting;

  /// Levels of the expression that was read last.
  private int height;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.names = new Names(cursor);
    this.operands = new OperandParser(cursor, this);
  }

  Expression condition() {
    return expression();
  }

  /// Expr := Or | 'if' Expr 'then' Expr 'else' Expr
  Expression expression() {
    if (++nesting > Bounds.NESTING) {
      throw tooDeep(cursor.peek());
    }
    Expression expression = cursor.atWord("if") ? conditional() : or();
    nesting--;
    return expression;
  }

  private Expression conditional() {
    Token start = cursor.next();
    Expression condition = expression();
    int highest = height;
    word("then");
    Expression consequence = expression();
    highest = Math.max(highest, height);
    word("else");
    Expression alternative = expression();
    highest = Math.max(highest, height);
    grown(start, highest);
    return new Expression.If(condition, consequence, alternative, cursor.at(start));
  }

  private void word(String word) {
    if (!cursor.atWord(word)) {
      throw cursor.fail("`" + word + "`", "an operator");
    }
    cursor.next();
  }

  private Expression or() {
    Token start = cursor.peek();
    Expression first = and();
    if (!cursor.atSymbol("||")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    int highest = height;
    while (cursor.accept("||")) {
      all.add(and());
      highest = Math.max(highest, height);
    }
    grown(start, highest);
    return new Expression.Or(all, cursor.at(start));
  }

  private Expression and() {
    Token start = cursor.peek();
    Expression first = relation();
    if (!cursor.atSymbol("&&")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    int highest = height;
    while (cursor.accept("&&")) {
      all.add(relation());
      highest = Math.max(highest, height);
    }
    grown(start, highest);
    return new Expression.And(all, cursor.at(start));
  }

  private Expression relation() {
    Token start = cursor.peek();
    Expression left = sum();
    if (!isRelation(cursor.peek())) {
      return left;
    }
    Expression relation = relation(start, left);
    if (isRelation(cursor.peek())) {
      cursor.report(
          cursor.peek(),
          "comparisons cannot be chained, found another "
              + cursor.peek().shown()
              + ": join them with `&&` or use brackets",
          "`&&`",
          "`||`",
          "`)`");
      throw new Cursor.Unreadable();
    }
    return relation;
  }

  private Expression relation(Token start, Expression left) {
    Token operator = cursor.peek();
    int leftHeight = height;
    Position position = cursor.at(start);
    cursor.next();
    return switch (operator.text()) {
      case "has" -> {
        List<String> path = path();
        // Each step is one look-up more.
        grown(start, leftHeight + path.size());
        yield new Expression.Has(left, path, position);
      }
      case "like" -> {
        if (cursor.peek().kind() != Token.Kind.STRING) {
          throw cursor.fail("a pattern in quotes");
        }
        Pattern pattern = Unescape.pattern(cursor, cursor.next());
        grown(start, leftHeight);
        yield new Expression.Like(left, pattern, position);
      }
      case "is" -> is(start, left, leftHeight);
      case "=" -> {
        cursor.report(operator, "`=` is not an operator: write `==`", "`==`");
        throw new Cursor.Unreadable();
      }
      default -> {
        Expression right = sum();
        grown(start, Math.max(leftHeight, height));
        yield new Binary(comparison(operator.text()), left, right, position);
      }
    };
  }

  private Expression is(Token start, Expression left, int leftHeight) {
    String type = names.type();
    if (!cursor.atWord("in")) {
      grown(start, leftHeight);
      return new Expression.Is(left, type, cursor.at(start));
    }
    cursor.next();
    Expression container = sum();
    grown(start, Math.max(leftHeight, height));
    return new Expression.IsIn(left, type, container, cursor.at(start));
  }

  /// What `has` may be followed by: a string, or identifiers with dots between them.
  private List<String> path() {
    if (cursor.peek().kind() == Token.Kind.STRING) {
      return List.of(Unescape.text(cursor, cursor.next()));
    }
    List<String> path = new ArrayList<>();
    do {
      Token word = cursor.expectWord("an attribute's name");
      path.add(cursor.identifier(word, ": write it in quotes"));
    } while (cursor.accept("."));
    return path;
  }

  private static boolean isRelation(Token token) {
    return switch (token.kind()) {
      case WORD -> List.of("in", "has", "like", "is").contains(token.text());
      case SYMBOL -> List.of("==", "!=", "<", "<=", ">", ">=", "=").contains(token.text());
      case NUMBER, STRING, SLOT, INVALID, END -> false;
    };
  }

  private static Binary.Operator comparison(String operator) {
    return switch (operator) {
      case "==" -> Binary.Operator.EQUAL;
      case "!=" -> Binary.Operator.NOT_EQUAL;
      case "<" -> Binary.Operator.LESS;
      case "<=" -> Binary.Operator.LESS_OR_EQUAL;
      case ">" -> Binary.Operator.GREATER;
      case ">=" -> Binary.Operator.GREATER_OR_EQUAL;
      case "in" -> Binary.Operator.IN;
      default -> throw new IllegalStateException("no comparison: " + operator);
    };
  }

  private Expression sum() {
    Token start = cursor.peek();
    Expression sum = product();
    while (cursor.atSymbol("+") || cursor.atSymbol("-")) {
      boolean plus = cursor.next().isSymbol("+");
      int leftHeight = height;
      Expression right = product();
      grown(start, Math.max(leftHeight, height));
      Binary.Operator operator = plus ? Binary.Operator.ADD : Binary.Operator.SUBTRACT;
      sum = new Binary(operator, sum, right, cursor.at(start));
    }
    return sum;
  }

  private Expression product() {
    Token start = cursor.peek();
    Expression product = signed();
    while (cursor.atSymbol("*") || cursor.atSymbol("/") || cursor.atSymbol("%")) {
      Token operator = cursor.next();
      if (!operator.isSymbol("*")) {
        String name = operator.isSymbol("/") ? "division" : "remainder";
        cursor.report(operator, name + " is not part of Cedar: only `+`, `-` and `*` are", "`*`");
      }
      int leftHeight = height;
      Expression right = signed();
      grown(start, Math.max(leftHeight, height));
      product = new Binary(Binary.Operator.MULTIPLY, product, right, cursor.at(start));
    }
    return product;
  }

  /// Unary := ['!' {'!'} | '-' {'-'}] Member, at most four signs of one kind. A minus next to a
  /// number belongs to it, so that the smallest Long can be written.
  private Expression signed() {
    Token start = cursor.peek();
    String sign = cursor.atSymbol("!") ? "!" : "-";
    int signs = 0;
    while (cursor.accept(sign)) {
      signs++;
    }
    if (signs > REPEATED_SIGNS) {
      cursor.report(
          start, "`" + sign + "` stands " + signs + " times in a row: at most four are allowed");
      signs = REPEATED_SIGNS;
    }
    Expression operand;
    if (signs > 0 && sign.equals("-") && operands.atBareNumber()) {
      signs--;
      operand = operands.number(true);
    } else {
      operand = operands.member();
    }
    Expression.Unary.Operator operator =
        sign.equals("!") ? Expression.Unary.Operator.NOT : Expression.Unary.Operator.NEGATE;
    for (int left = signs; left > 0; left--) {
      grown(start, height);
      operand = new Expression.Unary(operator, operand, cursor.at(start));
    }
    return operand;
  }

  int height() {
    return height;
  }

  /// What was just read has no parts.
  void leaf() {
    height = 1;
  }

  /// What was just read stands one level above parts of that height.
  void grown(Token start, int below) {
    height = below + 1;
    if (height > Bounds.NESTING) {
      throw tooDeep(start);
    }
  }

  private Cursor.Unreadable tooDeep(Token token) {
    cursor.report(
        token,
        "this expression is too deep: at most "
            + Bounds.NESTING
            + " levels of brackets, branches"
            + " and chained operators are allowed");
    return new Cursor.Unreadable();
  }
}
