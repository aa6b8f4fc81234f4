package dev.obstat.gateways.aws.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.request.AwsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Writes a request for every operation of the index in every protocol of its service, and asks
/// what it is. What cannot be told from the request alone is in a golden file by name, and must be
/// held, never taken for something else.
///
/// `-Dobstat.rewrite=true` rewrites the golden file.
class EveryOperationTest {
  private static final String GOLDEN = "operations-that-are-held.txt";
  private final AwsModels models = AwsModels.load();
  private final Identifier identifier = new Identifier(models, Set.of("gateway.example"));
  private final Decoder decoder = new Decoder();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> held = new TreeSet<>();
  private int asked;
  private int decoded;
  private int twins;

  @Test
  void isFoundFromItsOwnRequestWithTheSameParameters(TestReporter reporter) throws IOException {
    for (Service service : models.services()) {
      ServiceModel model = models.model(service);
      for (ApiOperation operation : model.operations()) {
        for (Protocol protocol : service.protocols()) {
          if (protocol == Protocol.CBOR) {
            continue;
          }
          boolean rest = protocol == Protocol.REST_JSON || protocol == Protocol.REST_XML;
          for (ApiOperation.Form form : rest ? operation.forms() : List.of(operation.form())) {
            check(model, operation, form, protocol);
          }
        }
      }
    }
    Path golden = Path.of("src/test/resources/dev/obstat/gateways/aws/decode", GOLDEN);
    if (Boolean.getBoolean("obstat.rewrite")) {
      Files.createDirectories(golden.getParent());
      Files.write(golden, held);
    }
    reporter.publishEntry(
        "operations",
        "asked %d, decoded %d, twins %d, held %d".formatted(asked, decoded, twins, held.size()));
    assertThat(wrong).isEmpty();
    assertThat(held).containsExactlyElementsOf(Files.readAllLines(golden));
    assertThat(asked).isGreaterThan(15_600);
    assertThat(held.size()).isLessThanOrEqualTo(asked / 1000);
    assertThat(decoded + twins + held.size()).isEqualTo(asked);
  }

  private void check(
      ServiceModel model, ApiOperation operation, ApiOperation.Form form, Protocol protocol) {
    asked++;
    String id = model.service().id() + " " + operation.name();
    Given.Fields given = new Samples(model, id.hashCode()).input(operation.input());
    if (RequestWriter.isBodiless(operation, form)) {
      // Structures are newer than that form.
      given.fields().values().removeIf(field -> !(field instanceof Given.Leaf));
    }
    AwsRequest request = new RequestWriter(model, operation, form, given).write(protocol);
    switch (identifier.identify(request)) {
      case Identified found -> {
        if (!found.operation().name().equals(operation.name())) {
          wrong.add(id + " was taken for " + found.named());
          return;
        }
        boolean rest = protocol == Protocol.REST_JSON || protocol == Protocol.REST_XML;
        if (rest && !found.model().service().equals(model.service())) {
          assertThat(found.twins()).as(id).contains(model.service());
          twins++;
          return;
        }
        parameters(id, model, operation, given, found, request);
      }
      case Identification.UnknownOperation unknown -> held.add(id + ": " + unknown.why());
      case Identification.Refused refused -> wrong.add(id + " was refused: " + refused.why());
      case Identification.BodyNeeded _ -> wrong.add(id + " needs a body that was given");
    }
  }

  private void parameters(
      String id,
      ServiceModel model,
      ApiOperation operation,
      Given.Fields given,
      Identified found,
      AwsRequest request) {
    decoded++;
    Value expected = Given.expected(given.fields(), operation.input(), false, model);
    switch (decoder.decode(found, request, Given.FINGERPRINT)) {
      case Decoded right -> {
        boolean ownModel = found.model().service().equals(model.service());
        if (ownModel && !right.parameters().equals(expected)) {
          wrong.add(
              id + ": " + right.parameters() + "\n instead of " + expected + "\n from " + request);
        }
        if (!right.unknownMembers().isEmpty()) {
          wrong.add(id + ": unknown " + right.unknownMembers());
        }
      }
      case Decoding.Refused refused -> wrong.add(id + ": refused: " + refused.why());
    }
  }
}
