package dev.obstat.catalogs.kubernetes;

import dev.obstat.catalogs.yaml.Yaml;
import java.util.Map;
import java.util.Optional;

/// One object of a cluster.
///
/// @param kind one that is read
/// @param yaml the whole
record Manifest(Kind kind, String namespace, String name, Yaml.Mapping yaml) {

  /// What is read of a cluster, with the plural that names it in its API.
  enum Kind {
    DEPLOYMENT("Deployment", "deployments"),
    STATEFUL_SET("StatefulSet", "statefulsets"),
    DAEMON_SET("DaemonSet", "daemonsets"),
    REPLICA_SET("ReplicaSet", "replicasets"),
    POD("Pod", "pods"),
    SERVICE("Service", "services"),
    INGRESS("Ingress", "ingresses"),
    CONFIG_MAP("ConfigMap", "configmaps"),
    SECRET("Secret", "secrets"),
    CLAIM("PersistentVolumeClaim", "persistentvolumeclaims"),
    BUDGET("PodDisruptionBudget", "poddisruptionbudgets");

    private final String word;
    private final String plural;

    Kind(String word, String plural) {
      this.word = word;
      this.plural = plural;
    }

    static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    String plural() {
      return plural;
    }

    boolean runsPods() {
      return switch (this) {
        case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET -> true;
        case POD, SERVICE, INGRESS, CONFIG_MAP, SECRET, CLAIM, BUDGET -> false;
      };
    }
  }

  /// Its name as a target: `kubernetes:NAMESPACE/deployments/NAME`.
  String target() {
    return "kubernetes:" + namespace + "/" + kind.plural() + "/" + name;
  }

  static String key(String namespace, Kind kind, String name) {
    return "kubernetes:" + namespace + "/" + kind.plural() + "/" + name;
  }

  /// The pod that it runs: its own for a pod, the template's for a workload.
  Yaml pod() {
    return kind == Kind.POD ? yaml : Tree.at(yaml, "spec", "template").orElse(yaml);
  }

  Map<String, String> podLabels() {
    return Tree.texts(pod(), "metadata", "labels");
  }

  /// Whether a selector takes its pods. An empty one takes none here: a service without a selector
  /// leads elsewhere.
  boolean isSelectedBy(Map<String, String> selector) {
    return !selector.isEmpty() && podLabels().entrySet().containsAll(selector.entrySet());
  }
}
