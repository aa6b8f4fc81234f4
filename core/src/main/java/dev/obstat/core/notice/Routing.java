package dev.obstat.core.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which channels a notice goes to now: a pure function of how things stand.
///
/// - A review goes to the channels of the groups it asks, and to channels for all groups; where
///   that is no channel at all, to every one that takes reviews: nobody's review is everybody's.
/// - A channel with `after` is told only when nobody has looked by then.
/// - Quiet hours keep back what is not urgent. A review that nobody has looked at when half of its
///   time is over is told all the same.
public final class Routing {
  private final List<Channel> channels;

  /// @param channels in the order of the configuration
  public Routing(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  /// @param now channels that are to be told now
  /// @param over whether nobody will have to be told any more
  public record Plan(List<Channel> now, boolean over) {
    public Plan {
      now = List.copyOf(now);
    }
  }

  public Plan plan(Notice notice, Affair affair, Instant now) {
    List<Channel> due = new ArrayList<>();
    boolean over = true;
    if (affair.over()) {
      return new Plan(due, true);
    }
    for (Channel channel : whose(notice, affair)) {
      if (notice.done().contains(channel.name()) || (channel.isEscalation() && affair.seen())) {
        continue;
      }
      over = false;
      if (!now.isBefore(notice.raised().plus(channel.after()))
          && isAwake(channel, notice, affair, now)) {
        due.add(channel);
      }
    }
    return new Plan(due, over);
  }

  private List<Channel> whose(Notice notice, Affair affair) {
    List<Channel> takers =
        channels.stream().filter(c -> c.occasions().contains(notice.occasion())).toList();
    List<Channel> asked =
        takers.stream()
            .filter(
                c ->
                    c.groups().isEmpty() || c.groups().stream().anyMatch(affair.groups()::contains))
            .toList();
    return asked.isEmpty() || notice.occasion() != Occasion.REVIEW ? takers : asked;
  }

  private static boolean isAwake(Channel channel, Notice notice, Affair affair, Instant now) {
    return notice.occasion().isUrgent()
        || affair.isNeglected(notice.raised(), now)
        || channel.quiet().map(quiet -> !quiet.covers(now)).orElse(true);
  }
}
