package dev.obstat.cedar;

import java.util.List;
import java.util.Optional;

/// One policy as it was written.
///
/// @param id the value of its `@id`, else `policy` and its place in the set, counted from 0
/// @param position of its first character, which may be that of an annotation
/// @param text from that character up to its semicolon
public record Policy(
    String id,
    Effect effect,
    List<Annotation> annotations,
    Scope principal,
    Scope action,
    Scope resource,
    List<Condition> conditions,
    Position position,
    String text) {
  public Policy {
    annotations = List.copyOf(annotations);
    conditions = List.copyOf(conditions);
  }

  /// The annotation of that name; a name stands at most once.
  public Optional<Annotation> annotation(String name) {
    return annotations.stream().filter(annotation -> annotation.name().equals(name)).findFirst();
  }
}
