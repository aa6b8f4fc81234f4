package dev.obstat.core.grant;

import dev.obstat.core.action.Digest;
import java.util.Optional;

/// Grants as the facts so far say.
public interface Grants {

  Optional<Grant> find(String id);

  /// The latest grant for that digest which was neither redeemed nor found void; it may have
  /// expired.
  Optional<Grant> usable(Digest digest);
}
