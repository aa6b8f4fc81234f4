package dev.obstat.core.fact;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.credential.Passkey;
import dev.obstat.core.credential.SignIn;
import dev.obstat.core.review.Review;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Asks everything there is to ask, so that two journals with the same history can be compared.
public final class BooksQuestions {
  private BooksQuestions() {}

  /// Every answer of these books, about every id, digest and time in their entries.
  public static List<Object> everyAnswerOf(Books books) {
    List<Object> answers = new ArrayList<>();
    List<Entry> entries = books.entries(0, Integer.MAX_VALUE);
    answers.add(books.size());
    answers.add(entries);
    answers.add(books.epoch());
    answers.add(books.controls().halts());
    answers.add(books.controls().freezes());
    for (int i = 0; i < 40; i++) {
      answers.add(books.controls().signalTaken("plain", "n" + i));
    }
    answers.add(books.incidents().open());
    answers.add(books.notices().open(9));
    answers.add(books.edits().editors(Instant.EPOCH));
    answers.add(books.edits().latest(Instant.EPOCH, 20));
    answers.add(books.edits().inForce("policies"));
    answers.add(books.edits().inForce("catalog"));
    answers.add(books.dispatches().running());
    answers.add(books.dispatches().actingLater(7));
    answers.add(books.tunnels().open());
    answers.add(books.reviews().open());
    answers.add(books.reviews().latest(7));
    answers.add(books.sessions().latest(7));
    answers.add(books.credentials().latest(9));
    answers.add(books.credentials().tokens(9));
    for (String person : List.of("ana", "ben", "cara", "olga")) {
      answers.add(books.credentials().passkeysOf(person));
    }
    for (Entry entry : entries) {
      if (entry.fact() instanceof Fact.SessionOpened(Session session)) {
        answers.add(books.sessions().byAccessKey(session.accessKeyId()));
      }
      if (entry.fact() instanceof Fact.ReviewOpened(Review review)) {
        answers.add(books.reviews().latestOf(review.digest()));
        answers.add(books.grants().usable(review.digest()));
      }
      if (entry.fact() instanceof Fact.SignedIn(SignIn in)) {
        answers.add(books.credentials().latest(in.issuer(), in.subject()));
      }
      if (entry.fact() instanceof Fact.PasskeyEnrolled(Passkey passkey)) {
        answers.add(books.credentials().passkeyOf(passkey.credential()));
      }
      if (entry.fact() instanceof Fact.ReviewApproved approved) {
        answers.add(books.grants().usable(approved.grant().digest()));
      }
      if (entry.fact() instanceof Fact.Dispatched dispatched) {
        answers.add(books.removals().since(dispatched.at()).size());
        Action action = dispatched.action();
        String agent = action.principal().shownName();
        String operator = action.principal().operatedBy();
        answers.add(books.removals().by(operator, agent, dispatched.at(), 5));
        answers.add(books.removals().byAnybody(dispatched.at(), 5));
        answers.add(books.sessions().usedByOperator(operator, dispatched.at()));
        answers.add(books.sessions().usedByAgent(agent, dispatched.at()));
        answers.add(books.sessions().pace(agent, dispatched.at()));
        for (Target target : action.targets()) {
          String name = target.shownName();
          answers.add(books.removals().of(name, 3));
          answers.add(
              books
                  .stops()
                  .of(action.operation().toString(), name, operator, agent, Instant.EPOCH, 1_000)
                  .stream()
                  .sorted(Comparator.comparing(Stop::toString))
                  .toList());
        }
      }
    }
    answers.add(books.removals().since(Instant.EPOCH));
    answers.add(books.removals().missing(Instant.EPOCH, 1_000));
    for (String number : numbers(entries)) {
      answers.add(books.sessions().find("s" + number));
      answers.add(books.sessions().use("s" + number));
      answers.add(books.tunnels().ofSession("s" + number, 3));
      answers.add(books.reviews().find("r" + number));
      answers.add(books.reviews().looks("r" + number));
      answers.add(books.grants().find("g" + number));
      answers.add(books.credentials().passkey("k" + number));
      answers.add(books.credentials().token("t" + number));
      answers.add(books.dispatches().find("d" + number));
      answers.add(books.dispatches().ofSession("s" + number, 5));
    }
    return answers;
  }

  /// The numbers that ids of a [RandomHistory] can end in.
  private static Set<String> numbers(List<Entry> entries) {
    Set<String> numbers = new TreeSet<>();
    for (int i = 0; i <= entries.size() / 3 + 4; i++) {
      numbers.add("-" + i);
    }
    return numbers;
  }
}
