package dev.obstat.core.decision;

/// Why a decision is what it is.
///
/// @param policy the policy's id; for what is built in, `halt`, `no-permit`, `policy-error`,
///   `service-owner`, `session` or `grant`
/// @param sentence the policy's own sentence for people and agents
/// @param file where the policy stands; empty for what is built in
/// @param line counted from 1; 0 for what is built in
/// @param target the target it is about, by its shown name; where it is about several, the first of
///   them and how many more
public record Reason(String policy, String sentence, String file, int line, String target) {

  public static Reason builtIn(String policy, String sentence, String target) {
    return new Reason(policy, sentence, "", 0, target);
  }
}
