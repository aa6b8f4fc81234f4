package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parameters for an operation. ARNs are of the kind that their member is called after, where IAM
/// documents such a kind for the operation; a member that is only called `resourceArn` has one of
/// the first kind, and all others are ARNs of something else, as roles and keys are.
record Filling(ServiceModel model, ApiOperation operation, boolean everything) {
  private static final int DEEPEST = 4;

  /// What ARNs are called that are not of the resource itself.
  private static final Pattern OTHERS =
      Pattern.compile("role|key|kms|topic|sns|principal|secret|certificate|lambda|function|bucket");

  /// Members that hold ARNs and are not called so.
  private static final Set<String> ARNS =
      Set.of(
          "arc-zonal-shift:resourceIdentifier",
          "cloudfront:Resource",
          "cloudtrail:Destinations",
          "codestar-notifications:TargetAddress",
          "controltower:targetIdentifier",
          "elasticache:ResourceName",
          "iot:principal",
          "iot:target",
          "lambda:Resource",
          "mediastore:Resource",
          "rds:ResourceIdentifier",
          "rds:ResourceName",
          "redshift:ResourceName",
          "refactor-spaces:Identifier",
          "robomaker:application",
          "robomaker:fleet",
          "robomaker:robot",
          "robomaker:worlds",
          "sagemaker:ResourceIdentifier",
          "tag:ResourceARNList",
          "trustedadvisor:organizationRecommendationIdentifier",
          "trustedadvisor:recommendationIdentifier");

  Value.Structure parameters() {
    return structure(operation.input(), 0);
  }

  private Value.Structure structure(Shape.Structure shape, int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    shape
        .members()
        .forEach(
            (name, member) -> {
              if (isGiven(member)) {
                members.put(name, value(member.type(), name, depth));
              }
            });
    return new Value.Structure(members);
  }

  /// A dry run changes nothing, so it says nothing.
  private boolean isGiven(Shape.Member member) {
    return (everything || member.is(Mark.REQUIRED) || member.place() == Place.LABEL)
        && !member.name().equalsIgnoreCase("dryrun");
  }

  private Value value(Type type, String name, int depth) {
    return switch (type) {
      case Type.Simple simple ->
          switch (simple.scalar()) {
            case STRING, DOCUMENT, TIMESTAMP, BLOB -> new Value.Text(text(name));
            case NUMBER -> Value.Numeric.of(7);
            case BOOLEAN -> new Value.Flag(true);
          };
      case Type.Reference reference ->
          depth > DEEPEST
              ? new Value.Nothing()
              : switch (model.shape(reference)) {
                case Shape.Structure structure -> structure(structure, depth + 1);
                case Shape.Sequence list ->
                    new Value.Sequence(List.of(value(list.item(), name, depth + 1)));
                case Shape.Dictionary map ->
                    new Value.Structure(Map.of("key", value(map.value(), name, depth + 1)));
                case Shape.Document _ -> new Value.Text("anything");
              };
    };
  }

  private String text(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("s$", "");
    if (lower.endsWith("arn")) {
      return arn(lower.replaceAll("_?arn$", ""));
    }
    if (ARNS.contains(model.service().iam() + ":" + name)) {
      return arn("resource");
    }
    if (name.equals("CopySource")) {
      return "reports/2026/a";
    }
    if (name.equals("AliasName")) {
      return "alias/a";
    }
    return lower.equals("queueurl")
        ? "https://sqs.eu-west-1.amazonaws.com/123456789012/q"
        : "x" + Math.floorMod(name.hashCode(), 1000);
  }

  private String arn(String called) {
    List<ApiOperation.Named> kinds =
        Stream.concat(operation.resources().stream(), operation.others().stream()).toList();
    return kinds.stream()
        .filter(
            kind ->
                called.matches("|resource|target")
                    || plain(kind.type()).contains(called)
                    || called.endsWith(plain(kind.type())))
        .findFirst()
        .or(
            () ->
                kinds.size() == 1 && !OTHERS.matcher(called).find()
                    ? kinds.stream().findFirst()
                    : Optional.empty())
        .map(
            kind ->
                kind.template()
                    .replaceFirst(":P:", ":aws:")
                    .replaceFirst(":R:", ":eu-west-1:")
                    .replaceFirst(":A:", ":123456789012:")
                    .replaceAll("\\{\\w+\\}", "x1"))
        .orElse("arn:aws:other:eu-west-1:123456789012:thing/x1");
  }

  private static String plain(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
