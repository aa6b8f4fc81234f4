package dev.obstat.core.action;

import java.util.List;

/// What a principal asks to do, before it is done.
///
/// @param session the id of the session it is asked in
/// @param principal who asks
/// @param place where it takes effect
/// @param operation its name in the field
/// @param effect what it does
/// @param reversibility whether it can be undone
/// @param targets what it touches; never empty (an operation on nothing touches its account)
/// @param parameters what the request says, idempotency tokens marked
/// @param content the body beside the parameters
/// @param unpinned parameters that name something which can change between the review and the act
///   (a template's address, `latest`) and could not be pinned to a version; an action with any
///   cannot be granted
public record Action(
    String session,
    Principal principal,
    Place place,
    Operation operation,
    Effect effect,
    Reversibility reversibility,
    List<Target> targets,
    Value.Structure parameters,
    Content content,
    List<String> unpinned) {

  /// Most targets in one action; a request with more is refused.
  public static final int MOST_TARGETS = 10_000;

  public Action {
    targets = List.copyOf(targets);
    unpinned = List.copyOf(unpinned);
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "an action has 1 to " + MOST_TARGETS + " targets, not " + targets.size());
    }
  }

  /// Whether it deletes, replaces, or makes any target lose data.
  public boolean destroys() {
    return effect.destroys()
        || targets.stream().anyMatch(target -> target.harms().contains(Harm.LOSES_DATA));
  }

  /// Whether anything is removed, disabled, lost or left unprotected.
  public boolean harms() {
    return targets.stream().anyMatch(target -> !target.harms().isEmpty());
  }

  /// Whether it can be undone if the other, which is the same but for what is known of undoing it,
  /// can.
  public boolean undoneNoWorseThan(Action other) {
    return other.reversibility.countsAsIrreversible() || !reversibility.countsAsIrreversible();
  }

  /// The same action, knowing better whether it can be undone. That is no part of the digest.
  public Action with(Reversibility known) {
    return new Action(
        session,
        principal,
        place,
        operation,
        effect,
        known,
        targets,
        parameters,
        content,
        unpinned);
  }

  /// The same action on the same targets, knowing better what they lose.
  public Action with(List<Target> known) {
    return new Action(
        session,
        principal,
        place,
        operation,
        effect,
        reversibility,
        known,
        parameters,
        content,
        unpinned);
  }

  /// What makes it the same as another.
  public Digest digest() {
    return Digest.of(this);
  }
}
