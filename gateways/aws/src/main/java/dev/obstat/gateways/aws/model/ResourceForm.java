package dev.obstat.gateways.aws.model;

import java.util.regex.Pattern;

/// A form of ARNs as IAM documents it: `arn:P:lambda:R:A:function:{FunctionName}`.
public final class ResourceForm {
  private static final Pattern HOLE = Pattern.compile("\\{[^}]*\\}");

  private ResourceForm() {}

  /// Matches what is written in this form, in any partition, and in any region and account where
  /// the form has one.
  public static Pattern pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    String[] parts = template.split(":", 6);
    for (int i = 0; i < parts.length; i++) {
      pattern.append(i == 0 ? "" : ":");
      if (i == 1 || (i == 3 && parts[i].equals("R")) || (i == 4 && parts[i].equals("A"))) {
        pattern.append("[^:]*");
      } else {
        pattern.append(
            Pattern.quote(HOLE.matcher(parts[i]).replaceAll("\0")).replace("\0", "\\E.+\\Q"));
      }
    }
    return Pattern.compile(pattern.toString());
  }

  /// The service in an ARN.
  public static String service(String arn) {
    return arn.split(":", 4)[2];
  }

  /// Whether the form says of which service the resource is: a recovery point may be of any.
  public static boolean hasService(String template) {
    return service(template).indexOf('{') < 0;
  }

  /// All resources of the form, which must have a service.
  public static String wildcard(String template) {
    String[] parts = template.split(":", 6);
    parts[1] = "*";
    parts[3] = parts[3].isEmpty() ? "" : "*";
    parts[4] = parts[4].isEmpty() ? "" : "*";
    parts[5] = HOLE.matcher(parts[5]).replaceAll("*");
    return String.join(":", parts);
  }
}
