package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What AWS Backup keeps of a resource. Recovery points outlive what they are of.
final class RecoveryPoints {
  private static final Pattern BACKED_UP =
      Pattern.compile(
          "arn:[^:]+:(s3:::[^/]+"
              + "|rds:[^:]*:[^:]*:(db|cluster):.+"
              + "|dynamodb:[^:]*:[^:]*:table/[^/]+"
              + "|ec2:[^:]*:[^:]*:(instance|volume)/.+"
              + "|elasticfilesystem:[^:]*:[^:]*:file-system/.+)");

  private RecoveryPoints() {}

  static List<Question> of(Target.Known target) {
    boolean loses =
        target.harms().contains(Harm.REMOVES) || target.harms().contains(Harm.LOSES_DATA);
    return loses && BACKED_UP.matcher(target.name()).matches()
        ? List.of(
            Question.of(
                "recovery-points",
                Reading.of(ReadOperation.LIST_RECOVERY_POINTS, "ResourceArn", target.name()),
                RecoveryPoints::points))
        : List.of();
  }

  private static SortedMap<String, String> points(AwsReads.Answer answer) {
    SortedMap<String, String> facts = Told.facts();
    Told.newestBackup(
        facts,
        Told.parts(answer).each("RecoveryPoints").stream()
            .filter(point -> point.text("Status").equals("COMPLETED"))
            .map(point -> point.time("CreationDate")));
    return facts;
  }
}
