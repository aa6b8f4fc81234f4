package dev.obstat.catalogs.imported;

import dev.obstat.core.source.Position;
import java.util.ArrayList;
import java.util.List;

/// One thing that an importer found, before it has a name of the catalog.
///
/// It depends on others by their keys; a key that nothing has is left out, because a state or a
/// list of manifests is rarely all there is.
public final class Found {
  private final String key;
  private final String namespace;
  private final String wanted;
  private final String title;
  private final Position at;
  private final boolean trusted;
  private final List<String> names = new ArrayList<>();
  private final List<String> components = new ArrayList<>();
  private final List<String> needed = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private String provider = "";
  private boolean saysProduction;

  /// Some of a group.
  ///
  /// @param of keys
  public record Group(int least, List<String> of) {
    public Group {
      of = List.copyOf(of);
    }
  }

  /// @param key what others call it, unique among all sources
  /// @param namespace of its name in the catalog
  /// @param wanted its name there, changed where it has to be
  public Found(
      String key, String namespace, String wanted, String title, Position at, boolean trusted) {
    this.key = key;
    this.namespace = namespace;
    this.wanted = wanted;
    this.title = title;
    this.at = at;
    this.trusted = trusted;
  }

  /// It is the real resource of that name.
  public Found named(String name) {
    names.add(name);
    return this;
  }

  /// It says that it is a part of that component.
  public Found ofComponent(String name) {
    components.add(name);
    return this;
  }

  public Found needs(String otherKey) {
    needed.add(otherKey);
    return this;
  }

  public Found needsSome(int least, List<String> keys) {
    groups.add(new Group(least, keys));
    return this;
  }

  public Found in(String place) {
    provider = place;
    return this;
  }

  /// A label or tag says so. One that says anything less is not listened to.
  public Found inProduction() {
    saysProduction = true;
    return this;
  }

  public String key() {
    return key;
  }

  String namespace() {
    return namespace;
  }

  String wanted() {
    return wanted;
  }

  String title() {
    return title;
  }

  Position at() {
    return at;
  }

  boolean isTrusted() {
    return trusted;
  }

  List<String> names() {
    return names;
  }

  List<String> components() {
    return components;
  }

  List<String> needed() {
    return needed;
  }

  List<Group> groups() {
    return groups;
  }

  String provider() {
    return provider;
  }

  boolean saysProduction() {
    return saysProduction;
  }
}
