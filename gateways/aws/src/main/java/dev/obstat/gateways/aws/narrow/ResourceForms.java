package dev.obstat.gateways.aws.narrow;

import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Access;
import dev.obstat.gateways.aws.model.ResourceForm;
import dev.obstat.gateways.aws.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How IAM writes the resources that targets name.
final class ResourceForms {
  /// Services whose operations are checked against the very resources that their targets name: here
  /// the curated targets say more than the index,
  private static final Set<String> BY_TARGETS = Set.of("s3", "dynamodb", "sqs", "secretsmanager");

  /// and here an operation is about one kind of resource, where it is about any.
  private static final Set<String> OF_ONE_KIND = Set.of("sns", "kms", "lambda", "logs");

  /// A name with a `~` at the beginning of a part: Template.of.
  private static final Predicate<String> NO_ARN = Pattern.compile("[:/-]~").asPredicate();

  private ResourceForms() {}

  /// Whether a policy can name all of these: they are ARNs.
  static boolean areArns(Set<String> names) {
    return names.stream().noneMatch(NO_ARN);
  }

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
    List<ApiOperation.Named> kinds = new ArrayList<>(operation.resources());
    kinds.addAll(operation.others());
    if (operation.resources().isEmpty()) {
      return Optional.of("IAM documents no resource for the operation");
    }
    Set<String> left = new LinkedHashSet<>(names);
    for (ApiOperation.Named kind : kinds) {
      if (!ResourceForm.hasService(kind.template())) {
        return Optional.of("IAM also checks a `" + kind.type() + "`, which any service may have");
      }
      Pattern form = ResourceForm.pattern(kind.template());
      List<String> of = names.stream().filter(name -> form.matcher(name).matches()).toList();
      of.forEach(left::remove);
      if (of.isEmpty() && kind.always()) {
        return Optional.of("IAM also checks a `" + kind.type() + "` that is not named");
      }
      if (of.isEmpty()) {
        into.add(ResourceForm.wildcard(kind.template()));
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
}
