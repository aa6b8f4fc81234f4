package dev.obstat.core.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of something in the catalog, as Backstage writes it: `component:default/cost-explorer`.
/// Case does not count and is not kept.
///
/// @param kind `component`, `resource`, `system`, `group` or `user`
public record Ref(String kind, String namespace, String name) implements Comparable<Ref> {
  public static final String COMPONENT = "component";
  public static final String RESOURCE = "resource";
  public static final String SYSTEM = "system";
  public static final String GROUP = "group";
  public static final String USER = "user";
  public static final String DEFAULT_NAMESPACE = "default";

  /// Longest name of an entity and of a namespace, as in Backstage.
  public static final int LONGEST = 63;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  public Ref {
    kind = kind.toLowerCase(Locale.ROOT);
    namespace = namespace.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  /// Whether it can be the name of an entity or of a namespace.
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// Reads `[kind:][namespace/]name`; empty when it is not that.
  ///
  /// @param kind what it is when it does not say
  /// @param namespace where it is when it does not say
  public static Optional<Ref> parse(String text, String kind, String namespace) {
    int colon = text.indexOf(':');
    int slash = text.indexOf('/', colon + 1);
    String writtenKind = colon < 0 ? kind : text.substring(0, colon);
    String writtenNamespace = slash < 0 ? namespace : text.substring(colon + 1, slash);
    String name = text.substring(Math.max(colon, slash) + 1);
    if (writtenKind.isEmpty() || !isName(writtenNamespace) || !isName(name)) {
      return Optional.empty();
    }
    return Optional.of(new Ref(writtenKind, writtenNamespace, name));
  }

  public boolean isService() {
    return kind.equals(COMPONENT);
  }

  /// The name without its kind: `cost-explorer`, or `team-a/cost-explorer` outside of the default
  /// namespace. What services, groups and people are called everywhere.
  public String shortName() {
    return namespace.equals(DEFAULT_NAMESPACE) ? name : namespace + "/" + name;
  }

  /// The catalog name: services by their name alone, all else with its kind, `resource:reports`.
  @Override
  public String toString() {
    return isService() ? shortName() : kind + ":" + shortName();
  }

  @Override
  public int compareTo(Ref other) {
    return toString().compareTo(other.toString());
  }
}
