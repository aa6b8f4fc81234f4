package dev.obstat.core.control;

import java.util.List;

/// Halts and freezes as the facts so far say.
public interface Controls {

  /// All that are placed and not lifted.
  List<Halt> halts();

  /// Whether a signal from outside was taken before.
  boolean signalTaken(String source, String nonce);

  /// All that are placed and not lifted, whether their time has come or is over.
  List<Freeze> freezes();
}
