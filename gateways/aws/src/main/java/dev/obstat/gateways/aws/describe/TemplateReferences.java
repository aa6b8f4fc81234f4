package dev.obstat.gateways.aws.describe;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// What a CloudFormation template names that can change before the stack is made.
final class TemplateReferences {
  private static final Pattern DIGEST = Pattern.compile("[^@]*@sha256:[0-9a-f]{64}");

  /// A key in a bucket, and what beside it makes it one version.
  private static final Map<String, String> KEYS =
      Map.of("S3Key", "S3ObjectVersion", "Key", "Version", "FileKey", "ObjectVersion");

  private static final Set<String> WITHOUT_VERSION =
      Set.of("TemplateURL", "CodeUri", "DefinitionUri", "ContentUri", "ScriptLocation");

  private static final Set<String> IMAGES = Set.of("Image", "ImageUri", "ImageIdentifier");
  private final Set<String> found = new LinkedHashSet<>();

  private TemplateReferences() {}

  /// One sentence for each kind, as [Unpinned] has them.
  static Set<String> in(Node template) {
    TemplateReferences references = new TemplateReferences();
    references.walk(template);
    return references.found;
  }

  private void walk(Node node) {
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple entry : mapping.getValue()) {
          member(mapping, StackTemplate.text(entry.getKeyNode()), entry.getValueNode());
          walk(entry.getValueNode());
        }
      }
      case SequenceNode list -> list.getValue().forEach(this::walk);
      default -> {}
    }
  }

  private void member(MappingNode owner, String name, Node value) {
    String text = StackTemplate.text(value);
    if (WITHOUT_VERSION.contains(name) && value instanceof ScalarNode) {
      add(
          name,
          "what is at an address can be changed: put it into the template, or name a version");
    } else if (IMAGES.contains(name)
        && !DIGEST.matcher(text).matches()
        && !text.startsWith("aws/codebuild/")) {
      add(name, "a tag can be moved: name the image by its digest");
    } else if (KEYS.containsKey(name) && isKey(owner, name) && !has(owner, KEYS.get(name))) {
      add(name, "the code can be overwritten: give `" + KEYS.get(name) + "`");
    } else if (name.equals("Type") && text.startsWith("AWS::SSM::Parameter::Value")) {
      add(name, "a parameter can be changed: give its value");
    } else if (text.equals("AWS::Include")) {
      add(name, "what is included can be changed: put it into the template");
    }
  }

  /// Tags have keys too; only a key beside a bucket is one of an object.
  private static boolean isKey(MappingNode owner, String name) {
    return !name.equals("Key") || has(owner, "Bucket");
  }

  private static boolean has(MappingNode owner, String name) {
    return owner.getValue().stream()
        .anyMatch(entry -> StackTemplate.text(entry.getKeyNode()).equals(name));
  }

  private void add(String name, String why) {
    found.add("TemplateBody, " + name + ": " + why);
  }
}
