package dev.obstat.gateways.aws.host;

import dev.obstat.gateways.aws.model.Service;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of [Hosts] read backwards: whose host a name is. What stands before a service's host
/// (a bucket, an account, `api.`) is looked over; a name is matched from its end, label by label,
/// never searched. A name that the table lacks says nothing: AWS has older names and hosts of
/// accounts.
public final class HostNames {
  private static final Pattern REGION =
      Pattern.compile("(?<=[.-])[a-z]{2}(?:-[a-z]+)+-\\d(?=\\.[a-z0-9.]+$)");
  private static final List<Variant> VARIANTS =
      List.of(
          Variant.PLAIN,
          new Variant(true, false),
          new Variant(false, true),
          new Variant(true, true));

  /// Of a name in DNS.
  private static final int LONGEST = 253;

  private final Map<String, Set<Service>> services = new HashMap<>();

  public HostNames(Collection<Service> all) {
    for (Variant variant : VARIANTS) {
      Hosts hosts = new Hosts(variant);
      for (Service service : all) {
        for (String template : hosts.templates(service)) {
          services.computeIfAbsent(template, _ -> new HashSet<>()).add(service);
        }
      }
    }
  }

  /// The services that are at a host; empty when the table does not know it.
  ///
  /// @param hostAndPort as received
  public Set<Service> at(String hostAndPort) {
    String host = hostAndPort.toLowerCase(Locale.ROOT);
    int colon = host.indexOf(':');
    host = colon < 0 ? host : host.substring(0, colon);
    if (host.length() > LONGEST) {
      return Set.of();
    }
    while (host.indexOf('.') >= 0) {
      Set<Service> found = services.get(host);
      Matcher region = REGION.matcher(host);
      if (found == null && region.find()) {
        found = services.get(region.replaceFirst(Matcher.quoteReplacement(Hosts.REGION)));
      }
      if (found != null) {
        return Set.copyOf(found);
      }
      host = host.substring(host.indexOf('.') + 1);
    }
    return Set.of();
  }
}
