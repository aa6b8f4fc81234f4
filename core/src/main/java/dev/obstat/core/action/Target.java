package dev.obstat.core.action;

import java.util.EnumSet;
import java.util.Set;

/// A resource that an action touches, and what the action takes from it.
public sealed interface Target {

  /// A resource with a full name.
  ///
  /// @param name by the field's name: an ARN, a namespaced name, a table
  /// @param part what the resource is to the action
  /// @param harms what it loses; empty when it loses nothing
  record Known(String name, Part part, Set<Harm> harms) implements Target {
    public Known {
      harms = Set.copyOf(harms);
    }

    /// A resource that the action is about and that loses nothing.
    public static Known unharmed(String name) {
      return new Known(name, Part.OBJECT, Set.of());
    }
  }

  /// A resource that is not named well enough to find it: a wildcard, a name that only the other
  /// side can resolve. Counts as production, for every effect but read.
  ///
  /// @param written what the request says, as written
  /// @param why why that is not enough
  record Unresolved(String written, String why, Set<Harm> harms) implements Target {
    public Unresolved {
      harms = Set.copyOf(harms);
    }
  }

  /// What a resource is to the action.
  enum Part {
    /// What the action is about.
    OBJECT,
    /// A role handed over, whose reach something else will have later, without the gate.
    PASSED_ROLE,
    /// Code, a document or a schedule that acts later, without the gate.
    LATER_CODE,
    /// What is read to make the object: a copy source, a snapshot.
    SOURCE
  }

  /// What the target loses.
  Set<Harm> harms();

  /// The name shown to people: the full name, or what the request said.
  default String shownName() {
    return switch (this) {
      case Known known -> known.name();
      case Unresolved unresolved -> unresolved.written();
    };
  }

  /// The same target, losing this too.
  default Target with(Harm harm) {
    EnumSet<Harm> more = EnumSet.of(harm);
    more.addAll(harms());
    return losing(more);
  }

  /// The same target, losing this and nothing else.
  default Target losing(Set<Harm> harms) {
    return switch (this) {
      case Known known -> new Known(known.name(), known.part(), harms);
      case Unresolved unresolved -> new Unresolved(unresolved.written(), unresolved.why(), harms);
    };
  }
}
