package dev.obstat.gateways.aws.describe;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A CloudFormation template as far as it matters here: which resources of which types, which roles
/// are named, whether a transform rewrites it. YAML, of which JSON is a part; nothing is
/// constructed from it, so tags like `!Ref` are just skipped.
sealed interface StackTemplate {
  int LONGEST = 1_000_000;
  int MOST_RESOURCES = 500;
  int MOST_SUMMED_UP = 12;
  Pattern ROLE =
      Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(?:role|instance-profile)/[\\w+=,.@/-]+");

  record Unreadable(String why) implements StackTemplate {}

  /// @param transformed whether a macro or transform may change it
  /// @param unpinned what it names that can change
  record Read(
      List<Resource> resources, Set<String> roles, boolean transformed, Set<String> unpinned)
      implements StackTemplate {
    public Read {
      resources = List.copyOf(resources);
      roles = Set.copyOf(roles);
      unpinned = Collections.unmodifiableSet(new LinkedHashSet<>(unpinned));
    }

    /// `AWS::S3::Bucket, 2 AWS::SQS::Queue`.
    String summary() {
      Map<String, Integer> counts = new TreeMap<>();
      resources.forEach(resource -> counts.merge(resource.type(), 1, Integer::sum));
      String words =
          counts.entrySet().stream()
              .limit(MOST_SUMMED_UP)
              .map(
                  type ->
                      type.getValue() == 1 ? type.getKey() : type.getValue() + " " + type.getKey())
              .collect(Collectors.joining(", "));
      int more = counts.size() - MOST_SUMMED_UP;
      return more > 0 ? words + " and " + more + " more types" : words;
    }
  }

  record Resource(String logicalId, String type) {}

  static StackTemplate read(String body) {
    if (body.length() > LONGEST) {
      return new Unreadable("the template is longer than " + LONGEST + " characters");
    }
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(50);
    Node root;
    try {
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(body));
    } catch (YAMLException e) {
      return new Unreadable("the template is neither YAML nor JSON that can be read");
    }
    if (!(root instanceof MappingNode top)) {
      return new Unreadable("the template is no mapping");
    }
    List<Resource> found = new ArrayList<>();
    boolean transformed = body.contains("Fn::Transform") || body.contains("!Transform");
    boolean listed = false;
    for (NodeTuple entry : top.getValue()) {
      switch (text(entry.getKeyNode())) {
        case "Transform" -> transformed = true;
        case "Resources" -> {
          if (listed || !(entry.getValueNode() instanceof MappingNode resources)) {
            return new Unreadable("the template's `Resources` cannot be read");
          }
          listed = true;
          resources.getValue().forEach(resource -> found.add(resource(resource)));
        }
        default -> {}
      }
    }
    if (found.isEmpty() || found.size() > MOST_RESOURCES) {
      return new Unreadable("the template has " + found.size() + " resources that can be read");
    }
    return found.stream().anyMatch(resource -> resource.type().isEmpty())
        ? new Unreadable("a resource of the template has no type")
        : new Read(found, roles(body), transformed, TemplateReferences.in(top));
  }

  /// Roles by their full ARN, anywhere in a text.
  static Set<String> roles(String text) {
    Set<String> roles = new LinkedHashSet<>();
    Matcher role = ROLE.matcher(text);
    while (role.find()) {
      roles.add(role.group());
    }
    return roles;
  }

  private static Resource resource(NodeTuple entry) {
    String type = "";
    if (entry.getValueNode() instanceof MappingNode members) {
      for (NodeTuple member : members.getValue()) {
        if (text(member.getKeyNode()).equals("Type")) {
          type = text(member.getValueNode());
        }
      }
    }
    return new Resource(text(entry.getKeyNode()), type);
  }

  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
