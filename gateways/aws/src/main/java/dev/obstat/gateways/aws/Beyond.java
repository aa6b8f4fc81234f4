package dev.obstat.gateways.aws;

/// What the gateway looks at beside requests.
///
/// @param contents what actions touch that their requests do not name
/// @param passing sees answers pass by
public record Beyond(Contents contents, Passing passing) {

  /// Looks at nothing.
  public static final Beyond NOTHING = new Beyond(Contents.NONE, Passing.NOBODY);
}
