package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Target;
import java.util.List;

/// What a request through a generic door does: a statement, a template, a resource of any type.
///
/// @param rule what it does, in place of what is said of the operation
/// @param targets what it does it to
/// @param whole whether these are all its targets; else they come beside those that the parameters
///   name
record Door(Rule rule, List<Target> targets, boolean whole) {
  Door {
    targets = List.copyOf(targets);
  }
}
