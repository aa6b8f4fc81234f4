package dev.obstat.notices;

import java.time.Duration;

/// One way to send a message. Blocks until the other side has answered or a bound is over.
public interface Sender {

  Answer send(Message message);

  /// What became of it.
  sealed interface Answer {

    /// The other side took it.
    record Taken() implements Answer {}

    /// It did not, or nobody knows: to be tried again.
    ///
    /// @param why for people, without secrets
    /// @param notBefore how long the other side asks to be left alone; zero where it does not
    record NotTaken(String why, Duration notBefore) implements Answer {}
  }
}
