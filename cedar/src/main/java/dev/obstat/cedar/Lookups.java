package dev.obstat.cedar;

import java.util.List;

/// Operations that look into records, entities and the hierarchy.
final class Lookups {
  private Lookups() {}

  static Value attribute(Frame frame, Value target, String name, Position at) {
    return switch (target) {
      case Value.Record record -> {
        Value value = record.direct().get(name);
        if (value == null) {
          throw new EvaluationException(at, "the record has no attribute " + Shown.of(name));
        }
        yield value;
      }
      case Value.Entity entity -> {
        Entities.Known known = known(frame, entity.uid(), at);
        Value value = known.entity().attributes().direct().get(name);
        if (value == null) {
          throw new EvaluationException(
              at,
              "the entity "
                  + Shown.of(entity.uid().toString())
                  + " has no attribute "
                  + Shown.of(name));
        }
        yield value;
      }
      case Value.Bool other -> throw noAttributes(other, at);
      case Value.Long other -> throw noAttributes(other, at);
      case Value.Text other -> throw noAttributes(other, at);
      case Value.Set other -> throw noAttributes(other, at);
      case Value.Decimal other -> throw noAttributes(other, at);
      case Value.Ip other -> throw noAttributes(other, at);
      case Value.Datetime other -> throw noAttributes(other, at);
      case Value.Duration other -> throw noAttributes(other, at);
    };
  }

  /// `a has b.c.d` is `a has b && a.b has c && a.b.c has d`.
  static boolean has(Frame frame, Value target, List<String> path, Position at) {
    Value step = target;
    for (int index = 0; index < path.size(); index++) {
      String name = path.get(index);
      if (!has(frame, step, name, at)) {
        return false;
      }
      if (index + 1 < path.size()) {
        step = attribute(frame, step, name, at);
      }
    }
    return true;
  }

  private static boolean has(Frame frame, Value target, String name, Position at) {
    return switch (target) {
      case Value.Record record -> record.direct().containsKey(name);
      case Value.Entity entity -> {
        Entities.Known known = frame.entities().find(entity.uid());
        yield known != null && known.entity().attributes().direct().containsKey(name);
      }
      case Value.Bool other -> throw noAttributes(other, at);
      case Value.Long other -> throw noAttributes(other, at);
      case Value.Text other -> throw noAttributes(other, at);
      case Value.Set other -> throw noAttributes(other, at);
      case Value.Decimal other -> throw noAttributes(other, at);
      case Value.Ip other -> throw noAttributes(other, at);
      case Value.Datetime other -> throw noAttributes(other, at);
      case Value.Duration other -> throw noAttributes(other, at);
    };
  }

  private static EvaluationException noAttributes(Value value, Position at) {
    return Expect.mismatch("a record or an entity", value, at);
  }

  /// `in`: with a set, every element must be an entity even when an earlier one matches.
  static boolean in(Frame frame, Value left, Value right, Position at) {
    EntityUid uid = Expect.entity(left, at);
    if (!(right instanceof Value.Set set)) {
      if (right instanceof Value.Entity container) {
        return in(frame, uid, container.uid());
      }
      throw Expect.mismatch("an entity or a set of entities", right, at);
    }
    boolean found = false;
    for (Value element : set.elements()) {
      EntityUid container = Expect.entity(element, at);
      found = found || in(frame, uid, container);
    }
    return found;
  }

  static boolean in(Frame frame, EntityUid uid, EntityUid container) {
    if (uid.equals(container)) {
      return true;
    }
    Entities.Known known = frame.entities().find(uid);
    return known != null && known.ancestors().contains(container);
  }

  static boolean hasTag(Frame frame, Value target, Value tag, Position at) {
    EntityUid uid = Expect.entity(target, at);
    String name = Expect.text(tag, at);
    Entities.Known known = frame.entities().find(uid);
    return known != null && known.entity().tags().direct().containsKey(name);
  }

  static Value tag(Frame frame, Value target, Value tag, Position at) {
    EntityUid uid = Expect.entity(target, at);
    String name = Expect.text(tag, at);
    Value value = known(frame, uid, at).entity().tags().direct().get(name);
    if (value == null) {
      throw new EvaluationException(
          at, "the entity " + Shown.of(uid.toString()) + " has no tag of that name");
    }
    return value;
  }

  private static Entities.Known known(Frame frame, EntityUid uid, Position at) {
    Entities.Known known = frame.entities().find(uid);
    if (known == null) {
      throw new EvaluationException(
          at, "nothing is known about the entity " + Shown.of(uid.toString()));
    }
    return known;
  }
}
