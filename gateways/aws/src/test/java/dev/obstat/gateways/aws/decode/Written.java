package dev.obstat.gateways.aws.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.AwsRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests written from JSON with the parameters by their names in the model, as `aws …
/// --cli-input-json` takes them. A parameter that the model does not have is an error.
public final class Written {
  private Written() {}

  /// @param named `rds:DeleteDBInstance`, with IAM's prefix of the service
  public static AwsRequest request(AwsModels models, String named, JsonNode parameters) {
    String[] names = named.split(":", 2);
    List<String> lacking = new ArrayList<>();
    for (Service service : models.services()) {
      ApiOperation operation =
          service.iam().equals(names[0]) ? models.model(service).operation(names[1]) : null;
      if (operation == null) {
        continue;
      }
      ServiceModel model = models.model(service);
      try {
        Given.Fields given = fields(model, operation.input(), parameters, named);
        Protocol protocol =
            service.protocols().stream()
                .filter(spoken -> spoken != Protocol.CBOR)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new RequestWriter(model, operation, operation.form(), given).write(protocol);
      } catch (IllegalArgumentException e) {
        lacking.add(service.id() + ": " + e.getMessage());
      }
    }
    throw new AssertionError("no operation " + named + " takes these parameters: " + lacking);
  }

  private static Given.Fields fields(
      ServiceModel model, Shape.Structure shape, JsonNode json, String at) {
    Map<String, Given> fields = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry -> {
              Shape.Member member = shape.members().get(entry.getKey());
              String below = at + "." + entry.getKey();
              if (member == null) {
                throw new IllegalArgumentException("the model has no " + below);
              }
              fields.put(entry.getKey(), given(model, member.type(), entry.getValue(), below));
            });
    return new Given.Fields(fields);
  }

  private static Given given(ServiceModel model, Type type, JsonNode json, String at) {
    return switch (type) {
      case Type.Simple(Scalar scalar, boolean _) -> {
        if (json.isContainerNode()) {
          throw new IllegalArgumentException(at + " is one value, not " + json);
        }
        yield new Given.Leaf(scalar, json.asText());
      }
      case Type.Reference reference ->
          switch (model.shape(reference)) {
            case Shape.Structure structure -> fields(model, structure, json, at);
            case Shape.Sequence list -> {
              List<Given> items = new ArrayList<>();
              json.forEach(item -> items.add(given(model, list.item(), item, at)));
              yield new Given.Items(items);
            }
            case Shape.Dictionary map -> {
              Map<String, Given> entries = new LinkedHashMap<>();
              json.properties()
                  .forEach(
                      entry ->
                          entries.put(
                              entry.getKey(),
                              given(model, map.value(), entry.getValue(), at + entry.getKey())));
              yield new Given.Fields(entries);
            }
            case Shape.Document _ -> new Given.Leaf(Scalar.DOCUMENT, json.toString());
          };
    };
  }
}
