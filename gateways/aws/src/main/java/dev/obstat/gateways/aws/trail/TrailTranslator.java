package dev.obstat.gateways.aws.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.core.action.Action;
import dev.obstat.core.action.Content;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Place;
import dev.obstat.core.action.Principal;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.describe.Description;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes of a record the action that the gateway would have made of the request, as nearly as a
/// record can say: its parameters are the request's in another spelling, and some are left out.
/// Where that leaves a target unresolved and the record names resources, those are the targets.
public final class TrailTranslator {
  private static final String SUFFIX = ".amazonaws.com";

  /// Members that CloudTrail calls otherwise than the API does.
  private static final Map<String, String> RENAMED = Map.of("bucketName", "Bucket");

  private final AwsModels models;
  private final Describer describer = new Describer();
  private final Map<String, Optional<Named>> known = new HashMap<>();

  public TrailTranslator(AwsModels models) {
    this.models = models;
  }

  private record Named(ServiceModel model, ApiOperation operation) {}

  /// Empty when the index has no such operation, as with sign-ins to the console and what services
  /// do themselves.
  public Optional<Action> translate(TrailEvent event) {
    return known
        .computeIfAbsent(event.source() + "\n" + event.name(), _ -> find(event))
        .map(named -> action(event, named));
  }

  private Optional<Named> find(TrailEvent event) {
    String prefix =
        event.source().endsWith(SUFFIX)
            ? event.source().substring(0, event.source().length() - SUFFIX.length())
            : event.source();
    List<Named> found = new ArrayList<>();
    for (Service service : models.services()) {
      if (List.of(service.endpoint(), service.signing(), service.iam()).contains(prefix)) {
        ServiceModel model = models.model(service);
        operation(model, event.name()).ifPresent(one -> found.add(new Named(model, one)));
      }
    }
    return found.stream().findFirst();
  }

  /// Some services write the version of the API behind the name: `DeleteFunction20150331`.
  private static Optional<ApiOperation> operation(ServiceModel model, String name) {
    return Optional.ofNullable(model.operation(name))
        .or(
            () ->
                Optional.ofNullable(
                    model.operation(
                        name.replaceAll("[0-9]{4}_?[0-9]{2}_?[0-9]{2}(v[0-9]+)?$", ""))));
  }

  private Action action(TrailEvent event, Named named) {
    Service service = named.model().service();
    Value.Structure parameters = parameters(event.parameters(), named.operation());
    Identified identified =
        new Identified(
            named.model(),
            named.operation(),
            named.operation().form(),
            service.protocols().stream().sorted().findFirst().orElseThrow(),
            "",
            Map.of(),
            BodyUse.PARAMETERS,
            List.of());
    Description said = describer.describe(identified, parameters, event.account(), event.region());
    return new Action(
        "forecast",
        new Principal.Agent(event.who(), event.who()),
        new Place("aws", event.account(), event.region(), ""),
        identified.named(),
        said.effect(),
        said.reversibility(),
        targets(said.targets(), event.resources()),
        parameters,
        new Content.None(),
        said.unpinned());
  }

  private static List<Target> targets(List<Target> said, List<String> resources) {
    boolean resolved = said.stream().allMatch(Target.Known.class::isInstance);
    if (resolved || resources.isEmpty()) {
      return said;
    }
    Set<Harm> harms = EnumSet.noneOf(Harm.class);
    said.forEach(target -> harms.addAll(target.harms()));
    return resources.stream()
        .limit(Action.MOST_TARGETS)
        .<Target>map(arn -> new Target.Known(arn, Target.Part.OBJECT, harms))
        .toList();
  }

  /// CloudTrail begins names with a small letter (`dBInstanceIdentifier`); the model knows how they
  /// are written.
  private static Value.Structure parameters(JsonNode record, ApiOperation operation) {
    Map<String, String> spelling = new HashMap<>();
    operation
        .input()
        .members()
        .keySet()
        .forEach(member -> spelling.put(member.toLowerCase(Locale.ROOT), member));
    Map<String, Value> members = new HashMap<>();
    record
        .properties()
        .forEach(
            property -> {
              String name = RENAMED.getOrDefault(property.getKey(), property.getKey());
              members.put(
                  spelling.getOrDefault(name.toLowerCase(Locale.ROOT), name),
                  value(property.getValue()));
            });
    return new Value.Structure(members);
  }

  private static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Value.Text(node.asText());
      case NUMBER -> new Value.Numeric(node.decimalValue());
      case BOOLEAN -> new Value.Flag(node.asBoolean());
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        yield new Value.Sequence(items);
      }
      case OBJECT -> {
        Map<String, Value> members = new HashMap<>();
        node.properties()
            .forEach(
                property -> members.put(capital(property.getKey()), value(property.getValue())));
        yield new Value.Structure(members);
      }
      case NULL, MISSING, BINARY, POJO -> new Value.Nothing();
    };
  }

  private static String capital(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
