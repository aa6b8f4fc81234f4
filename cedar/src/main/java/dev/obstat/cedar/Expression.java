package dev.obstat.cedar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The body of a condition as it was written, read-only. Positions are where the expression's text
/// begins; brackets around an expression are not kept.
public sealed interface Expression {
  Position position();

  /// A constant: boolean, number, text or entity.
  record Literal(Value value, Position position) implements Expression {}

  /// A part of the request.
  record Variable(Name name, Position position) implements Expression {
    /// The four variables of Cedar.
    public enum Name {
      PRINCIPAL,
      ACTION,
      RESOURCE,
      CONTEXT
    }
  }

  /// `if condition then consequence else alternative`; the branch not taken is not evaluated.
  record If(Expression condition, Expression consequence, Expression alternative, Position position)
      implements Expression {}

  /// `a && b && …`, evaluated from the left up to the first that is false.
  record And(List<Expression> operands, Position position) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /// `a || b || …`, evaluated from the left up to the first that is true.
  record Or(List<Expression> operands, Position position) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  /// An operation on one value.
  record Unary(Unary.Operator operator, Expression operand, Position position)
      implements Expression {
    /// `!`, `-` and `.isEmpty()`.
    public enum Operator {
      NOT,
      NEGATE,
      IS_EMPTY
    }
  }

  /// An operation on two values, both of which are evaluated, the left one first.
  record Binary(Binary.Operator operator, Expression left, Expression right, Position position)
      implements Expression {
    /// Operators, and methods that belong to the language rather than to an extension.
    public enum Operator {
      EQUAL,
      NOT_EQUAL,
      LESS,
      LESS_OR_EQUAL,
      GREATER,
      GREATER_OR_EQUAL,
      IN,
      ADD,
      SUBTRACT,
      MULTIPLY,
      CONTAINS,
      CONTAINS_ALL,
      CONTAINS_ANY,
      HAS_TAG,
      GET_TAG
    }
  }

  /// `target.name` or `target["name"]`.
  record Attribute(Expression target, String name, Position position) implements Expression {}

  /// `target has name`, or `target has a.b.c`: each step is there and the one before has it.
  record Has(Expression target, List<String> path, Position position) implements Expression {
    public Has {
      path = List.copyOf(path);
    }
  }

  /// `target like "pattern"`.
  record Like(Expression target, Pattern pattern, Position position) implements Expression {}

  /// `target is type`.
  record Is(Expression target, String type, Position position) implements Expression {}

  /// `target is type in container`; the container is evaluated only when the type is right.
  record IsIn(Expression target, String type, Expression container, Position position)
      implements Expression {}

  /// `[a, b, …]`.
  record SetLiteral(List<Expression> elements, Position position) implements Expression {
    public SetLiteral {
      elements = List.copyOf(elements);
    }
  }

  /// `{name: value, …}` in the order written.
  record RecordLiteral(Map<String, Expression> attributes, Position position)
      implements Expression {
    public RecordLiteral {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /// A call of an extension function; for a method the receiver is the first argument. The number
  /// of arguments is as written: a wrong one is an error of the evaluation, as in stock Cedar.
  record Call(ExtensionFunction function, List<Expression> arguments, Position position)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
