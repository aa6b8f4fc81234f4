package dev.obstat.core.desk;

import dev.obstat.core.action.Digest;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.Touch;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.review.Review;
import dev.obstat.core.review.Vote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When an approval needs the touch of a passkey, and whether it has the right one.
///
/// An action that takes down a service of tier 0, or of which it is not known what it takes down,
/// is approved with a touch by whoever had a passkey when the review was opened. Where it is
/// required, nobody else approves it. One that was enrolled later does not count: whoever got hold
/// of a signed-in browser could enrol one of their own.
///
/// @param required whether such an action can be approved by people with a passkey alone
public record StepUp(boolean required) {
  public static final StepUp WHERE_ENROLLED = new StepUp(false);

  /// What a reader has to know before they approve.
  public sealed interface Need {

    /// No touch.
    record Nothing() implements Need {}

    /// A touch of one of these.
    record OneOf(List<Passkey> passkeys) implements Need {
      public OneOf {
        passkeys = List.copyOf(passkeys);
      }
    }

    /// They cannot approve it, and why.
    record Impossible(String why) implements Need {}
  }

  public Need of(Books books, Review review, String person) {
    if (!isGrave(review)) {
      return new Need.Nothing();
    }
    List<Passkey> counting =
        books.credentials().passkeysOf(person).stream()
            .filter(key -> key.enrolled().isBefore(review.opened()))
            .toList();
    if (!counting.isEmpty()) {
      return new Need.OneOf(counting);
    }
    return required
        ? new Need.Impossible(
            "approving this needs a passkey that you had enrolled before the review was opened:"
                + " enrol one on your own page, for the next time")
        : new Need.Nothing();
  }

  private static boolean isGrave(Review review) {
    boolean tierZero = review.seen().tierZeroDown() > 0 || !review.seen().isKnown();
    return tierZero && (review.action().destroys() || review.action().harms());
  }

  /// What a person confirms with a touch when they vote: the digest, and all that they had in front
  /// of them. A line with a number that is used once follows it.
  ///
  /// @param shown as [Vote#shown()] has it
  public static String statement(
      String review, Vote.Choice choice, String by, Digest digest, String shown) {
    return "obstat vote.1\nby %s\nreview %s\nchoice %s\ndigest %s\nshown %s\n"
        .formatted(by, review, choice.name().toLowerCase(Locale.ROOT), digest.hex(), shown);
  }

  /// Records the touch in the transaction of the vote.
  ///
  /// @return why the vote does not count; empty when it may
  Optional<String> confirm(
      Journal.Transaction books, Review review, Vote vote, Optional<Touch> touch) {
    if (vote.choice() != Vote.Choice.APPROVE) {
      return Optional.empty();
    }
    return switch (of(books, review, vote.by())) {
      case Need.Nothing _ -> Optional.empty();
      case Need.Impossible(String why) -> Optional.of(why);
      case Need.OneOf(List<Passkey> passkeys) -> confirm(books, review, vote, touch, passkeys);
    };
  }

  private static Optional<String> confirm(
      Journal.Transaction books,
      Review review,
      Vote vote,
      Optional<Touch> touch,
      List<Passkey> passkeys) {
    if (touch.isEmpty()) {
      return Optional.of("approving this needs a touch of your passkey");
    }
    Touch given = touch.get();
    boolean right =
        given.person().equals(vote.by())
            && given
                .statement()
                .startsWith(
                    statement(review.id(), vote.choice(), vote.by(), vote.digest(), vote.shown()));
    if (!right) {
      return Optional.of("the passkey was touched for something else: load the page again");
    }
    if (passkeys.stream().noneMatch(key -> key.id().equals(given.passkey()))) {
      return Optional.of("this passkey was enrolled after the review was opened: use another one");
    }
    return Touches.record(books, given);
  }
}
