package dev.obstat.gateways.aws.narrow;

import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Access;
import dev.obstat.gateways.aws.model.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How IAM writes the resources that targets name.
final class ResourceForms {
  /// Services whose operations are checked against the very resources that their targets name: here
  /// the curated targets say more than the index,
  private static final Set<String> BY_TARGETS = Set.of("s3", "dynamodb", "sqs", "secretsmanager");

  /// and here an operation is about one kind of resource, where it is about any.
  private static final Set<String> OF_ONE_KIND = Set.of("sns", "kms", "lambda", "logs");

  private static final Pattern HOLE = Pattern.compile("\\{[^}]*\\}");

  private ResourceForms() {}

  /// Whether [#listed] knows the service's resources.
  static boolean isListed(Identified identified) {
    Service service = identified.model().service();
    ApiOperation operation = identified.operation();
    boolean one = !operation.resources().isEmpty() || operation.access() == Access.UNKNOWN;
    return (BY_TARGETS.contains(service.iam()) && !service.id().startsWith("s3-control"))
        || (OF_ONE_KIND.contains(service.iam()) && one);
  }

  /// @param into gets what a policy says for them
  /// @return why not
  static Optional<String> listed(String service, Set<String> names, Set<String> into) {
    for (String name : names) {
      String literal = SessionPolicy.literal(name);
      switch (service) {
        // Indexes, streams and backups of a table; versions and aliases; streams of a log group.
        case "dynamodb" -> into.addAll(List.of(literal, literal + "/*"));
        case "lambda", "logs" -> into.addAll(List.of(literal, literal + ":*"));
        // A secret's ARN ends in six characters that its name does not have.
        case "secretsmanager" -> into.addAll(List.of(literal, literal + "-??????"));
        case "kms" -> {
          if (name.contains("alias/")) {
            return Optional.of("a key's alias does not say which key it is");
          }
          into.add(literal);
        }
        case String _ -> into.add(literal);
      }
    }
    return Optional.empty();
  }

  /// By the forms that IAM documents for the operation. Kinds that it may touch and the request
  /// does not name stay open.
  static Optional<String> ofTemplates(ApiOperation operation, Set<String> names, Set<String> into) {
    if (operation.resources().isEmpty()) {
      return Optional.of("IAM documents no resource for the operation");
    }
    Set<String> left = new LinkedHashSet<>(names);
    for (ApiOperation.Named kind : operation.resources()) {
      Pattern form = form(kind.template());
      List<String> of = names.stream().filter(name -> form.matcher(name).matches()).toList();
      of.forEach(left::remove);
      if (of.isEmpty() && kind.always()) {
        return Optional.of("IAM also checks a `" + kind.type() + "` that is not named");
      }
      if (of.isEmpty()) {
        into.add(wildcard(kind.template()));
      }
      for (String name : of) {
        into.add(SessionPolicy.literal(name));
        if (name.contains(":rds:")) {
          // Its identifiers are kept in lower case.
          into.add(SessionPolicy.literal(name.toLowerCase(Locale.ROOT)));
        }
      }
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("a target is of a kind that IAM does not document for the operation");
  }

  /// All keys of a bucket for each of its keys; others as they are.
  static Set<String> keysAsOne(Set<String> resources) {
    Set<String> groups = new LinkedHashSet<>();
    for (String resource : resources) {
      int slash = resource.indexOf('/');
      boolean key = slash > 0 && isS3(resource);
      groups.add(key ? resource.substring(0, slash) + "/*" : resource);
    }
    return groups;
  }

  private static boolean isS3(String resource) {
    return resource.matches("arn:[^:]*:s3:::.*");
  }

  /// All keys of a bucket, all of the kind for others. A bucket stays itself.
  static Set<String> groups(Set<String> resources) {
    Set<String> groups = new LinkedHashSet<>();
    for (String resource : keysAsOne(resources)) {
      if (isS3(resource)) {
        groups.add(resource);
      } else {
        int cut = Math.max(resource.indexOf('/'), resource.lastIndexOf(':'));
        groups.add(resource.substring(0, cut + 1) + "*");
      }
    }
    return groups;
  }

  /// The buckets of keys.
  static Set<String> containers(Set<String> resources) {
    Set<String> containers = new LinkedHashSet<>();
    for (String resource : resources) {
      int slash = resource.indexOf('/');
      containers.add(slash < 0 ? resource : resource.substring(0, slash));
    }
    return containers;
  }

  private static Pattern form(String template) {
    StringBuilder pattern = new StringBuilder();
    String[] parts = template.split(":", 6);
    for (int i = 0; i < parts.length; i++) {
      pattern.append(i == 0 ? "" : ":");
      if (i == 1 || (i == 3 && parts[i].equals("R")) || (i == 4 && parts[i].equals("A"))) {
        pattern.append("[^:]*");
      } else {
        pattern.append(
            Pattern.quote(HOLE.matcher(parts[i]).replaceAll("\0")).replace("\0", "\\E.+\\Q"));
      }
    }
    return Pattern.compile(pattern.toString());
  }

  private static String wildcard(String template) {
    String[] parts = template.split(":", 6);
    parts[1] = "*";
    parts[3] = parts[3].equals("R") ? "*" : parts[3];
    parts[4] = parts[4].equals("A") ? "*" : parts[4];
    parts[5] = HOLE.matcher(parts[5]).replaceAll("*");
    return String.join(":", parts);
  }
}
