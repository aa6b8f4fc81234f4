package dev.obstat.catalogs.terraform;

import dev.obstat.catalogs.imported.Found;
import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a Terraform state (format 4), or what `terraform show -json` prints of one. Of the
/// attributes only names, places and a stage's label are looked at: a state is full of secrets.
public final class TerraformState {
  private static final String STATE_VERSION = "4";

  private final String file;
  private final boolean trusted;
  private final Consumer<Problem> problems;
  private final List<Found> found = new ArrayList<>();
  private final Set<String> addresses = new HashSet<>();

  private TerraformState(String file, boolean trusted, Consumer<Problem> problems) {
    this.file = file;
    this.trusted = trusted;
    this.problems = problems;
  }

  public static List<Found> read(
      String file, Yaml document, boolean trusted, Consumer<Problem> problems) {
    TerraformState state = new TerraformState(file, trusted, problems);
    state.read(document);
    return state.found;
  }

  private void read(Yaml document) {
    if (!(document instanceof Yaml.Mapping mapping)) {
      problem(document.at(), "a Terraform state is an object, not " + document.kind());
      return;
    }
    Fields root = new Fields(mapping, "", problems);
    if (root.find("planned_values").isPresent()) {
      problem(
          root.at(),
          "this is a plan, and says what may come to be: give `terraform show -json` of the state");
    } else if (root.find("format_version").isPresent()) {
      root.mapping("values")
          .flatMap(values -> values.mapping("root_module"))
          .ifPresent(this::module);
    } else if (root.find("version").isPresent()) {
      state(root);
    } else {
      problem(root.at(), "not a Terraform state: neither `version` nor `format_version` is there");
    }
  }

  private void state(Fields root) {
    String version = root.text("version").map(Yaml.Scalar::text).orElse("");
    if (!version.equals(STATE_VERSION)) {
      problem(
          root.at(),
          "a state of format `"
              + version
              + "`: formats other than 4 are not read; `terraform show -json` prints one that is");
      return;
    }
    for (Fields resource : mappings(root, "resources")) {
      if (!text(resource, "mode").equals("managed")) {
        continue;
      }
      String module = text(resource, "module");
      String base =
          (module.isEmpty() ? "" : module + ".")
              + text(resource, "type")
              + "."
              + text(resource, "name");
      for (Fields instance : mappings(resource, "instances")) {
        String key = instance.text("index_key").map(TerraformState::index).orElse("");
        resource(
            base + key,
            text(resource, "type"),
            instance.at(),
            instance.mapping("attributes"),
            instance.texts("dependencies"));
      }
    }
  }

  private void module(Fields module) {
    for (Fields resource : mappings(module, "resources")) {
      if (text(resource, "mode").equals("managed")) {
        resource(
            text(resource, "address"),
            text(resource, "type"),
            resource.at(),
            resource.mapping("values"),
            resource.texts("depends_on"));
      }
    }
    mappings(module, "child_modules").forEach(this::module);
  }

  private void resource(
      String address,
      String type,
      Position at,
      Optional<Fields> attributes,
      List<Yaml.Scalar> dependencies) {
    if (address.isEmpty() || type.isEmpty()) {
      problem(at, "a resource without type or name: this is not a whole state");
      return;
    }
    if (!addresses.add(address)) {
      problem(at, "`" + address + "` stands here twice");
      return;
    }
    Found resource =
        new Found(key(withoutIndexes(address)), "terraform", address, address, at, trusted);
    attributes.ifPresent(
        fields -> {
          Attributes known = new Attributes(fields);
          known.names(type).forEach(resource::named);
          resource.in(known.place(type));
          if (known.saysProduction()) {
            resource.inProduction();
          }
        });
    dependencies.forEach(needed -> resource.needs(key(withoutIndexes(needed.text()))));
    found.add(resource);
  }

  /// A state names what a resource depends on without the indexes of its instances: all of them
  /// count.
  private String key(String address) {
    return "terraform:" + file + ":" + address;
  }

  private static String withoutIndexes(String address) {
    return address.replaceAll("\\[(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^]\"]*)]", "");
  }

  private static String index(Yaml.Scalar key) {
    return switch (key.style()) {
      case PLAIN -> "[" + key.text() + "]";
      case QUOTED, LITERAL, FOLDED -> "[\"" + key.text() + "\"]";
    };
  }

  private List<Fields> mappings(Fields from, String key) {
    List<Fields> found = new ArrayList<>();
    from.find(key)
        .ifPresent(
            value -> {
              if (!(value instanceof Yaml.Sequence sequence)) {
                problem(value.at(), "`" + key + "` is " + value.kind() + ", not a list");
                return;
              }
              for (Yaml item : sequence.items()) {
                if (item instanceof Yaml.Mapping mapping) {
                  found.add(new Fields(mapping, key, problems));
                } else {
                  problem(item.at(), "in `" + key + "` stands " + item.kind() + ", not a mapping");
                }
              }
            });
    return found;
  }

  private static String text(Fields fields, String key) {
    return fields.text(key).map(Yaml.Scalar::text).orElse("");
  }

  private void problem(Position at, String message) {
    problems.accept(new Problem(at, message));
  }
}
