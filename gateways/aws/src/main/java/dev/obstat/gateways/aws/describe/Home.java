package dev.obstat.gateways.aws.describe;

/// Where names without partition, region and account belong.
///
/// @param account twelve digits
record Home(String partition, String region, String account) {

  static Home of(String account, String region) {
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return new Home(partition, region, account);
  }

  /// Fills `P`, `R` and `A` between the colons of an ARN template.
  String filled(String template) {
    String[] parts = template.split(":", 6);
    if (parts.length < 6) {
      return template;
    }
    parts[1] = parts[1].equals("P") ? partition : parts[1];
    parts[3] = parts[3].equals("R") ? region : parts[3];
    parts[4] = parts[4].equals("A") ? account : parts[4];
    return String.join(":", parts);
  }

  /// What a service has in this account.
  ///
  /// @param global whether it has no regions
  String own(String iam, boolean global, String resource) {
    String place = global ? "" : region;
    return "arn:" + partition + ":" + iam + ":" + place + ":" + account + ":" + resource;
  }

  /// The service as a whole in this account: what lists and descriptions are about.
  String service(String iam) {
    return "arn:" + partition + ":" + iam + ":" + region + ":" + account + ":*";
  }
}
