package dev.obstat.console.page;

import java.util.List;
import java.util.Optional;

/// What stands around every page.
///
/// @param person who is signed in; empty for nobody
/// @param csrf what this browser's forms carry; empty for nobody
/// @param waiting how many reviews are open
/// @param mode `enforced` or `advisory`
/// @param checkpoint how long ago the ledger's head was signed, in words
/// @param checkpointOld whether that is longer ago than it should be
/// @param warnings sentences for every page
/// @param trouble why nothing can be recorded; empty while all is well
/// @param caution what people should know beside that; empty mostly
public record Frame(
    String person,
    String csrf,
    int waiting,
    String mode,
    String checkpoint,
    boolean checkpointOld,
    List<String> warnings,
    Optional<String> trouble,
    Optional<String> caution,
    Links links) {

  public Frame {
    warnings = List.copyOf(warnings);
  }

  /// Where the assets are.
  ///
  /// @param passkey the script that talks to authenticators
  /// @param views the script of the views of the catalog, and the library that it draws with
  public record Links(
      String style, String script, String icon, String views, String drawing, String passkey) {}

  public boolean isSignedIn() {
    return !person.isEmpty();
  }
}
