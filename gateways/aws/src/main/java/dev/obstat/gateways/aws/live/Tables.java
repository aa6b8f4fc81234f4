package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What DynamoDB says of a table.
final class Tables implements Source {
  private static final String POINT_IN_TIME = "point-in-time-recovery";

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    return Told.name(target.name(), "dynamodb", "table/")
        .map(name -> name.replaceFirst("/.*", ""))
        .map(
            table ->
                List.of(
                    Question.of(
                        "table",
                        Reading.of(ReadOperation.DESCRIBE_TABLE, "TableName", table),
                        Tables::table),
                    Question.of(
                        POINT_IN_TIME,
                        Reading.of(ReadOperation.DESCRIBE_CONTINUOUS_BACKUPS, "TableName", table),
                        Tables::continuous)))
        .orElse(List.of());
  }

  private static SortedMap<String, String> table(AwsReads.Answer answer) {
    Part table = only(Told.parts(answer), "Table");
    SortedMap<String, String> facts = Told.facts();
    facts.put(Told.PROTECTION, Told.onOff(table.isTrue("DeletionProtectionEnabled")));
    facts.put(Told.REPLICAS, String.valueOf(table.each("Replicas").size()));
    Told.put(facts, Told.STATE, table.text("TableStatus"));
    Told.put(facts, "items", table.text("ItemCount"));
    Told.put(facts, "bytes", table.text("TableSizeBytes"));
    return facts;
  }

  private static SortedMap<String, String> continuous(AwsReads.Answer answer) {
    Part point =
        only(Told.parts(answer), "ContinuousBackupsDescription", "PointInTimeRecoveryDescription");
    SortedMap<String, String> facts = Told.facts();
    switch (point.text("PointInTimeRecoveryStatus")) {
      case "ENABLED" -> {
        facts.put(POINT_IN_TIME, Told.ON);
        // A table that has it is backed up once more when it is deleted, for 35 days.
        Told.put(facts, Live.NEWEST_BACKUP, latest(point));
      }
      case "DISABLED" -> facts.put(POINT_IN_TIME, Told.OFF);
      case String _ -> throw new Question.NotTold("an unexpected answer");
    }
    return facts;
  }

  private static Optional<Instant> latest(Part point) {
    return point.time("LatestRestorableDateTime");
  }

  private static Part only(Part answer, String... path) {
    List<Part> found = answer.each(path);
    if (found.size() != 1) {
      throw new Question.NotTold("an unexpected answer");
    }
    return found.getFirst();
  }

  @Override
  public Reversibility undo(Action action, Map<String, String> facts) {
    if (!action.operation().toString().equals("aws:dynamodb:DeleteTable")) {
      return new Reversibility.Unknown();
    }
    return switch (facts.getOrDefault(POINT_IN_TIME, "unknown")) {
      case Told.ON ->
          new Reversibility.Recoverable(
              "the backup that DynamoDB makes when a table with point-in-time recovery is deleted,"
                  + " and keeps for 35 days",
              Duration.ofHours(8));
      case Told.OFF ->
          new Reversibility.Irreversible(
              "point-in-time recovery is off: what was written since the last backup is lost");
      case String _ -> new Reversibility.Unknown();
    };
  }

  @Override
  public String refusal(Action action, Map<String, String> facts) {
    return action.operation().name().equals("DeleteTable")
            && facts.getOrDefault(Told.PROTECTION, "").equals(Told.ON)
        ? "deletion protection is on"
        : "";
  }
}
