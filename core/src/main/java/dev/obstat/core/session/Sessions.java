package dev.obstat.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sessions as the facts so far say.
public interface Sessions {

  Optional<Session> find(String id);

  Optional<Session> byAccessKey(String accessKeyId);

  SessionUse use(String id);

  /// What all sessions of one operator used up since that moment, counted from the hour it is in.
  WindowUse usedByOperator(String operator, Instant since);

  /// What all sessions of one agent used up since that moment, whoever operates it, counted from
  /// the hour it is in.
  WindowUse usedByAgent(String agent, Instant since);

  /// How fast an agent acts, whoever operates it. At most [Pace#MOST] are counted.
  Pace pace(String agent, Instant now);

  /// The latest sessions, newest first.
  ///
  /// @param most how many at most
  List<Session> latest(int most);
}
