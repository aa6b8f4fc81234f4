package dev.obstat.gateways.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AwsModelsTest {
  private final AwsModels models = AwsModels.load();

  @Test
  void everyServiceOfTheIndexLoadsAndNamesOnlyShapesThatExist() {
    int operations = 0;
    for (Service service : models.services()) {
      ServiceModel model = models.model(service);
      for (ApiOperation operation : model.operations()) {
        operations++;
        for (Shape.Member member : operation.input().members().values()) {
          if (member.type() instanceof Type.Reference reference) {
            assertThat(model.shape(reference)).as(operation.name()).isNotNull();
          }
        }
      }
    }
    assertThat(models.services()).hasSize(382);
    assertThat(operations).isGreaterThanOrEqualTo(16_900);
  }

  @Test
  void theIndexStaysSmallEnoughToKeepAndReview() throws IOException {
    Path index = Path.of("src/main/resources/dev/obstat/gateways/aws/model/index");
    long bytes = 0;
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(8_000_000);
  }

  @Test
  void severalServicesMayShareASigningName() {
    assertThat(models.signedAs("rds").stream().map(Service::id))
        .containsExactly("docdb-2014-10-31", "neptune-2014-10-31", "rds-2014-10-31");
    assertThat(models.signedAs("nobody")).isEmpty();
  }
}
