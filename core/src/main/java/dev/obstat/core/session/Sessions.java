package dev.obstat.core.session;

import java.util.List;
import java.util.Optional;

/// Sessions as the facts so far say.
public interface Sessions {

  Optional<Session> find(String id);

  Optional<Session> byAccessKey(String accessKeyId);

  SessionUse use(String id);

  /// The latest sessions, newest first.
  ///
  /// @param most how many at most
  List<Session> latest(int most);
}
