package dev.obstat.catalogs.terraform;

import dev.obstat.catalogs.imported.Labels;
import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a resource's attributes say of its real name and place. Attributes of another shape than
/// expected say nothing: they are the provider's, and no error of whoever wrote the state.
final class Attributes {
  private final Fields fields;

  Attributes(Fields fields) {
    this.fields = fields;
  }

  /// An ARN, a self link of Google or an id of Azure.
  List<String> names(String type) {
    List<String> names = new ArrayList<>();
    text("arn").filter(arn -> arn.startsWith("arn:")).ifPresent(names::add);
    text("id")
        .filter(id -> id.startsWith("arn:") || id.startsWith("/subscriptions/"))
        .filter(id -> !names.contains(id))
        .ifPresent(names::add);
    if (type.startsWith("google_")) {
      text("self_link").ifPresent(names::add);
    }
    return names;
  }

  /// Cloud, region and zone, as far as they are said.
  String place(String type) {
    String cloud = type.startsWith("google_") ? "gcp" : type.startsWith("azurerm_") ? "azure" : "";
    String zone = word("availability_zone").or(() -> word("zone")).orElse("");
    String region =
        word("region").or(() -> word("location")).or(this::regionOfArn).orElse(regionOf(zone));
    if (type.startsWith("aws_")) {
      cloud = "aws";
    }
    if (cloud.isEmpty() || region.isEmpty()) {
      return cloud;
    }
    return cloud + "/" + region + (zone.isEmpty() ? "" : "/" + zone);
  }

  boolean saysProduction() {
    return List.of("tags_all", "tags", "labels").stream()
        .flatMap(key -> fields.find(key).stream())
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .anyMatch(Labels::sayProduction);
  }

  private Optional<String> regionOfArn() {
    return text("arn")
        .map(arn -> arn.split(":", -1))
        .filter(parts -> parts.length > 3 && parts[3].matches("[a-z0-9-]+"))
        .map(parts -> parts[3]);
  }

  /// `eu-west-1a` lies in `eu-west-1`, `us-central1-b` in `us-central1`.
  private static String regionOf(String zone) {
    return zone.replaceAll("(?<=[0-9])-?[a-z]$", "");
  }

  private Optional<String> word(String key) {
    return text(key).filter(text -> text.matches("[a-z0-9-]+"));
  }

  private Optional<String> text(String key) {
    return fields
        .find(key)
        .filter(Yaml.Scalar.class::isInstance)
        .map(Yaml.Scalar.class::cast)
        .map(Yaml.Scalar::text);
  }
}
