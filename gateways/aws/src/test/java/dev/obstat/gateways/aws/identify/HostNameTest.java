package dev.obstat.gateways.aws.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.model.AwsModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  private static final HostName.Reader READER = new HostName.Reader(AwsModels.load());

  @ParameterizedTest
  @CsvSource({
    "rds.eu-west-1.amazonaws.com, '', rds, eu-west-1, false, false",
    "RDS.eu-west-1.amazonaws.com:443, '', rds, eu-west-1, false, false",
    "iam.amazonaws.com, '', iam, '', false, false",
    "ec2.cn-north-1.amazonaws.com.cn, '', ec2, cn-north-1, false, false",
    "kms-fips.us-gov-west-1.amazonaws.com, '', kms, us-gov-west-1, true, false",
    "lambda.eu-west-1.api.aws, '', lambda, eu-west-1, false, true",
    "s3.dualstack.eu-west-1.amazonaws.com, '', s3, eu-west-1, false, true",
    "a.b.s3.eu-west-1.amazonaws.com, a.b, s3, eu-west-1, false, false",
    "rds.s3.eu-west-1.amazonaws.com, rds, s3, eu-west-1, false, false",
    "111122223333.s3-control.eu-west-1.amazonaws.com, 111122223333, s3-control, eu-west-1, false, false",
    "data-servicediscovery.eu-west-1.amazonaws.com, data-, servicediscovery, eu-west-1, false, false",
    "runtime.lex.eu-west-1.amazonaws.com, '', runtime.lex, eu-west-1, false, false",
    "eu-west-1.queue.amazonaws.com, '', queue, eu-west-1, false, false"
  })
  void takesApartWhatAwsCallsItsHosts(
      String host, String prefix, String endpoint, String region, boolean fips, boolean dual) {
    assertThat(READER.read(host)).contains(new HostName(prefix, endpoint, region, fips, dual));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.evil.example",
        "rds.eu-west-1.amazonaws.com.evil.example",
        "rds.eu-west-1.evilamazonaws.com",
        "nobody.eu-west-1.amazonaws.com",
        "amazonaws.com",
        "rds..eu-west-1.amazonaws.com",
        ".amazonaws.com",
        "eu-west-1.amazonaws.com",
        "127.0.0.1",
        ""
      })
  void knowsNoOtherHosts(String host) {
    assertThat(READER.read(host)).isEmpty();
  }
}
