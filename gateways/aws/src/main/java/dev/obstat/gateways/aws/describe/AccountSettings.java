package dev.obstat.gateways.aws.describe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Operations that change how a service behaves for the whole account: `settings.txt`. IAM checks
/// them against any resource; here they have a name, so that policies and people see which it is.
final class AccountSettings {
  private static final Pattern VERB = Pattern.compile("^[A-Z][a-z]+(?=[A-Z])");
  private final List<Setting> settings =
      Curated.lines("settings.txt").stream().map(Setting::parse).toList();

  /// @param global whether the service has no regions
  private record Setting(OperationPattern pattern, boolean global) {
    static Setting parse(String line) {
      boolean global = line.endsWith(" global");
      String pattern = global ? line.substring(0, line.length() - " global".length()) : line;
      return new Setting(new OperationPattern(pattern), global);
    }
  }

  /// `arn:aws:ec2:eu-west-1:123456789012:~settings/EbsEncryptionByDefault`: turning it on and off
  /// are about the same setting.
  Optional<String> name(String iam, String operation, Home home) {
    return settings.stream()
        .filter(setting -> setting.pattern().names(iam, operation))
        .findFirst()
        .map(
            setting ->
                home.own(
                    iam,
                    setting.global(),
                    "~settings/" + VERB.matcher(operation).replaceFirst("")));
  }
}
