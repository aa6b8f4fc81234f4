package dev.obstat.gateways.aws;

import static dev.obstat.gateways.aws.Looking.ACCOUNT;
import static dev.obstat.gateways.aws.Looking.HERE;
import static dev.obstat.gateways.aws.Looking.KEY;
import static dev.obstat.gateways.aws.Looking.LEDGER;
import static dev.obstat.gateways.aws.Looking.MACHINE;
import static dev.obstat.gateways.aws.Looking.ORDERS;
import static dev.obstat.gateways.aws.Looking.SHOP;
import static dev.obstat.gateways.aws.Looking.USAGE;
import static dev.obstat.gateways.aws.Looking.VOLUME;
import static dev.obstat.gateways.aws.Looking.action;
import static dev.obstat.gateways.aws.Looking.gaps;
import static dev.obstat.gateways.aws.Looking.removing;
import static dev.obstat.gateways.aws.Looking.target;
import static dev.obstat.gateways.aws.Looking.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.live.AwsLiveFacts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What each service is asked about a thing that would be harmed, and what its answers are taken
/// for.
class LiveSourcesTest {
  private final Looking looking = new Looking();

  @AfterEach
  void stop() {
    looking.close();
  }

  @Test
  void aDatabaseIsAskedForItsProtectionItsReplicasAndTheBackupsThatOutliveIt() {
    Live live = looking.of(removing("rds", "DeleteDBInstance", ORDERS));
    assertThat(live.common())
        .containsEntry("deletion-protection", "on")
        .containsEntry("replicas", "2")
        .containsEntry("zones", "several")
        .containsEntry("gigabytes", "200")
        .containsEntry("backup-retention-days", "7")
        .containsEntry("restorable-until", "2026-11-24T13:50:00Z")
        .containsEntry("stack", "shop");
    assertThat(live.isKnown()).isTrue();
    assertThat(live.tags()).containsExactly("owner=checkout");
    assertThat(looking.estate.asked())
        .containsExactlyInAnyOrder(
            "rds DescribeDBInstances {DBInstanceIdentifier=orders}",
            "rds DescribeDBSnapshots {DBInstanceIdentifier=orders}",
            "cloudformation DescribeStackResources {PhysicalResourceId=orders}",
            "backup ListRecoveryPointsByResource GET /resources/arn%3Aaws%3Ards%3Aeu-west-1%3A"
                + ACCOUNT
                + "%3Adb%3Aorders/recovery-points");
  }

  @Test
  void ofBackupsTheNewestFinishedOneThatIsNotDeletedWithTheDatabaseCounts() {
    looking.estate.says("backup.ListRecoveryPointsByResource", "{\"RecoveryPoints\": []}");
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).newestBackup())
        .contains(Instant.parse("2026-11-20T03:00:00.123Z"));
  }

  @Test
  void aRecoveryPointOfTheBackupServiceCountsAsWell() {
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).newestBackup())
        .contains(Instant.ofEpochMilli(1795480200500L));
  }

  @Test
  void noBackupAtAllIsAFact() {
    looking.estate.says("backup.ListRecoveryPointsByResource", "{\"RecoveryPoints\": []}");
    Live live = looking.of(removing("rds", "DeleteDBCluster", LEDGER));
    assertThat(live.common())
        .containsEntry("newest-backup", "none")
        .containsEntry("members", "2")
        .containsEntry("deletion-protection", "off");
    assertThat(live.newestBackup()).isEmpty();
  }

  @Test
  void noBackupHereSaysNothingWhileNobodyKnowsWhatIsThere() {
    looking.estate.refuses("backup.ListRecoveryPointsByResource", 403, "AccessDeniedException");
    Live live = looking.of(removing("rds", "DeleteDBCluster", LEDGER));
    assertThat(live.common()).doesNotContainKey("newest-backup");
    assertThat(live.gaps()).containsExactly("recovery-points");
    assertThat(live.isKnown()).isFalse();
    assertThat(live.unknown()).isEmpty();
  }

  @Test
  void oneBackupThatIsSeenCountsWhateverElseIsNot() {
    looking.estate.refuses("rds.DescribeDBSnapshots", 400, "Throttling");
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).newestBackup()).isPresent();
  }

  @Test
  void whatIsProtectedWouldHaveBeenRefusedAnyway() {
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).dryRun())
        .isEqualTo(new Live.DryRun.WouldBeRefused("`" + ORDERS + "`: deletion protection is on"));
    assertThat(looking.of(removing("rds", "DeleteDBCluster", LEDGER)).dryRun())
        .isEqualTo(new Live.DryRun.NotMade());
    assertThat(looking.of(removing("dynamodb", "DeleteTable", USAGE)).dryRun().word())
        .isEqualTo("would-be-refused");
    assertThat(looking.of(removing("ec2", "TerminateInstances", MACHINE)).dryRun().word())
        .isEqualTo("would-be-refused");
    assertThat(looking.of(removing("cloudformation", "DeleteStack", SHOP)).dryRun().word())
        .isEqualTo("would-be-refused");
  }

  @Test
  void aTableWithPointInTimeRecoveryCanBeBroughtBack() {
    Action action = removing("dynamodb", "DeleteTable", USAGE);
    Live live = looking.of(action);
    assertThat(live.common())
        .containsEntry("deletion-protection", "on")
        .containsEntry("replicas", "1")
        .containsEntry("items", "120000")
        .containsEntry("point-in-time-recovery", "on");
    assertThat(live.newestBackup()).contains(Instant.ofEpochMilli(1795528500250L));
    assertThat(live.judge(action).reversibility()).isInstanceOf(Reversibility.Recoverable.class);
  }

  @Test
  void aTableWithoutItCannotAndOneOfWhichNobodyKnowsStaysUnknown() {
    Action action = removing("dynamodb", "DeleteTable", USAGE);
    looking.estate.says(
        "dynamodb.DescribeContinuousBackups",
        """
        {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
         "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}}}
        """);
    assertThat(looking.of(action).judge(action).reversibility())
        .isInstanceOf(Reversibility.Irreversible.class);
    looking.estate.refuses("dynamodb.DescribeContinuousBackups", 400, "AccessDeniedException");
    Live live = looking.of(action);
    assertThat(live.judge(action).reversibility()).isInstanceOf(Reversibility.Unknown.class);
    assertThat(gaps(live, USAGE))
        .containsEntry("point-in-time-recovery", "the answer was HTTP 400 AccessDeniedException");
  }

  @Test
  void aMachineIsAskedForTheVolumesThatGoWithIt() {
    Live live = looking.of(removing("ec2", "TerminateInstances", MACHINE));
    assertThat(live.common())
        .containsEntry("deletion-protection", "on")
        .containsEntry("volumes-lost", "1")
        .containsEntry("volumes-kept", "1")
        .containsEntry("scaling-group", "billing");
    assertThat(live.tags()).contains("Name=billing-worker");
    assertThat(looking.estate.asked())
        .contains(
            "ec2 DescribeVolumes {Filter.1.Name=attachment.instance-id,"
                + " Filter.1.Value.1=i-0a1b2c3d4e5f60001}",
            "ec2 DescribeSnapshots {Filter.1.Name=volume-id,"
                + " Filter.1.Value.1=vol-0000000000000000a, Owner.1=self}");
  }

  @Test
  void aSnapshotThatIsNotFinishedIsNoBackup() {
    looking.estate.says("backup.ListRecoveryPointsByResource", "{\"RecoveryPoints\": []}");
    assertThat(looking.of(removing("ec2", "DeleteVolume", VOLUME)).newestBackup())
        .contains(Instant.parse("2026-11-23T01:00:00Z"));
  }

  @Test
  void ofSeveralTargetsTheWorstBackupCounts() {
    Live live = looking.of(removing("rds", "DeleteDBInstance", ORDERS, LEDGER));
    assertThat(live.newestBackup()).isPresent();
    looking.estate.says("backup.ListRecoveryPointsByResource", "{\"RecoveryPoints\": []}");
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS, LEDGER)).newestBackup())
        .isEmpty();
  }

  @Test
  void aKeySaysItsState() {
    assertThat(looking.of(removing("kms", "ScheduleKeyDeletion", KEY)).common())
        .containsEntry("state", "PendingDeletion")
        .containsEntry("deletion-date", "2026-12-01T00:00:00Z")
        .containsEntry("replicas", "1");
  }

  @Test
  void aStackASecretACacheAndAFileSystemSayWhatTheyAre() {
    assertThat(looking.of(removing("cloudformation", "DeleteStack", SHOP)).common())
        .containsEntry("deletion-protection", "on")
        .containsEntry("state", "UPDATE_COMPLETE");
    assertThat(
            looking
                .of(
                    removing(
                        "secretsmanager",
                        "DeleteSecret",
                        "arn:aws:secretsmanager:" + HERE + ":secret:shop/db"))
                .common())
        .containsEntry("replicas", "1")
        .containsEntry("rotation", "on");
    assertThat(
            looking
                .of(
                    removing(
                        "elasticache",
                        "DeleteReplicationGroup",
                        "arn:aws:elasticache:" + HERE + ":replicationgroup:carts"))
                .newestBackup())
        .contains(Instant.parse("2026-11-20T17:00:00Z"));
    Live files =
        looking.of(
            removing(
                "elasticfilesystem",
                "DeleteFileSystem",
                "arn:aws:elasticfilesystem:" + HERE + ":file-system/fs-0123456789abcdef0"));
    assertThat(files.common()).containsEntry("mount-targets", "2");
    assertThat(files.dryRun().word()).isEqualTo("would-be-refused");
  }

  @Test
  void whatIsOfNoStackIsKnownToBeOfNone() {
    looking.estate.refuses("cloudformation.DescribeStackResources", 400, "ValidationError");
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).common())
        .containsEntry("stack", "none");
  }

  @Test
  void whereNothingIsAWriteLosesNothing() {
    Action action = writing("arn:aws:s3:::cost-reports/new report.csv");
    Live live = looking.of(action);
    assertThat(live.common()).containsEntry("exists", "no");
    Action judged = live.judge(action);
    assertThat(judged.destroys()).isFalse();
    assertThat(judged.reversibility()).isInstanceOf(Reversibility.Reversible.class);
    assertThat(looking.estate.asked())
        .contains("s3 HeadObject HEAD /cost-reports/new%20report.csv");
  }

  @Test
  void whereSomethingIsOrNobodyKnowsAWriteLosesIt() {
    Action action = writing("arn:aws:s3:::cost-reports/a.csv");
    looking.estate.says("s3.HeadObject", "");
    assertThat(looking.of(action).judge(action).destroys()).isTrue();
    looking.estate.refuses("s3.HeadObject", 403, "AccessDenied");
    Live live = looking.of(action);
    assertThat(live.judge(action).destroys()).isTrue();
    assertThat(gaps(live, "arn:aws:s3:::cost-reports/a.csv"))
        .containsEntry("exists", "the answer was HTTP 403");
  }

  @Test
  void whetherSomethingIsThereIsAskedAnewEveryTime() {
    AwsLiveFacts facts = looking.facts(Duration.ofSeconds(10));
    Action action = writing("arn:aws:s3:::cost-reports/a.csv");
    facts.of(action);
    facts.of(action);
    assertThat(looking.estate.asked().stream().filter(one -> one.contains("HeadObject")))
        .hasSize(2);
    assertThat(looking.estate.asked().stream().filter(one -> one.contains("Versioning")))
        .hasSize(1);
  }

  @Test
  void aLockOfTheBucketIsAskedForWhereItMatters() {
    Action action =
        action("s3", "DeleteBucket", Effect.DELETE, target("arn:aws:s3:::b-one", Harm.REMOVES));
    assertThat(looking.of(action).common()).containsEntry("object-lock", "governance");
    looking.estate.refusesAsS3(
        "s3.GetObjectLockConfiguration", 404, "ObjectLockConfigurationNotFoundError");
    assertThat(looking.of(action).common()).containsEntry("object-lock", "off");
  }
}
