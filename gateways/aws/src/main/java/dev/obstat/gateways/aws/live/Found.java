package dev.obstat.gateways.aws.live;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of one question.
sealed interface Found {

  record Facts(SortedMap<String, String> facts, Instant asOf) implements Found {
    public Facts {
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
  }

  record Nothing(String why) implements Found {}
}
