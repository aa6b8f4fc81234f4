package dev.obstat.server;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.trail.TrailEvent;
import dev.obstat.gateways.aws.trail.TrailTranslator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Proposes a catalog from who calls what: each caller is a component, each resource that is called
/// is a resource, and whoever calls one depends on it.
final class CatalogDraft {
  private static final int MOST_RESOURCES = 5_000;

  private final TrailTranslator translator;
  private final SortedMap<String, SortedSet<String>> usedBy = new TreeMap<>();
  private boolean isCut;

  CatalogDraft(AwsModels models) {
    this.translator = new TrailTranslator(models);
  }

  void add(TrailEvent event) {
    if (event.failed()) {
      return;
    }
    Optional<Action> action = translator.translate(event);
    if (action.isEmpty()) {
      return;
    }
    for (Target target : action.get().targets()) {
      if (target instanceof Target.Known known && isResource(known.name())) {
        String resource = whole(known.name());
        if (usedBy.size() >= MOST_RESOURCES && !usedBy.containsKey(resource)) {
          isCut = true;
        } else {
          usedBy.computeIfAbsent(resource, _ -> new TreeSet<>()).add(event.caller());
        }
      }
    }
  }

  /// Not whole accounts, and nothing that a pattern could not name safely.
  private static boolean isResource(String arn) {
    return arn.startsWith("arn:")
        && arn.split(":", 6).length == 6
        && !arn.endsWith(":root")
        && !arn.endsWith(":*")
        && arn.chars().noneMatch(letter -> letter <= ' ' || letter == ',' || letter == '*')
        && arn.length() <= 1_000;
  }

  /// An object counts as its bucket.
  private static String whole(String arn) {
    int slash = arn.indexOf('/');
    return arn.startsWith("arn:aws:s3:::") && slash > 0 ? arn.substring(0, slash) : arn;
  }

  String yaml() {
    Names names = new Names();
    Map<String, String> resources = new HashMap<>();
    SortedMap<String, SortedSet<String>> needs = new TreeMap<>();
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        # A draft, made from what CloudTrail says was used. Nothing in it is known to be right: name the
        # services as people call them, take out who only looks, and state customers, revenue and owners.
        """);
    if (isCut) {
      yaml.append("# More than ")
          .append(MOST_RESOURCES)
          .append(" resources: the rest is left out.\n");
    }
    usedBy.forEach(
        (arn, callers) -> {
          String name = names.of(arn.substring(arn.lastIndexOf(':') + 1));
          resources.put(arn, name);
          callers.forEach(caller -> needs.computeIfAbsent(caller, _ -> new TreeSet<>()).add(name));
        });
    Names components = new Names();
    needs.forEach(
        (caller, used) -> {
          head(yaml, "Component", components.of(caller));
          yaml.append("spec:\n  type: service\n  dependsOn:\n");
          used.forEach(name -> yaml.append("    - resource:").append(name).append('\n'));
        });
    usedBy
        .keySet()
        .forEach(
            arn -> {
              head(yaml, "Resource", resources.getOrDefault(arn, ""));
              yaml.append("  annotations:\n");
              provider(yaml, arn);
              yaml.append("    obstat.dev/match: |\n      ").append(arn).append('\n');
              if (arn.startsWith("arn:aws:s3:::")) {
                yaml.append("      ").append(arn).append("/*\n");
              }
              yaml.append("spec:\n  type: ")
                  .append(arn.split(":", -1)[2].replaceAll("[^a-z0-9-]", "-"))
                  .append('\n');
            });
    return yaml.toString();
  }

  private static void head(StringBuilder yaml, String kind, String name) {
    yaml.append("---\napiVersion: backstage.io/v1alpha1\nkind: ")
        .append(kind)
        .append("\nmetadata:\n  name: \"")
        .append(name)
        .append("\"\n");
  }

  private static void provider(StringBuilder yaml, String arn) {
    String region = arn.split(":", -1)[3];
    if (region.matches("[a-z0-9-]+")) {
      yaml.append("    obstat.dev/provider: aws/").append(region).append('\n');
    }
  }

  /// Names as the catalog takes them, each once.
  private static final class Names {
    private static final int LONGEST = 50;

    private final Set<String> taken = new HashSet<>();

    String of(String wanted) {
      String clean = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
      String cut = clean.substring(Math.max(0, clean.length() - LONGEST));
      String name = cut.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
      String base = name.isEmpty() ? "unnamed" : name;
      String free = base;
      for (int nth = 2; !taken.add(free); nth++) {
        free = base + "-" + nth;
      }
      return free;
    }
  }
}
