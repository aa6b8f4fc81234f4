package dev.obstat.gateways.aws.identify;

import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A host name of AWS, taken apart. Suffixes are matched whole against a table and the endpoint
/// against the index, never searched for: `s3.evil.example` is nobody's, and a bucket may be called
/// `rds`.
///
/// @param prefix what stands before the endpoint: a bucket, an account, `api`; empty when nothing
///   does
/// @param endpoint the first label of the service's hosts, as the index has it
/// @param region empty for a host without a region
public record HostName(
    String prefix, String endpoint, String region, boolean fips, boolean dualStack) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}");

  /// Each suffix and whether it is one of dual-stack hosts only. Longer ones stand first.
  private static final List<Map.Entry<String, Boolean>> SUFFIXES =
      List.of(
          Map.entry(".api.amazonwebservices.com.cn", true),
          Map.entry(".amazonaws.com.cn", false),
          Map.entry(".amazonaws.com", false),
          Map.entry(".amazonaws.eu", false),
          Map.entry(".api.aws", true));

  /// Takes hosts apart by the services of an index.
  public static final class Reader {
    private final Set<String> endpoints = new HashSet<>();

    public Reader(AwsModels models) {
      for (Service service : models.services()) {
        endpoints.add(service.endpoint());
      }
      // SQS and S3 are called otherwise by old clients and by directory buckets.
      endpoints.add("queue");
      endpoints.add("s3express-control");
    }

    /// @param hostAndPort as the client named it
    /// @return empty when it is no host of AWS
    public Optional<HostName> read(String hostAndPort) {
      String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
      for (Map.Entry<String, Boolean> suffix : SUFFIXES) {
        if (host.endsWith(suffix.getKey())) {
          String before = host.substring(0, host.length() - suffix.getKey().length());
          return apart(Arrays.asList(before.split("\\.", -1)), suffix.getValue());
        }
      }
      return Optional.empty();
    }

    private Optional<HostName> apart(List<String> labels, boolean dualStackSuffix) {
      if (labels.stream().anyMatch(String::isEmpty)) {
        return Optional.empty();
      }
      List<String> left = new ArrayList<>(labels);
      boolean dualStack = dualStackSuffix;
      String region = "";
      // Some services have their region first (`eu-west-1.queue`); all others last.
      if (REGION.matcher(left.getLast()).matches()) {
        region = left.removeLast();
        if (!left.isEmpty() && left.getLast().equals("dualstack")) {
          left.removeLast();
          dualStack = true;
        }
      } else if (left.size() == 2
          && left.getLast().equals("queue")
          && REGION.matcher(left.getFirst()).matches()) {
        region = left.removeFirst();
      }
      // The longest endpoint at the end wins, so that `runtime.lex` is not read as `lex`.
      for (int from = 0; from < left.size(); from++) {
        String named = String.join(".", left.subList(from, left.size()));
        boolean fips = named.endsWith("-fips");
        String endpoint = fips ? named.substring(0, named.length() - 5) : named;
        if (endpoints.contains(endpoint)) {
          String prefix = String.join(".", left.subList(0, from));
          return Optional.of(new HostName(prefix, endpoint, region, fips, dualStack));
        }
      }
      // An operation's prefix may be one label with the endpoint (`data-servicediscovery`).
      String last = left.isEmpty() ? "" : left.getLast();
      for (int dash = last.indexOf('-'); dash > 0; dash = last.indexOf('-', dash + 1)) {
        String endpoint = last.substring(dash + 1);
        if (endpoints.contains(endpoint) && left.size() == 1) {
          return Optional.of(
              new HostName(last.substring(0, dash + 1), endpoint, region, false, dualStack));
        }
      }
      return Optional.empty();
    }
  }
}
