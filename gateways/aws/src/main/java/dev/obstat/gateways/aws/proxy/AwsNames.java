package dev.obstat.gateways.aws.proxy;

import java.util.List;

/// The domains that AWS's services are reached under. Whatever is below them is answered here and
/// never reached from here by that name: where a request goes follows from its service and region.
final class AwsNames {
  static final List<String> DOMAINS =
      List.of(
          "amazonaws.com",
          "amazonaws.com.cn",
          "api.aws",
          "on.aws",
          "api.amazonwebservices.com.cn",
          "on.amazonwebservices.com.cn",
          "amazonaws.eu");

  private AwsNames() {}

  /// @param host in lower case, without a port
  static boolean contains(String host) {
    return DOMAINS.stream().anyMatch(domain -> host.endsWith("." + domain));
  }
}
