package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What RDS and its family say of instances and clusters.
final class Databases implements Source {
  /// Snapshots that are not deleted together with their database, as automated ones are.
  private static final Set<String> LASTING = Set.of("manual", "awsbackup");

  private static final Set<String> DELETES = Set.of("DeleteDBInstance", "DeleteDBCluster");

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    Optional<String> instance = Told.name(target.name(), "rds", "db:");
    if (instance.isPresent()) {
      return instance(instance.get());
    }
    return Told.name(target.name(), "rds", "cluster:").map(Databases::cluster).orElse(List.of());
  }

  private static List<Question> instance(String name) {
    return List.of(
        Question.of(
            "database",
            Reading.of(ReadOperation.DESCRIBE_DB_INSTANCES, "DBInstanceIdentifier", name),
            answer -> instance(name, Told.parts(answer))),
        Question.of(
            "snapshots",
            Reading.of(ReadOperation.DESCRIBE_DB_SNAPSHOTS, "DBInstanceIdentifier", name),
            answer ->
                snapshots(
                    Told.parts(answer)
                        .each("DescribeDBSnapshotsResult", "DBSnapshots", "DBSnapshot"))));
  }

  private static List<Question> cluster(String name) {
    return List.of(
        Question.of(
            "database",
            Reading.of(ReadOperation.DESCRIBE_DB_CLUSTERS, "DBClusterIdentifier", name),
            answer -> cluster(name, Told.parts(answer))),
        Question.of(
            "snapshots",
            Reading.of(ReadOperation.DESCRIBE_DB_CLUSTER_SNAPSHOTS, "DBClusterIdentifier", name),
            answer ->
                snapshots(
                    Told.parts(answer)
                        .each(
                            "DescribeDBClusterSnapshotsResult",
                            "DBClusterSnapshots",
                            "DBClusterSnapshot"))));
  }

  private static SortedMap<String, String> instance(String name, Part answer) {
    Part db =
        Told.one(
            answer,
            name,
            "DBInstanceIdentifier",
            "DescribeDBInstancesResult",
            "DBInstances",
            "DBInstance");
    SortedMap<String, String> facts = common(db);
    Told.put(facts, Told.STATE, db.text("DBInstanceStatus"));
    Told.put(facts, "cluster", db.text("DBClusterIdentifier"));
    Told.put(facts, "zones", db.isTrue("MultiAZ") ? "several" : "one");
    facts.put(
        Told.REPLICAS,
        String.valueOf(
            db.each("ReadReplicaDBInstanceIdentifiers", "ReadReplicaDBInstanceIdentifier").size()));
    return facts;
  }

  private static SortedMap<String, String> cluster(String name, Part answer) {
    Part db =
        Told.one(
            answer,
            name,
            "DBClusterIdentifier",
            "DescribeDBClustersResult",
            "DBClusters",
            "DBCluster");
    SortedMap<String, String> facts = common(db);
    Told.put(facts, Told.STATE, db.text("Status"));
    facts.put("members", String.valueOf(db.each("DBClusterMembers", "DBClusterMember").size()));
    facts.put(
        Told.REPLICAS,
        String.valueOf(db.each("ReadReplicaIdentifiers", "ReadReplicaIdentifier").size()));
    return facts;
  }

  private static SortedMap<String, String> common(Part db) {
    SortedMap<String, String> facts = Told.facts();
    facts.put(Told.PROTECTION, Told.onOff(db.isTrue("DeletionProtection")));
    Told.put(facts, "engine", db.text("Engine"));
    Told.put(facts, "gigabytes", db.text("AllocatedStorage"));
    Told.put(facts, "backup-retention-days", db.text("BackupRetentionPeriod"));
    Told.put(facts, "restorable-until", db.time("LatestRestorableTime"));
    Told.tags(facts, db.each("TagList", "Tag"), "Key", "Value");
    return facts;
  }

  /// Further pages are not asked for: what stands on them could only be newer.
  private static SortedMap<String, String> snapshots(List<Part> snapshots) {
    SortedMap<String, String> facts = Told.facts();
    Told.newestBackup(
        facts,
        snapshots.stream()
            .filter(one -> one.text("Status").equals("available"))
            .filter(one -> LASTING.contains(one.text("SnapshotType")))
            .map(one -> one.time("SnapshotCreateTime")));
    return facts;
  }

  @Override
  public String refusal(Action action, Map<String, String> facts) {
    return DELETES.contains(action.operation().name())
            && facts.getOrDefault(Told.PROTECTION, "").equals(Told.ON)
        ? "deletion protection is on"
        : "";
  }
}
