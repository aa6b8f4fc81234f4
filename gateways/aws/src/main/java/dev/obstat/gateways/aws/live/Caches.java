package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What ElastiCache says of backups. Automatic ones go with their cluster.
final class Caches implements Source {

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    Optional<String> group = Told.name(target.name(), "elasticache", "replicationgroup:");
    if (group.isPresent()) {
      return List.of(snapshots("ReplicationGroupId", group.get()));
    }
    return Told.name(target.name(), "elasticache", "cluster:")
        .map(name -> List.of(snapshots("CacheClusterId", name)))
        .orElse(List.of());
  }

  private static Question snapshots(String parameter, String name) {
    return Question.of(
        "snapshots",
        Reading.of(
            ReadOperation.DESCRIBE_CACHE_SNAPSHOTS,
            Map.of(parameter, name, "SnapshotSource", "user")),
        answer -> newest(Told.parts(answer)));
  }

  private static SortedMap<String, String> newest(Part answer) {
    if (answer.each("DescribeSnapshotsResult").isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    SortedMap<String, String> facts = Told.facts();
    Told.newestBackup(
        facts,
        answer.each("DescribeSnapshotsResult", "Snapshots", "Snapshot").stream()
            .filter(one -> one.text("SnapshotStatus").equals("available"))
            .flatMap(one -> one.each("NodeSnapshots", "NodeSnapshot").stream())
            .map(node -> node.time("SnapshotCreateTime")));
    return facts;
  }
}
