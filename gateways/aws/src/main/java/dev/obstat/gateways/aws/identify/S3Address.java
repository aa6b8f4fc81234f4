package dev.obstat.gateways.aws.identify;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the host of an S3 request says. Hosts are matched whole against the forms that AWS
/// documents, never searched: `s3.evil.example` is no S3 host, and a bucket may be called `s3`.
sealed interface S3Address {

  /// The bucket is in the path.
  record InPath() implements S3Address {}

  /// The bucket is in the host.
  record InHost(String bucket) implements S3Address {}

  /// Directory buckets' own control plane.
  record DirectoryControl() implements S3Address {}

  /// The account-level API, `s3-control`.
  record AccountControl() implements S3Address {}

  /// No host that is known.
  record Unknown() implements S3Address {}

  String REGION = "[a-z]{2}(?:-[a-z]+)+-\\d";
  String SUFFIX = "amazonaws\\.com(?:\\.cn)?";

  /// Regional, dual-stack, FIPS, the two forms without a region, accelerated, and the old dashed
  /// form.
  Pattern SERVICE =
      Pattern.compile(
          "(?:(.+)\\.)?(?:s3(?:-fips)?(?:\\.dualstack)?\\."
              + REGION
              + "|s3|s3-"
              + REGION
              + "|s3-accelerate(?:\\.dualstack)?|s3-external-1)\\."
              + SUFFIX);

  Pattern DIRECTORY =
      Pattern.compile(
          "(?:([a-z0-9.-]+--x-s3)\\.)?s3express(?:-fips)?-[a-z0-9-]+\\.(?:dualstack\\.)?"
              + REGION
              + "\\."
              + SUFFIX);

  Pattern DIRECTORY_CONTROL =
      Pattern.compile("s3express-control(?:-fips)?\\.(?:dualstack\\.)?" + REGION + "\\." + SUFFIX);

  Pattern ACCOUNT_CONTROL =
      Pattern.compile(
          "(?:\\d{12}\\.)?s3-control(?:-fips)?\\.(?:dualstack\\.)?" + REGION + "\\." + SUFFIX);

  Pattern ACCESS_POINT =
      Pattern.compile(
          "([a-z0-9-]+)-(\\d{12})\\.s3-accesspoint(?:-fips)?\\.(?:dualstack\\.)?("
              + REGION
              + ")\\."
              + SUFFIX);

  Pattern LITERAL = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]");

  /// @param own hosts by which this gateway itself is called, without ports
  static S3Address of(String hostAndPort, Set<String> own) {
    String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    if (own.contains(host) || LITERAL.matcher(host).matches()) {
      return new InPath();
    }
    for (String name : own) {
      if (host.endsWith("." + name)) {
        return new InHost(host.substring(0, host.length() - name.length() - 1));
      }
    }
    if (DIRECTORY_CONTROL.matcher(host).matches()) {
      return new DirectoryControl();
    }
    if (ACCOUNT_CONTROL.matcher(host).matches()) {
      return new AccountControl();
    }
    Matcher accessPoint = ACCESS_POINT.matcher(host);
    if (accessPoint.matches()) {
      String partition = host.endsWith(".cn") ? "aws-cn" : "aws";
      return new InHost(
          "arn:%s:s3:%s:%s:accesspoint/%s"
              .formatted(
                  partition, accessPoint.group(3), accessPoint.group(2), accessPoint.group(1)));
    }
    for (Pattern form : List.of(SERVICE, DIRECTORY)) {
      Matcher matcher = form.matcher(host);
      if (matcher.matches()) {
        String bucket = matcher.group(1);
        return bucket == null ? new InPath() : new InHost(bucket);
      }
    }
    return new Unknown();
  }
}
