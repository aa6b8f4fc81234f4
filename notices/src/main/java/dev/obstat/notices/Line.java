package dev.obstat.notices;

import dev.obstat.core.notice.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A channel with how it went lately: after a failure it is left alone for a second, then twice as
/// long each time, up to a quarter of an hour. Its trouble stands until it takes something again.
final class Line {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Courier.Way way;
  private final Clock clock;
  private Duration wait = Duration.ZERO;
  private Instant notBefore = Instant.MIN;
  private volatile @Nullable String trouble;

  Line(Courier.Way way, Clock clock) {
    this.way = way;
    this.clock = clock;
  }

  Channel channel() {
    return way.channel();
  }

  String name() {
    return way.channel().name();
  }

  synchronized boolean mayTry() {
    return !clock.instant().isBefore(notBefore);
  }

  synchronized Sender.Answer send(Message message) {
    Sender.Answer answer = way.sender().send(message);
    switch (answer) {
      case Sender.Answer.Taken _ -> {
        wait = Duration.ZERO;
        trouble = null;
      }
      case Sender.Answer.NotTaken no -> {
        wait = wait.isZero() ? FIRST_WAIT : shorter(wait.multipliedBy(2), LONGEST_WAIT);
        Duration asked = no.notBefore();
        notBefore = clock.instant().plus(asked.compareTo(wait) > 0 ? asked : wait);
        trouble = "the channel `" + name() + "` takes nothing: " + Plain.line(no.why(), 300);
      }
    }
    return answer;
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
