package dev.obstat.gateways.aws.host;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parts of AWS that share nothing: no account, no credential, no host is in two of them. The
/// partitions behind networks of their own are not reached from here.
public enum Partition {
  AWS("aws", "(?:us|eu|ap|sa|ca|me|af|il|mx)", "amazonaws.com", "api.aws"),
  CHINA("aws-cn", "cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
  GOV_CLOUD("aws-us-gov", "us-gov", "amazonaws.com", "api.aws");

  private static final String REST = "-(?:central|(?:north|south)?(?:east|west)|north|south)-\\d";

  private final String id;
  private final Pattern regions;
  private final String suffix;
  private final String dualStackSuffix;

  Partition(String id, String area, String suffix, String dualStackSuffix) {
    this.id = id;
    this.regions = Pattern.compile(area + REST);
    this.suffix = suffix;
    this.dualStackSuffix = dualStackSuffix;
  }

  /// Empty for what is no region of any of them.
  public static Optional<Partition> of(String region) {
    return Arrays.stream(values())
        .filter(partition -> partition.regions.matcher(region).matches())
        .findFirst();
  }

  /// As it stands in ARNs.
  public String id() {
    return id;
  }

  String suffix(Variant variant) {
    return variant.dualStack() ? dualStackSuffix : suffix;
  }
}
