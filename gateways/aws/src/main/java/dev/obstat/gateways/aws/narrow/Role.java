package dev.obstat.gateways.aws.narrow;

/// The role that acts in an account.
///
/// @param arn `arn:aws:iam::111122223333:role/agents`
/// @param externalId what its trust policy asks for; empty for nothing
public record Role(String arn, String externalId) {
  private static final String FORM = "arn:aws(-cn|-us-gov)?:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}";

  public Role {
    if (!arn.matches(FORM)) {
      throw new IllegalArgumentException(
          "a role looks like `arn:aws:iam::111122223333:role/agents`, not `" + arn + "`");
    }
    if (!externalId.matches("[\\w+=,.@:/-]{0,1224}")) {
      throw new IllegalArgumentException("`" + externalId + "` cannot be an external id");
    }
  }

  /// What stands after the last slash of its path.
  public String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// The account it is in.
  public String account() {
    return arn.split(":", -1)[4];
  }
}
