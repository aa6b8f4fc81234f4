package dev.obstat.core.impact;

import java.time.Instant;
import java.util.List;

/// What is already gone, as the facts so far say.
///
/// What was taken counts until it is made good. A target that was made again (a create or a replace
/// of the same name that completed) and after that seen serving (a read of it that completed, by
/// anybody; describing and listing answer for what is still being made, and do not count) is no
/// longer removed or disabled. Its data stays lost, unless what made it again was a restore. A
/// person's word ([dev.obstat.core.fact.Fact.Restored]) makes all of it good.
public interface Removals {
  /// Most removals that one answer has.
  int MOST = 10_000;

  /// All since that moment, by anyone, and those of whose action an incident is open, oldest first;
  /// each target with the harms that still count. Where there are more than [#MOST], one more than
  /// that, the newest.
  List<Removal> since(Instant moment);

  /// What was taken since that moment in any session of that operator or that agent, newest first,
  /// also what is good again.
  ///
  /// @param most how many at most
  List<Taking> by(String operator, String agent, Instant moment, int most);

  /// What anybody took since that moment, newest first, also what is good again.
  ///
  /// @param most how many at most
  List<Taking> byAnybody(Instant moment, int most);

  /// What was taken of one target, whenever that was, and still counts as gone or lost; newest
  /// first.
  ///
  /// @param name its full name
  /// @param most how many at most
  List<Taking> of(String name, int most);

  /// The names of what was reported missing since that moment and not seen since, newest first.
  ///
  /// @param most how many at most
  List<String> missing(Instant moment, int most);
}
