package dev.obstat.catalogs.kubernetes;

import dev.obstat.catalogs.imported.Found;
import dev.obstat.catalogs.imported.Labels;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads manifests as people apply them, and lists as `kubectl get -o yaml` or `-o json` prints
/// them: workloads, the pods they own, services that select them, ingresses, and what pods mount.
public final class Manifests {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int MOST_REPLICAS = 200;

  private final boolean trusted;
  private final Consumer<Problem> problems;
  private final Map<String, Manifest> manifests = new LinkedHashMap<>();

  public Manifests(boolean trusted, Consumer<Problem> problems) {
    this.trusted = trusted;
    this.problems = problems;
  }

  /// Adds a document: an object, or a list of objects.
  public void add(Yaml document) {
    if (!(document instanceof Yaml.Mapping mapping)) {
      problem(document.at(), "a manifest is a mapping, not " + document.kind());
      return;
    }
    String kind = Tree.text(mapping, "kind");
    if (kind.endsWith("List")) {
      Tree.items(mapping, "items").forEach(this::add);
      return;
    }
    if (kind.isEmpty() || Tree.text(mapping, "apiVersion").isEmpty()) {
      problem(mapping.at(), "not a manifest: `apiVersion` or `kind` is missing");
      return;
    }
    Optional<Manifest.Kind> read = Manifest.Kind.of(kind);
    if (read.isEmpty()) {
      return;
    }
    String name = Tree.text(mapping, "metadata", "name");
    if (name.isEmpty()) {
      problem(mapping.at(), "a " + kind + " without `metadata.name`");
      return;
    }
    String namespace = Tree.text(mapping, "metadata", "namespace");
    Manifest manifest =
        new Manifest(
            read.get(), namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace, name, mapping);
    Manifest earlier = manifests.putIfAbsent(manifest.target(), manifest);
    if (earlier != null) {
      problem(
          mapping.at(),
          "`" + manifest.target() + "` is already described at " + earlier.yaml().at());
    }
  }

  public List<Found> found() {
    List<Found> all = new ArrayList<>();
    for (Manifest manifest : manifests.values()) {
      if (manifest.kind() == Manifest.Kind.BUDGET) {
        continue;
      }
      Found found =
          found(
              manifest.target(),
              manifest.kind(),
              manifest.namespace(),
              manifest.name(),
              manifest.yaml().at());
      describe(manifest, found);
      all.add(found);
      if (manifest.kind() == Manifest.Kind.STATEFUL_SET) {
        all.addAll(numbered(manifest, found));
      }
    }
    return all;
  }

  private Found found(
      String target, Manifest.Kind kind, String namespace, String name, Position at) {
    return new Found(
            target,
            "kubernetes",
            namespace + "." + kind.plural() + "." + name,
            namespace + "/" + name,
            at,
            trusted)
        .named(target);
  }

  private void describe(Manifest manifest, Found found) {
    Tree.at(manifest.yaml(), "metadata", "labels")
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .filter(Labels::sayProduction)
        .ifPresent(_ -> found.inProduction());
    if (manifest.kind().runsPods() || manifest.kind() == Manifest.Kind.POD) {
      Map<String, String> labels = Tree.texts(manifest.yaml(), "metadata", "labels");
      Optional.ofNullable(labels.get("backstage.io/kubernetes-id")).ifPresent(found::ofComponent);
      PodNeeds.of(manifest, found);
    }
    if (manifest.kind().runsPods()) {
      List<String> owned = owned(manifest);
      if (!owned.isEmpty()) {
        found.needsSome(least(manifest, owned.size()), owned);
      }
    }
    switch (manifest.kind()) {
      case SERVICE -> service(manifest, found);
      case INGRESS -> ingress(manifest, found);
      default -> {}
    }
  }

  /// What it owns by owner references: pods, and of a deployment its replica sets.
  private List<String> owned(Manifest owner) {
    return manifests.values().stream()
        .filter(one -> one.namespace().equals(owner.namespace()))
        .filter(
            one ->
                Tree.items(one.yaml(), "metadata", "ownerReferences").stream()
                    .anyMatch(
                        reference ->
                            Manifest.Kind.of(Tree.text(reference, "kind"))
                                    .filter(owner.kind()::equals)
                                    .isPresent()
                                && Tree.text(reference, "name").equals(owner.name())))
        // A rolled deployment keeps old replica sets that run nothing.
        .filter(one -> !Tree.text(one.yaml(), "spec", "replicas").equals("0"))
        .map(Manifest::target)
        .toList();
  }

  /// The pods of a stateful set have names that are known beforehand.
  private List<Found> numbered(Manifest set, Found found) {
    String written = Tree.text(set.yaml(), "spec", "replicas");
    int replicas = written.matches("[0-9]{1,4}") ? Integer.parseInt(written) : 1;
    if (!owned(set).isEmpty() || replicas < 2 || replicas > MOST_REPLICAS) {
      return List.of();
    }
    List<Found> pods = new ArrayList<>();
    for (int nth = 0; nth < replicas; nth++) {
      String name = set.name() + "-" + nth;
      String target = Manifest.key(set.namespace(), Manifest.Kind.POD, name);
      if (!manifests.containsKey(target)) {
        pods.add(found(target, Manifest.Kind.POD, set.namespace(), name, set.yaml().at()));
      }
    }
    found.needsSome(least(set, replicas), pods.stream().map(Found::key).toList());
    return pods;
  }

  /// How many of its pods have to run: what a disruption budget says, or one.
  private int least(Manifest workload, int all) {
    return manifests.values().stream()
        .filter(one -> one.kind() == Manifest.Kind.BUDGET)
        .filter(budget -> budget.namespace().equals(workload.namespace()))
        .filter(
            budget ->
                workload.isSelectedBy(Tree.texts(budget.yaml(), "spec", "selector", "matchLabels")))
        .mapToInt(budget -> Budgets.least(budget.yaml(), all))
        .max()
        .orElse(1);
  }

  private void service(Manifest service, Found found) {
    Map<String, String> selector = Tree.texts(service.yaml(), "spec", "selector");
    List<String> selected =
        manifests.values().stream()
            .filter(one -> one.namespace().equals(service.namespace()))
            .filter(one -> one.kind().runsPods() && !isOwned(one))
            .filter(one -> one.isSelectedBy(selector))
            .map(Manifest::target)
            .toList();
    if (!selected.isEmpty()) {
      found.needsSome(1, selected);
    }
  }

  private static boolean isOwned(Manifest manifest) {
    return !Tree.items(manifest.yaml(), "metadata", "ownerReferences").isEmpty();
  }

  private void ingress(Manifest ingress, Found found) {
    List<Yaml> backends = new ArrayList<>();
    Tree.at(ingress.yaml(), "spec", "defaultBackend").ifPresent(backends::add);
    for (Yaml rule : Tree.items(ingress.yaml(), "spec", "rules")) {
      Tree.items(rule, "http", "paths")
          .forEach(path -> Tree.at(path, "backend").ifPresent(backends::add));
    }
    for (Yaml backend : backends) {
      String name = Tree.text(backend, "service", "name");
      if (!name.isEmpty()) {
        found.needs(Manifest.key(ingress.namespace(), Manifest.Kind.SERVICE, name));
      }
    }
  }

  private void problem(Position at, String message) {
    problems.accept(new Problem(at, message));
  }
}
