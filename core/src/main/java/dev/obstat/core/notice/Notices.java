package dev.obstat.core.notice;

import java.util.List;

/// Notices as the facts so far say.
public interface Notices {

  /// Those that are open, oldest first.
  ///
  /// @param most how many at most
  List<Notice> open(int most);
}
