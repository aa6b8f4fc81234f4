package dev.obstat.gateways.aws.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private static final AwsModels MODELS = AwsModels.load();
  private static final HostNames NAMES = new HostNames(MODELS.services());

  @Test
  void everyHostThatIsGivenOutIsFoundAgain() {
    List<String> lost = new ArrayList<>();
    int asked = 0;
    for (boolean fips : new boolean[] {false, true}) {
      for (boolean dual : new boolean[] {false, true}) {
        Hosts hosts = new Hosts(new Variant(fips, dual));
        for (Service service : MODELS.services()) {
          for (String region :
              List.of("eu-west-1", "us-east-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1")) {
            if (hosts.find(service, region) instanceof Hosts.Found.At(String host, String _)) {
              asked++;
              if (!NAMES.at(host).contains(service)) {
                lost.add(service.id() + " at " + host);
              }
            }
          }
        }
      }
    }
    assertThat(lost).isEmpty();
    assertThat(asked).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.eu-west-1.amazonaws.com:443,s3-2006-03-01",
    "lambda.s3.eu-west-1.amazonaws.com,s3-2006-03-01",
    "lambda.eu-west-1.amazonaws.com.s3.eu-west-1.amazonaws.com,s3-2006-03-01",
    "123456789012.s3-control.eu-west-1.amazonaws.com,s3-control-2018-08-20",
    "LAMBDA.cn-north-1.amazonaws.com.cn,lambda-2015-03-31",
    "lambda.eu-west-1.api.aws,lambda-2015-03-31",
    "streams.dynamodb.eu-west-1.amazonaws.com,streams.dynamodb-2012-08-10",
    "iam.amazonaws.com,iam-2010-05-08"
  })
  void knowsWhoseHostItIs(String host, String id) {
    assertThat(NAMES.at(host).stream().map(Service::id)).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "127.0.0.1:8471",
        "[::1]:8471",
        "amazonaws.com",
        "lambda.eu-west-1.amazonaws.com.evil.example",
        "lambda.eu-west-1.evil.example",
        "xlambda.eu-west-1.amazonaws.com",
        "lambda.nowhere.amazonaws.com"
      })
  void knowsNothingOfOtherNames(String host) {
    assertThat(NAMES.at(host)).isEmpty();
  }
}
