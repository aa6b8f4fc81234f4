package dev.obstat.gateways.aws.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The index of every AWS operation that this gateway knows. `gateways/aws/index/README.md` says
/// where it comes from and how it is written.
///
/// The list of services is read at once; the operations of a service when they are first asked for,
/// because most agents use a handful of the 382.
public final class AwsModels {
  private final Map<String, Service> services;
  private final Map<String, List<Service>> bySigningName;
  private final Map<String, ServiceModel> loaded = new ConcurrentHashMap<>();

  private AwsModels(Map<String, Service> services) {
    this.services = services;
    Map<String, List<Service>> bySigning = new HashMap<>();
    for (Service service : services.values()) {
      bySigning.computeIfAbsent(service.signing(), _ -> new ArrayList<>()).add(service);
    }
    bySigning.replaceAll((_, list) -> List.copyOf(list));
    this.bySigningName = bySigning;
  }

  /// Reads the list of services.
  public static AwsModels load() {
    Map<String, Service> services = new LinkedHashMap<>();
    try (BufferedReader lines = open("services")) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          Service service = Service.parse(line);
          services.put(service.id(), service);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the index of AWS services cannot be read", e);
    }
    return new AwsModels(services);
  }

  /// All services, in the order of their ids.
  public Collection<Service> services() {
    return Collections.unmodifiableCollection(services.values());
  }

  /// The services that a credential scope may mean; empty when there is none.
  public List<Service> signedAs(String signingName) {
    return bySigningName.getOrDefault(signingName, List.of());
  }

  /// The operations of one service, read when first asked for.
  public ServiceModel model(Service service) {
    return loaded.computeIfAbsent(service.id(), _ -> read(service));
  }

  private static ServiceModel read(Service service) {
    try (BufferedReader lines = open(service.id())) {
      return new IndexReader(service).read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the index of the AWS service `" + service.id() + "` cannot be read", e);
    }
  }

  private static BufferedReader open(String name) throws IOException {
    InputStream stream = AwsModels.class.getResourceAsStream("index/" + name + ".txt");
    if (stream == null) {
      throw new IOException("no resource `index/" + name + ".txt`");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
  }
}
