package dev.obstat.core.control;

import java.util.List;

/// Halts and freezes as the facts so far say.
public interface Controls {

  /// All that are placed and not lifted.
  List<Halt> halts();

  /// All that are placed and not lifted, whether their time has come or is over.
  List<Freeze> freezes();
}
