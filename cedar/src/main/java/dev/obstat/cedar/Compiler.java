package dev.obstat.cedar;

import dev.obstat.cedar.Expression.Binary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Turns expressions into nodes. What depends on no request is worked out here, once; where that
/// fails, the failure is left to the evaluation, because the place may never be reached.
final class Compiler {
  private Compiler() {}

  static Node compile(Expression expression) {
    Position at = expression.position();
    return switch (expression) {
      case Expression.Literal literal -> new Node.Constant(literal.value());
      case Expression.Variable variable -> variable(variable.name());
      case Expression.If branch -> branch(branch);
      case Expression.And and -> junction(and.operands(), true);
      case Expression.Or or -> junction(or.operands(), false);
      case Expression.Unary unary ->
          pure(compile(unary.operand()), value -> Operators.apply(unary.operator(), value, at));
      case Expression.Binary binary -> binary(binary);
      case Expression.Attribute attribute -> {
        Node target = compile(attribute.target());
        String name = attribute.name();
        yield frame -> Lookups.attribute(frame, target.evaluate(frame), name, at);
      }
      case Expression.Has has -> {
        Node target = compile(has.target());
        List<String> path = has.path();
        yield frame -> Value.of(Lookups.has(frame, target.evaluate(frame), path, at));
      }
      case Expression.Like like -> {
        LikeMatcher matcher = new LikeMatcher(like.pattern());
        yield pure(
            compile(like.target()), value -> Value.of(matcher.matches(Expect.text(value, at))));
      }
      case Expression.Is is ->
          pure(compile(is.target()), value -> Value.of(isType(value, is.type(), at)));
      case Expression.IsIn is -> {
        Node target = compile(is.target());
        Node container = compile(is.container());
        yield frame -> {
          Value value = target.evaluate(frame);
          return Value.of(
              isType(value, is.type(), at)
                  && Lookups.in(frame, value, container.evaluate(frame), at));
        };
      }
      case Expression.SetLiteral set ->
          pure(set.elements(), values -> Value.Set.built(new LinkedHashSet<>(values)));
      case Expression.RecordLiteral record -> record(record);
      case Expression.Call call ->
          pure(call.arguments(), values -> Extensions.call(call.function(), values, at));
    };
  }

  private static Node variable(Expression.Variable.Name name) {
    return switch (name) {
      case PRINCIPAL -> Frame::principal;
      case ACTION -> Frame::action;
      case RESOURCE -> Frame::resource;
      case CONTEXT -> Frame::context;
    };
  }

  private static Node branch(Expression.If branch) {
    Node condition = compile(branch.condition());
    Node consequence = compile(branch.consequence());
    Node alternative = compile(branch.alternative());
    Position at = branch.condition().position();
    if (condition instanceof Node.Constant constant
        && constant.value() instanceof Value.Bool bool) {
      return bool.value() ? consequence : alternative;
    }
    return frame ->
        Expect.truth(condition.evaluate(frame), at)
            ? consequence.evaluate(frame)
            : alternative.evaluate(frame);
  }

  /// `&&` (all) or `||` (any). A constant that does not decide is dropped; one that decides makes
  /// what follows unreachable. What stands before it stays: it may fail.
  private static Node junction(List<Expression> operands, boolean all) {
    List<Node> nodes = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    for (Expression operand : operands) {
      Node node = compile(operand);
      boolean isBool =
          node instanceof Node.Constant constant && constant.value() instanceof Value.Bool;
      if (node instanceof Node.Constant constant && constant.value().equals(Value.of(all))) {
        continue;
      }
      nodes.add(node);
      positions.add(operand.position());
      if (isBool) {
        break;
      }
    }
    if (nodes.isEmpty()) {
      return new Node.Constant(Value.of(all));
    }
    if (nodes.getFirst() instanceof Node.Constant constant
        && constant.value() instanceof Value.Bool) {
      return constant;
    }
    Node[] parts = nodes.toArray(Node[]::new);
    Position[] places = positions.toArray(Position[]::new);
    return frame -> {
      for (int index = 0; index < parts.length; index++) {
        if (Expect.truth(parts[index].evaluate(frame), places[index]) != all) {
          return Value.of(!all);
        }
      }
      return Value.of(all);
    };
  }

  private static Node binary(Expression.Binary binary) {
    Node left = compile(binary.left());
    Node right = compile(binary.right());
    Position at = binary.position();
    Binary.Operator operator = binary.operator();
    return switch (operator) {
      case IN ->
          frame -> Value.of(Lookups.in(frame, left.evaluate(frame), right.evaluate(frame), at));
      case HAS_TAG ->
          frame -> Value.of(Lookups.hasTag(frame, left.evaluate(frame), right.evaluate(frame), at));
      case GET_TAG -> frame -> Lookups.tag(frame, left.evaluate(frame), right.evaluate(frame), at);
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          ADD,
          SUBTRACT,
          MULTIPLY,
          CONTAINS,
          CONTAINS_ALL,
          CONTAINS_ANY -> {
        Node node =
            frame -> Operators.apply(operator, left.evaluate(frame), right.evaluate(frame), at);
        if (left instanceof Node.Constant first && right instanceof Node.Constant second) {
          yield folded(node, () -> Operators.apply(operator, first.value(), second.value(), at));
        }
        yield node;
      }
    };
  }

  private static Node record(Expression.RecordLiteral record) {
    List<String> names = List.copyOf(record.attributes().keySet());
    return pure(
        List.copyOf(record.attributes().values()),
        values -> {
          Map<String, Value> attributes = HashMap.newHashMap(names.size());
          for (int index = 0; index < values.size(); index++) {
            attributes.put(names.get(index), values.get(index));
          }
          return Value.Record.built(attributes);
        });
  }

  private static boolean isType(Value value, String type, Position at) {
    return Expect.entity(value, at).type().equals(type);
  }

  private static Node pure(Node operand, Function<Value, Value> function) {
    Node node = frame -> function.apply(operand.evaluate(frame));
    return operand instanceof Node.Constant constant
        ? folded(node, () -> function.apply(constant.value()))
        : node;
  }

  private static Node pure(List<Expression> operands, Function<List<Value>, Value> function) {
    Node[] nodes = operands.stream().map(Compiler::compile).toArray(Node[]::new);
    Node node =
        frame -> {
          List<Value> values = new ArrayList<>(nodes.length);
          for (Node operand : nodes) {
            values.add(operand.evaluate(frame));
          }
          return function.apply(values);
        };
    List<Value> constants = new ArrayList<>();
    for (Node operand : nodes) {
      if (operand instanceof Node.Constant constant) {
        constants.add(constant.value());
      }
    }
    return constants.size() == nodes.length ? folded(node, () -> function.apply(constants)) : node;
  }

  private static Node folded(Node node, Supplier<Value> value) {
    try {
      return new Node.Constant(value.get());
    } catch (EvaluationException leftToTheEvaluation) {
      return node;
    }
  }
}
