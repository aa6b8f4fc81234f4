package dev.obstat.core.notice;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// When people are left alone: a time of every day, and whole days.
///
/// @param from the first quiet moment of a day
/// @param until the first moment that is not; before `from` when the hours pass midnight
/// @param zone whose clock it is
/// @param days quiet from midnight to midnight; not all seven
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone, Set<DayOfWeek> days) {

  public QuietHours {
    days = Set.copyOf(days);
    if (from.equals(until)) {
      throw new IllegalArgumentException("quiet hours from `" + from + "` to the same are all day");
    }
    if (days.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("with seven quiet days nobody would ever be told");
    }
  }

  public boolean covers(Instant moment) {
    ZonedDateTime there = moment.atZone(zone);
    return days.contains(there.getDayOfWeek()) || isQuiet(there.toLocalTime());
  }

  private boolean isQuiet(LocalTime time) {
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(until);
    return from.isBefore(until) ? begun && !over : begun || !over;
  }

  /// The first moment from here on that is not quiet.
  public Instant endAfter(Instant moment) {
    Instant at = moment;
    while (covers(at)) {
      at = nextEdge(at.atZone(zone));
    }
    return at;
  }

  /// The end of the hours or of the day, whichever comes first after this.
  private Instant nextEdge(ZonedDateTime there) {
    LocalDate day = there.toLocalDate();
    ZonedDateTime ofDay = day.plusDays(1).atStartOfDay(zone);
    ZonedDateTime ofHours = day.atTime(until).atZone(zone);
    return (ofHours.isAfter(there) && ofHours.isBefore(ofDay) ? ofHours : ofDay).toInstant();
  }
}
