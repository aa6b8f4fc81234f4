package dev.obstat.core.notice;

import java.time.Instant;
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

  /// @return in the order of the configuration
  public List<Channel> due(Notice notice, Affair affair, Instant now) {
    return affair.over()
        ? List.of()
        : whose(notice, affair).stream()
            .filter(channel -> !notice.done().contains(channel.name()))
            .filter(channel -> !(channel.isEscalation() && affair.seen()))
            .filter(channel -> !now.isBefore(notice.raised().plus(channel.after())))
            .filter(channel -> isAwake(channel, notice, affair, now))
            .toList();
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
