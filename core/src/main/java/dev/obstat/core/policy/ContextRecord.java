package dev.obstat.core.policy;

import dev.obstat.cedar.Value;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Place;
import dev.obstat.core.context.Context;
import dev.obstat.core.context.Live;
import dev.obstat.core.context.Sequences;
import dev.obstat.core.context.Used;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.impact.Measure;
import dev.obstat.core.session.Pace;
import dev.obstat.core.session.SessionUse;
import dev.obstat.core.session.WindowUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What policies see as `context`: the same for every target of an action. A number that is not
/// known is absent, so that a policy which asks for it without `has` denies.
final class ContextRecord {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ContextRecord() {}

  static Value.Record of(Action action, Context context) {
    ZonedDateTime now = context.at().atZone(ZoneOffset.UTC);
    Map<String, Value> record = new HashMap<>();
    record.put("effect", Value.of(action.effect().word()));
    record.put("reversibility", Value.of(action.reversibility().word()));
    record.put("targets", Value.of(action.targets().size()));
    record.put("impact", impact(context.impact()));
    record.put("live", live(context.live(), context.at()));
    record.put("session", session(context.use()));
    record.put("used", used(context.history().used()));
    record.put("pace", pace(context.history().used().pace()));
    record.put("sequence", sequence(context.history().sequences()));
    record.put("halted", Value.of(!context.halts().isEmpty()));
    record.put("frozen", Value.of(!context.freezes().isEmpty()));
    record.put("incident", Value.of(!context.incidents().isEmpty()));
    record.put("now", new Value.Datetime(context.at().toEpochMilli()));
    record.put("hour", Value.of(now.getHour()));
    record.put("weekday", Value.of(now.getDayOfWeek().name().toLowerCase(Locale.ROOT)));
    record.put("place", place(action.place()));
    if (action.operation().gateway().equals(Vocabulary.ASKED_BY_OTHERS)) {
      record.put("request", request(action.parameters()));
    }
    return Value.Record.of(record);
  }

  /// What an enforcement point says of its subject, action and resource.
  private static Value request(dev.obstat.core.action.Value.Structure parameters) {
    Map<String, Value> record = new HashMap<>();
    parameters.members().forEach((name, value) -> said(value).ifPresent(v -> record.put(name, v)));
    return Value.Record.of(record);
  }

  /// Numbers that are no whole numbers of 64 bits are texts; what is `null` is left out.
  private static Optional<Value> said(dev.obstat.core.action.Value value) {
    return switch (value) {
      case dev.obstat.core.action.Value.Text text -> Optional.of(Value.of(text.text()));
      case dev.obstat.core.action.Value.Flag flag -> Optional.of(Value.of(flag.flag()));
      case dev.obstat.core.action.Value.Numeric number -> Optional.of(number(number.number()));
      case dev.obstat.core.action.Value.Sequence sequence ->
          Optional.of(
              Value.Set.of(
                  sequence.items().stream().flatMap(each -> said(each).stream()).toList()));
      case dev.obstat.core.action.Value.Structure structure -> Optional.of(request(structure));
      case dev.obstat.core.action.Value.Nothing _,
          dev.obstat.core.action.Value.Blob _,
          dev.obstat.core.action.Value.Secret _,
          dev.obstat.core.action.Value.IdempotencyToken _ ->
          Optional.empty();
    };
  }

  private static Value number(BigDecimal number) {
    try {
      return Value.of(number.longValueExact());
    } catch (ArithmeticException _) {
      return Value.of(number.toPlainString());
    }
  }

  private static Value impact(Impact impact) {
    Map<String, Value> record = new HashMap<>();
    record.put("known", Value.of(impact.isKnown()));
    record.put("services", names(impact.down()));
    record.put("degraded", names(impact.degraded()));
    record.put("dataLost", names(impact.dataLost()));
    record.put("tierZero", Value.of(impact.tierZeroDown()));
    record.put("currency", Value.of(impact.currency()));
    measure(record, "customers", impact.customers());
    measure(record, "revenuePerHour", impact.revenuePerHour());
    measure(record, "recoveryMinutes", impact.recoveryMinutes());
    return Value.Record.of(record);
  }

  private static Value live(Live live, Instant at) {
    Map<String, Value> record = new HashMap<>();
    record.put("asked", Value.of(live.answers().size()));
    record.put("known", Value.of(live.isKnown()));
    record.put("unknown", names(live.unknown()));
    record.put("gaps", names(live.gaps()));
    record.put("tags", names(live.tags()));
    record.put("withoutBackup", Value.of(live.withoutBackup()));
    record.put("dryRun", Value.of(live.dryRun().word()));
    record.put(
        "facts",
        Value.Set.of(
            live.common().entrySet().stream()
                .map(fact -> Value.of(fact.getKey() + ": " + fact.getValue()))
                .toList()));
    live.newestBackup()
        .map(made -> Duration.between(made, at).plusHours(1).minusNanos(1).toHours())
        .ifPresent(hours -> record.put("backupAgeHours", Value.of(Math.max(0, hours))));
    return Value.Record.of(record);
  }

  /// The most it can be, in whole numbers, rounded up; never beyond what 64 bits hold.
  private static void measure(Map<String, Value> record, String name, Measure measure) {
    measure
        .atMost()
        .map(most -> most.setScale(0, RoundingMode.CEILING).min(LARGEST).longValueExact())
        .ifPresent(most -> record.put(name, Value.of(most)));
  }

  private static Value session(SessionUse use) {
    return Value.Record.of(
        Map.of(
            "dispatched", Value.of(use.dispatched()),
            "held", Value.of(use.held()),
            "refused", Value.of(use.refused()),
            "destroyed", Value.of(use.destroyed())));
  }

  private static Value used(Used used) {
    Map<String, Value> record = new HashMap<>();
    record.put("operator", used(used.operator()));
    record.put("agent", used(used.agent()));
    record.put(
        "destroyed", Value.of(Math.max(used.operator().destroyed(), used.agent().destroyed())));
    record.put("known", Value.of(used.known()));
    record.put("services", names(used.services()));
    record.put("servicesTouched", Value.of(used.services().size()));
    measure(record, "customersAtRisk", used.customersAtRisk());
    record.put("destroyedOfService", Value.of(used.destroyedOfService()));
    return Value.Record.of(record);
  }

  private static Value used(WindowUse use) {
    return Value.Record.of(
        Map.of(
            "held", Value.of(use.held()),
            "refused", Value.of(use.refused()),
            "destroyed", Value.of(use.destroyed())));
  }

  private static Value pace(Pace pace) {
    return Value.Record.of(
        Map.of("minute", Value.of(pace.minute()), "changes", Value.of(pace.changes())));
  }

  private static Value sequence(Sequences sequences) {
    return Value.Record.of(
        Map.of(
            "deletedThenRecreated", Value.of(sequences.deletedThenRecreated()),
            "manySmallDeletions", Value.of(sequences.manySmallDeletions()),
            "shareTaken", Value.of(sequences.shareTaken()),
            "protectionRemovedThenDeleted", Value.of(sequences.protectionRemovedThenDeleted()),
            "retriedWithWeakerSafety", Value.of(sequences.retriedWithWeakerSafety())));
  }

  private static Value place(Place place) {
    return Value.Record.of(
        Map.of(
            "provider", Value.of(place.provider()),
            "account", Value.of(place.account()),
            "region", Value.of(place.region()),
            "role", Value.of(place.role())));
  }

  private static Value names(Set<String> names) {
    return Value.Set.of(names.stream().map(Value::of).toList());
  }
}
