package dev.obstat.core.context;

/// What an action is together with what the same operator or agent did before, within the window
/// for budgets. Where too much was done to tell, it is said to be so.
///
/// @param deletedThenRecreated it makes again what they removed, or replaces it, which is both
/// @param manySmallDeletions it takes from a service of which they took other things before, in
///   other actions
/// @param shareTaken of the service of which most is taken: how much of what it stands on they
///   took, with this action, in percent, rounded up; 0 for an action that takes nothing
/// @param protectionRemovedThenDeleted it destroys something whose protection they took away before
/// @param retriedWithWeakerSafety the same operation on the same target was denied, held or refused
///   by the other side before, and this one forces more or guards less
public record Sequences(
    boolean deletedThenRecreated,
    boolean manySmallDeletions,
    int shareTaken,
    boolean protectionRemovedThenDeleted,
    boolean retriedWithWeakerSafety) {
  public static final Sequences NONE = new Sequences(false, false, 0, false, false);
}
