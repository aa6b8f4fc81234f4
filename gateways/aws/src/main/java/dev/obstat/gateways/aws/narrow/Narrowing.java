package dev.obstat.gateways.aws.narrow;

/// How far the credentials of one action could be narrowed.
public sealed interface Narrowing {

  /// The session policy, in IAM's JSON.
  String policy();

  /// In words, for the record.
  String words();

  /// To these actions on these resources.
  ///
  /// @param words what the resources are: the targets, or groups that hold them
  record Scoped(String policy, String words) implements Narrowing {}

  /// To these actions, on whatever they reach.
  ///
  /// @param why no resource could be named
  record Unscoped(String policy, String why) implements Narrowing {
    @Override
    public String words() {
      return "its operation on any resource: " + why;
    }
  }
}
