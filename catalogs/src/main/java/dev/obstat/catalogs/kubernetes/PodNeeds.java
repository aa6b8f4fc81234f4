package dev.obstat.catalogs.kubernetes;

import dev.obstat.catalogs.imported.Found;
import dev.obstat.catalogs.yaml.Yaml;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a pod cannot start without, and the services whose addresses it is given.
final class PodNeeds {
  /// `cartservice:7070`, `http://orders.shop.svc.cluster.local/v1`: with a scheme or a port, so
  /// that a plain word is not taken for an address.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]*://)([a-z0-9-]+)(?:\\.([a-z0-9-]+)(?:\\.svc[a-z0-9.-]*)?)?(?::[0-9]+)?(?:/.*)?"
              + "|([a-z0-9-]+)(?:\\.([a-z0-9-]+)(?:\\.svc[a-z0-9.-]*)?)?:[0-9]+");

  private static final String[][] CONTAINERS = {{"spec", "initContainers"}, {"spec", "containers"}};

  private PodNeeds() {}

  static void of(Manifest manifest, Found found) {
    String namespace = manifest.namespace();
    Yaml pod = manifest.pod();
    for (Yaml volume : Tree.items(pod, "spec", "volumes")) {
      need(
          found,
          namespace,
          Manifest.Kind.CLAIM,
          Tree.at(volume, "persistentVolumeClaim"),
          "claimName");
      need(found, namespace, Manifest.Kind.SECRET, Tree.at(volume, "secret"), "secretName");
      need(found, namespace, Manifest.Kind.CONFIG_MAP, Tree.at(volume, "configMap"), "name");
    }
    for (Yaml container : Tree.all(pod, CONTAINERS)) {
      for (Yaml from : Tree.items(container, "envFrom")) {
        need(found, namespace, Manifest.Kind.SECRET, Tree.at(from, "secretRef"), "name");
        need(found, namespace, Manifest.Kind.CONFIG_MAP, Tree.at(from, "configMapRef"), "name");
      }
      for (Yaml variable : Tree.items(container, "env")) {
        need(
            found,
            namespace,
            Manifest.Kind.SECRET,
            Tree.at(variable, "valueFrom", "secretKeyRef"),
            "name");
        need(
            found,
            namespace,
            Manifest.Kind.CONFIG_MAP,
            Tree.at(variable, "valueFrom", "configMapKeyRef"),
            "name");
        address(found, namespace, Tree.text(variable, "value"));
      }
    }
  }

  private static void need(
      Found found, String namespace, Manifest.Kind kind, Optional<Yaml> reference, String key) {
    reference
        .filter(yaml -> !Tree.text(yaml, "optional").equals("true"))
        .map(yaml -> Tree.text(yaml, key))
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> found.needs(Manifest.key(namespace, kind, name)));
  }

  private static void address(Found found, String namespace, String value) {
    if (value.length() > 500) {
      return;
    }
    Matcher matcher = ADDRESS.matcher(value);
    if (!matcher.matches()) {
      return;
    }
    int first = matcher.group(1) == null ? 3 : 1;
    String elsewhere = matcher.group(first + 1);
    found.needs(
        Manifest.key(
            elsewhere == null ? namespace : elsewhere,
            Manifest.Kind.SERVICE,
            matcher.group(first)));
  }
}
