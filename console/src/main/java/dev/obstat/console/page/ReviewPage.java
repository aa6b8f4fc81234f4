package dev.obstat.console.page;

import dev.obstat.core.desk.StepUp;
import java.util.List;

/// One review, in the order in which it is decided on.
///
/// @param known what is known of the targets, as they were when it was asked
/// @param anyway why the other side would have refused it anyway; empty when it would not, or
///   nobody knows
/// @param unknowns what is not known, by name
/// @param history what the session did, newest first
/// @param shown what a vote says that it has seen
/// @param said what became of a vote that was just sent; empty for none
/// @param typed the reader's own words, to be sent again; empty for none
/// @param touch whether the reader's approval needs a passkey
public record ReviewPage(
    Frame frame,
    String id,
    Sentence sentence,
    List<Figure> figures,
    Picture picture,
    List<KnownOf> known,
    Shown anyway,
    List<Shown> unknowns,
    Asks asks,
    Exactly exactly,
    List<Step> history,
    List<Why> reasons,
    Ballot ballot,
    String shown,
    End end,
    String said,
    String typed,
    StepUp.Need touch) {

  public ReviewPage {
    figures = List.copyOf(figures);
    known = List.copyOf(known);
    unknowns = List.copyOf(unknowns);
    history = List.copyOf(history);
    reasons = List.copyOf(reasons);
  }

  /// Whether an approval is confirmed with a passkey.
  public boolean needsTouch() {
    return touch instanceof StepUp.Need.OneOf;
  }

  /// Why the reader cannot approve it; empty where they can.
  public String cannotApprove() {
    return touch instanceof StepUp.Need.Impossible(String why) ? why : "";
  }

  /// A number that the decision hangs on.
  ///
  /// @param value large
  /// @param label under it, with what makes it clear
  /// @param bad whether it speaks against the action
  public record Figure(String value, String label, boolean bad) {}

  /// What is known of one target.
  ///
  /// @param when how long ago it was asked
  public record KnownOf(Shown name, List<Known> facts, String when) {
    public KnownOf {
      facts = List.copyOf(facts);
    }
  }

  /// One fact.
  ///
  /// @param bad whether it speaks against the action
  public record Known(Shown what, Shown value, boolean bad) {}

  /// Who asks.
  ///
  /// @param intent what the session was opened for, in the operator's words
  /// @param use what the session has used up
  public record Asks(
      Shown agent,
      Shown operator,
      Shown openedBy,
      Shown intent,
      String session,
      String standing,
      String use) {}

  /// Exactly what is asked.
  ///
  /// @param moreTargets how many are not listed
  /// @param content what goes along beside the parameters
  /// @param unpinned what can still change after the review
  public record Exactly(
      Shown operation,
      String effect,
      Shown reversibility,
      Shown place,
      List<TargetRow> targets,
      int moreTargets,
      Tree parameters,
      String content,
      List<Shown> unpinned,
      String digest,
      String shortDigest) {

    private static final int AT_FIRST = 8;

    public Exactly {
      targets = List.copyOf(targets);
      unpinned = List.copyOf(unpinned);
    }

    /// Those that are seen without opening anything, the gravest.
    public List<TargetRow> firstTargets() {
      return targets.subList(0, Math.min(AT_FIRST, targets.size()));
    }

    /// Those behind a summary that says how many they are.
    public List<TargetRow> otherTargets() {
      return targets.subList(firstTargets().size(), targets.size());
    }
  }

  /// One target.
  ///
  /// @param part what it is to the action
  /// @param harms what it loses, in words
  /// @param unresolved why nobody knows what it is; empty for what is known
  public record TargetRow(Shown name, String part, String harms, Shown unresolved) {}

  /// One policy's reason.
  ///
  /// @param at `file:line`; empty for what is built in
  public record Why(Shown sentence, Shown policy, Shown at, Shown target) {}

  /// Where the review stands.
  ///
  /// @param left how long it still waits; empty when it is over
  /// @param consequence what follows for the agent, a sentence
  public record End(
      boolean open,
      String state,
      Shown by,
      Shown why,
      String when,
      String left,
      String expires,
      String consequence) {}
}
