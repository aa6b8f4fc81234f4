package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;
import java.util.List;

/// A person of the catalog.
///
/// @param title the name that people call them by
/// @param memberOf groups they are in
public record Member(Ref ref, String title, List<Reference> memberOf, Position at) {

  public Member {
    memberOf = List.copyOf(memberOf);
  }
}
