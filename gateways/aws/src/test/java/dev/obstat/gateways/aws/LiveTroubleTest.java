package dev.obstat.gateways.aws;

import static dev.obstat.gateways.aws.Looking.ACCOUNT;
import static dev.obstat.gateways.aws.Looking.ORDERS;
import static dev.obstat.gateways.aws.Looking.USAGE;
import static dev.obstat.gateways.aws.Looking.gaps;
import static dev.obstat.gateways.aws.Looking.removing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.context.Live;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are late, broken, wrong or of somewhere else, and names that are none.
class LiveTroubleTest {
  private final Looking looking = new Looking();

  @AfterEach
  void stop() {
    looking.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rds.DescribeDBInstances, database",
    "rds.DescribeDBSnapshots, snapshots",
    "backup.ListRecoveryPointsByResource, recovery-points",
    "cloudformation.DescribeStackResources, stack"
  })
  void oneAnswerThatIsLateLeavesTheOthersKnown(String operation, String about) {
    looking.estate.isLate(operation);
    long begun = System.nanoTime();
    Live live =
        looking.facts(Duration.ofMillis(700)).of(removing("rds", "DeleteDBInstance", ORDERS));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(gaps(live, ORDERS)).isEqualTo(Map.of(about, "no answer in 700 ms"));
    assertThat(live.isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rds.DescribeDBInstances", "backup.ListRecoveryPointsByResource"})
  void anAnswerThatBreaksOffIsNone(String operation) {
    looking.estate.breaksOff(operation);
    assertThat(looking.of(removing("rds", "DeleteDBInstance", ORDERS)).gaps()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not XML",
        "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances/>"
            + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>",
        "<!DOCTYPE a [<!ENTITY e \"true\">]><DescribeDBInstancesResponse/>",
        "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>"
            + "<DBInstanceIdentifier>another</DBInstanceIdentifier></DBInstance></DBInstances>"
            + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>"
      })
  void anAnswerAboutSomethingElseSaysNothing(String body) {
    looking.estate.says("rds.DescribeDBInstances", body);
    Live live = looking.of(removing("rds", "DeleteDBInstance", ORDERS));
    assertThat(live.gaps()).containsExactly("database");
    assertThat(live.common()).doesNotContainKey("deletion-protection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"Table\": []}", "{\"Table\": {}, \"Table\": {}}", "{", "null"})
  void anAnswerInJsonThatIsNoneSaysNothing(String body) {
    looking.estate.says("dynamodb.DescribeTable", body);
    assertThat(looking.of(removing("dynamodb", "DeleteTable", USAGE)).gaps())
        .containsExactly("table");
  }

  @Test
  void aThingOfAnotherRegionIsAskedThereAndOneOfAnotherAccountNotAtAll() {
    looking.of(removing("dynamodb", "DeleteTable", USAGE.replace("eu-west-1", "us-east-1")));
    assertThat(looking.engine.arrived())
        .allMatch(one -> one.header("authorization").contains("/us-east-1/"));
    int before = looking.engine.arrived().size();
    Live live =
        looking.of(removing("dynamodb", "DeleteTable", USAGE.replace(ACCOUNT, "999999999999")));
    assertThat(live.unknown()).hasSize(1);
    assertThat(looking.engine.arrived()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:rds:eu-west-1:123456789012:db:orders&Action=DeleteDBInstance",
        "arn:aws:rds:eu-west-1:123456789012:db:*",
        "arn:aws:ec2:eu-west-1:123456789012:instance/*",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/us?ge",
        "arn:aws:cloudformation:eu-west-1:123456789012:stack/../x y",
        "arn:aws:rds:eu-west-1:123456789012:db:"
      })
  void aNameThatIsNoneIsNotAskedAbout(String name) {
    assertThat(looking.of(removing("rds", "DeleteDBInstance", name)).unknown()).hasSize(1);
    assertThat(looking.estate.asked()).isEmpty();
  }
}
