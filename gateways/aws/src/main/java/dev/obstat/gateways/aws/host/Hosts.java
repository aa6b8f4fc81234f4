package dev.obstat.gateways.aws.host;

import dev.obstat.gateways.aws.model.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The hosts of AWS's services. A service is at `ENDPOINT.REGION.SUFFIX` unless `hosts.txt` says
/// otherwise of its region, or else of its partition: global services, older names, what has no
/// FIPS or dual-stack host.
public final class Hosts {
  static final String REGION = "{region}";

  private final Variant variant;
  private final Map<String, Line> lines = new HashMap<>();

  public Hosts(Variant variant) {
    this.variant = variant;
    read();
  }

  /// What a line of `hosts.txt` says.
  private record Line(String host, String signingRegion) {}

  /// Where a service is.
  public sealed interface Found {

    /// @param signingRegion the region to sign for, which for a global service is its home
    record At(String host, String signingRegion) implements Found {}

    record Nowhere(String why) implements Found {}
  }

  /// @param region as the client signed it
  public Found find(Service service, String region) {
    Optional<Partition> partition = Partition.of(region);
    if (partition.isEmpty()) {
      return new Found.Nowhere("`" + region + "` is no region of AWS");
    }
    Line line = lines.get(key(service.id(), region));
    if (line == null) {
      line = lines.get(key(service.id(), partition.get().id()));
    }
    if (line == null) {
      String fips = variant.fips() ? "-fips" : "";
      return new Found.At(
          service.endpoint() + fips + "." + region + "." + partition.get().suffix(variant), region);
    }
    if (line.host().equals("-")) {
      return new Found.Nowhere(
          "`"
              + service.signing()
              + "` has no host of the kind in `"
              + partition.get().id()
              + "` that `aws.fips` and `aws.dual-stack` ask for");
    }
    return new Found.At(
        line.host().replace(REGION, region), line.signingRegion().replace(REGION, region));
  }

  /// Every host that [#find] may give for a service, with [#REGION] where its region stands.
  List<String> templates(Service service) {
    List<String> templates = new ArrayList<>();
    for (Partition partition : Partition.values()) {
      Line line = lines.get(key(service.id(), partition.id()));
      String fips = variant.fips() ? "-fips" : "";
      templates.add(
          line == null
              ? service.endpoint() + fips + "." + REGION + "." + partition.suffix(variant)
              : line.host());
    }
    lines.forEach(
        (key, line) -> {
          if (key.startsWith(service.id() + " ")) {
            templates.add(line.host());
          }
        });
    templates.removeIf("-"::equals);
    return templates;
  }

  private static String key(String service, String place) {
    return service + " " + place;
  }

  private void read() {
    try (InputStream stream = Hosts.class.getResourceAsStream("hosts.txt")) {
      if (stream == null) {
        throw new IOException("no resource `hosts.txt`");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] words = line.split(" ", -1);
        if (!line.startsWith("#") && words[2].equals(variant.word())) {
          lines.put(key(words[0], words[1]), new Line(words[3], words[4]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the table of AWS's hosts cannot be read", e);
    }
  }
}
