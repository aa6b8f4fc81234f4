package dev.obstat.storage;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Safeguards;
import dev.obstat.core.action.Target;
import dev.obstat.core.fact.Fact;
import dev.obstat.storage.json.EntryJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// The part of the [Fold] that counts over time: what was taken and what is good again, what
/// operators and agents used up, and what was stopped. Each answers whether the decisions that
/// stand on removals must be made anew.
final class Counting {
  static final List<String> TABLES = List.of("removals", "returns", "missing", "uses", "stops");

  static final String OPERATOR = "operator";
  static final String AGENT = "agent";

  /// How long a thing that is reported missing again and again is noted once.
  private static final Duration NOTED = Duration.ofHours(1);

  private static final String MADE = "made";
  private static final String RESTORED = "restored";
  private static final String SERVING = "serving";
  private static final String DESCRIBED = "described";

  private final Sql sql;

  Counting(Sql sql) {
    this.sql = sql;
  }

  /// @return whether anything was taken
  boolean dispatched(long position, Fact.Dispatched fact) {
    Action action = fact.action();
    use(action.principal(), fact.at(), 0, 0, destroyed(action));
    int ordinal = 0;
    for (Target target : action.targets()) {
      if (!target.harms().isEmpty()) {
        take(position, ordinal, fact, target);
      }
      ordinal++;
    }
    for (Target target : action.targets()) {
      if (target instanceof Target.Known(String name, Target.Part part, _)
          && part == Target.Part.OBJECT) {
        expect(position, fact, name);
      }
    }
    return action.harms();
  }

  static long destroyed(Action action) {
    return action.targets().stream()
        .filter(t -> t.harms().contains(Harm.REMOVES) || t.harms().contains(Harm.LOSES_DATA))
        .count();
  }

  private void take(long position, int ordinal, Fact.Dispatched fact, Target target) {
    Action action = fact.action();
    boolean stops = target.harms().stream().anyMatch(Harm::isOfAvailability);
    sql.change(
        "insert into removals (position, ordinal, dispatch, session, agent, operator, target, name,"
            + " taken_at, gone, lost, remade) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        position,
        ordinal,
        fact.dispatch(),
        action.session(),
        action.principal().shownName(),
        action.principal().operatedBy(),
        EntryJson.write(target),
        target instanceof Target.Known known ? known.name() : "",
        Times.column(fact.at()),
        stops ? 1 : 0,
        target.harms().contains(Harm.LOSES_DATA) ? 1 : 0);
  }

  /// Notes what this action makes good when it completes, if anything.
  private void expect(long position, Fact.Dispatched fact, String name) {
    Effect effect = fact.action().effect();
    String operation = fact.action().operation().name().toLowerCase(Locale.ROOT);
    if (effect == Effect.READ) {
      boolean describes = operation.startsWith("describe") || operation.startsWith("list");
      sql.change(
          "insert into returns (dispatch, name, kind, position) select ?, ?, ?, ? where"
              + " exists (select 1 from missing where name = ?)"
              + " or exists (select 1 from removals where name = ? and remade <> ''"
              + " and gone + lost > 0) on conflict (dispatch, name) do nothing",
          fact.dispatch(),
          name,
          describes ? DESCRIBED : SERVING,
          position,
          name,
          name);
      return;
    }
    boolean restores = operation.startsWith("restore") && !fact.action().destroys();
    if (restores || effect == Effect.CREATE || effect == Effect.REPLACE) {
      sql.change(
          "insert into returns (dispatch, name, kind, position) select ?, ?, ?, ? where"
              + " exists (select 1 from missing where name = ?)"
              + " or exists (select 1 from removals where name = ? and gone + lost > 0)"
              + " on conflict (dispatch, name) do nothing",
          fact.dispatch(),
          name,
          restores ? RESTORED : MADE,
          position,
          name,
          name);
    }
  }

  /// What is under way.
  private record Return(String name, String kind, long position) {}

  /// @return whether anything is good again
  boolean completed(String dispatch) {
    List<Return> returns =
        sql.list(
            "select name, kind, position from returns where dispatch = ?",
            row -> new Return(row.getString(1), row.getString(2), row.getLong(3)),
            dispatch);
    int good = 0;
    for (Return back : returns) {
      good += sql.change("delete from missing where name = ?", back.name());
      good +=
          switch (back.kind()) {
            case MADE, RESTORED -> remade(back);
            case SERVING -> serving(back);
            case DESCRIBED -> 0;
            default -> throw new IllegalStateException("nothing returns by `" + back.kind() + "`");
          };
    }
    forget(dispatch);
    return good > 0;
  }

  /// A restore stays a restore, whatever is made after it.
  private int remade(Return back) {
    sql.change(
        "update removals set remade = ? where name = ? and position <= ? and gone + lost > 0"
            + " and remade <> 'restored'",
        back.kind(),
        back.name(),
        back.position());
    return 0;
  }

  private int serving(Return back) {
    return sql.change(
        "update removals set gone = 0, lost = case when remade = 'restored' then 0 else lost end"
            + " where name = ? and position < ? and remade <> ''"
            + " and (gone = 1 or (lost = 1 and remade = 'restored'))",
        back.name(),
        back.position());
  }

  /// What was under way makes nothing good any more.
  void forget(String dispatch) {
    sql.change("delete from returns where dispatch = ?", dispatch);
  }

  /// @return whether anything that counted as taken does so no longer
  boolean failed(long position, Fact.Dispatched went, Instant at) {
    Action action = went.action();
    stopped(position, action, at);
    long destroyed = destroyed(action);
    if (destroyed > 0) {
      use(action.principal(), went.at(), 0, 0, -destroyed);
    }
    return sql.change("delete from removals where dispatch = ?", went.dispatch()) > 0;
  }

  /// @return whether it was not known to be missing
  boolean missing(Fact.Missing fact) {
    return sql.change(
            "insert into missing (name, dispatch, noticed_at) values (?, ?, ?) on conflict (name)"
                + " do update set dispatch = excluded.dispatch, noticed_at = excluded.noticed_at"
                + " where missing.noticed_at <= ?",
            fact.target(),
            fact.dispatch(),
            Times.column(fact.at()),
            Times.column(fact.at().minus(NOTED)))
        > 0;
  }

  /// @return whether there was anything to make good
  boolean restored(String name) {
    int missing = sql.change("delete from missing where name = ?", name);
    int taken =
        sql.change(
            "update removals set gone = 0, lost = 0 where name = ? and gone + lost > 0", name);
    return missing + taken > 0;
  }

  void held(Principal principal, Instant at) {
    use(principal, at, 1, 0, 0);
  }

  void refused(long position, Action action, Instant at) {
    use(action.principal(), at, 0, 1, 0);
    stopped(position, action, at);
  }

  /// Notes that a change did not go.
  void stopped(long position, Action action, Instant at) {
    if (!action.effect().changes()) {
      return;
    }
    String safeguards = SqliteStops.column(Safeguards.of(action));
    for (Target target : action.targets()) {
      sql.change(
          "insert into stops (operation, target, operator, agent, safeguards, position, stopped_at)"
              + " values (?, ?, ?, ?, ?, ?, ?)"
              + " on conflict (operation, target, operator, agent, safeguards)"
              + " do update set position = excluded.position, stopped_at = excluded.stopped_at",
          action.operation().toString(),
          target.shownName(),
          action.principal().operatedBy(),
          action.principal().shownName(),
          safeguards,
          position,
          Times.column(at));
    }
  }

  private void use(Principal principal, Instant at, long held, long refused, long destroyed) {
    if (held == 0 && refused == 0 && destroyed == 0) {
      return;
    }
    String hour = Times.column(at.truncatedTo(ChronoUnit.HOURS));
    use(OPERATOR, principal.operatedBy(), hour, held, refused, destroyed);
    use(AGENT, principal.shownName(), hour, held, refused, destroyed);
  }

  private void use(
      String holder, String name, String hour, long held, long refused, long destroyed) {
    sql.change(
        "insert into uses (holder, name, hour, held, refused, destroyed) values (?, ?, ?, ?, ?, ?)"
            + " on conflict (holder, name, hour) do update set held = uses.held + excluded.held,"
            + " refused = uses.refused + excluded.refused,"
            + " destroyed = uses.destroyed + excluded.destroyed",
        holder,
        name,
        hour,
        held,
        refused,
        destroyed);
  }
}
