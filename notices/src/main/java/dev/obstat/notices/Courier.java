package dev.obstat.notices;

import dev.obstat.core.catalog.People;
import dev.obstat.core.decision.Group;
import dev.obstat.core.fact.Books;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.notice.Affair;
import dev.obstat.core.notice.Channel;
import dev.obstat.core.notice.Notice;
import dev.obstat.core.notice.Routing;
import dev.obstat.core.review.Review;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Tells people what they are to be told, at least once: the journal keeps a notice together with
/// the channels that have taken it, so that neither a restart nor a dead channel loses it. A crash
/// between the sending and its fact sends it a second time, under the same id.
///
/// Every channel has a thread of its own and is tried again until it takes the notice, more and
/// more rarely; one that is down keeps no other waiting.
public final class Courier implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Courier.class.getName());

  /// A notice that is no review is given up after this long. A review's ends with it.
  static final Duration STALE = Duration.ofHours(24);

  private static final int AT_ONCE = 1_000;

  private final Journal journal;
  private final Supplier<? extends People> people;
  private final Routing routing;
  private final Wording wording;
  private final Clock clock;
  private final Duration tick;
  private final List<Line> lines = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  /// A channel, and how it is reached.
  public record Way(Channel channel, Sender sender) {}

  private record Due(long notice, Message message) {}

  /// @param ways may be none: then nobody is told
  /// @param address what links begin with
  /// @param tick how often time is looked at
  public Courier(
      Journal journal,
      Supplier<? extends People> people,
      List<Way> ways,
      String address,
      Duration tick,
      Clock clock) {
    this.journal = journal;
    this.people = people;
    this.routing = new Routing(ways.stream().map(Way::channel).toList());
    this.wording = new Wording(address);
    this.tick = tick;
    this.clock = clock;
    ways.forEach(way -> lines.add(new Line(way, clock)));
  }

  public void start() {
    lines.forEach(line -> begin("notices-" + line.name(), () -> deliver(line)));
    begin("notices-give-up", this::giveUp);
  }

  /// What does not get through, in a sentence; empty while all does.
  public Optional<String> trouble() {
    return lines.stream().map(Line::trouble).flatMap(Optional::stream).findFirst();
  }

  public List<Channel> channels() {
    return lines.stream().map(Line::channel).toList();
  }

  /// What keeps one channel from being told, in a sentence; empty while nothing does.
  public Optional<String> trouble(String channel) {
    return line(channel).flatMap(Line::trouble);
  }

  /// Sends a message that says it is a test, and waits for the other side's answer.
  ///
  /// @param by who asked for it
  /// @return empty when there is no such channel
  public Optional<Sender.Answer> tryOut(String channel, String by) {
    return line(channel).map(line -> line.send(wording.test(channel, by, clock.instant())));
  }

  private Optional<Line> line(String channel) {
    return lines.stream().filter(line -> line.name().equals(channel)).findFirst();
  }

  private void begin(String name, Runnable step) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  while (!closing) {
                    try {
                      step.run();
                      Thread.sleep(tick);
                    } catch (InterruptedException e) {
                      return;
                    } catch (JournalUnavailable e) {
                      LOG.log(Level.WARNING, "notices wait: " + e.getMessage());
                      pause();
                    } catch (RuntimeException e) {
                      LOG.log(Level.ERROR, "notices wait", e);
                      pause();
                    }
                  }
                }));
  }

  private void pause() {
    try {
      Thread.sleep(tick);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /// One look of one channel at all that is open.
  private void deliver(Line line) {
    for (Due due : due(line)) {
      if (closing || !line.mayTry()) {
        return;
      }
      if (line.send(due.message()) instanceof Sender.Answer.Taken) {
        journal.write(books -> told(books, due.notice(), line.name()));
      }
    }
  }

  private List<Due> due(Line line) {
    Instant now = clock.instant();
    return journal.read(
        books -> {
          List<Due> due = new ArrayList<>();
          for (Notice notice : books.notices().open(AT_ONCE)) {
            boolean mine =
                !isStale(notice, now)
                    && routing.due(notice, affair(books, notice), now).contains(line.channel());
            if (mine) {
              due.add(
                  new Due(notice.number(), wording.of(notice, entry(books, notice), line.name())));
            }
          }
          return due;
        });
  }

  /// Another node may have told it meanwhile, or the review may be over.
  private boolean told(Journal.Transaction books, long number, String channel) {
    boolean open =
        books.notices().open(AT_ONCE).stream()
            .anyMatch(n -> n.number() == number && !n.done().contains(channel));
    if (open) {
      books.record(new Fact.NoticeTold(number, channel, clock.instant()));
    }
    return open;
  }

  /// Notes whom stale notices did not reach, so that they are tried no more.
  private void giveUp() {
    Instant now = clock.instant();
    boolean any = journal.read(books -> !unreached(books, now).isEmpty());
    if (any) {
      journal.write(
          books -> {
            unreached(books, now).forEach(books::record);
            return true;
          });
    }
  }

  private List<Fact> unreached(Books books, Instant now) {
    List<Fact> unreached = new ArrayList<>();
    for (Notice notice : books.notices().open(AT_ONCE)) {
      if (isStale(notice, now)) {
        for (Channel channel : routing.due(notice, affair(books, notice), now)) {
          unreached.add(
              new Fact.NoticeGivenUp(
                  notice.number(),
                  channel.name(),
                  "not taken in " + STALE.toHours() + " hours",
                  now));
        }
      }
    }
    return unreached;
  }

  private static boolean isStale(Notice notice, Instant now) {
    return !now.isBefore(notice.raised().plus(STALE));
  }

  private static Entry entry(Books books, Notice notice) {
    return books.entries(notice.number(), 1).getFirst();
  }

  private Affair affair(Books books, Notice notice) {
    Optional<Review> review =
        switch (notice.occasion()) {
          case REVIEW -> books.reviews().find(notice.subject());
          case HALT, RESUME, FREEZE, INCIDENT -> Optional.empty();
        };
    return review
        .map(
            found ->
                new Affair(
                    groups(found),
                    !books.reviews().looks(found.id()).isEmpty(),
                    !found.isOpen(),
                    Optional.of(found.expires())))
        .orElse(new Affair(Set.of(), false, false, Optional.empty()));
  }

  /// Who is asked by name. Peers are everybody, and name nobody.
  private Set<String> groups(Review review) {
    Set<String> groups = new HashSet<>();
    review.terms().rounds().stream()
        .flatMap(round -> round.approvals().stream())
        .forEach(
            asked ->
                (switch (asked.group()) {
                      case Group.Named(String name) -> Stream.of(name);
                      case Group.OwnersOf(String service) ->
                          people.get().ownersOf(service).stream();
                      case Group.Peers _ -> Stream.<String>of();
                    })
                    .forEach(groups::add));
    return groups;
  }

  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Post.BOUND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
