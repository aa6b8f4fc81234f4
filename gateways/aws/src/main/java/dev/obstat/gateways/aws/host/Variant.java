package dev.obstat.gateways.aws.host;

/// Which of a service's hosts are wanted.
///
/// @param fips those with FIPS 140 validated cryptography
/// @param dualStack those that have IPv6 addresses as well
public record Variant(boolean fips, boolean dualStack) {
  public static final Variant PLAIN = new Variant(false, false);

  /// Its word in `hosts.txt`.
  String word() {
    if (fips) {
      return dualStack ? "both" : "fips";
    }
    return dualStack ? "dual" : "plain";
  }
}
