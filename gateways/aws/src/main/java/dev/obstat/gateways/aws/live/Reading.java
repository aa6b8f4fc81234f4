package dev.obstat.gateways.aws.live;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One request that only reads.
///
/// @param parameters by name; in forms by the name that stands there (`Filter.1.Value.1`)
record Reading(ReadOperation operation, SortedMap<String, String> parameters) {
  Reading {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  static Reading of(ReadOperation operation, Map<String, String> parameters) {
    return new Reading(operation, new TreeMap<>(parameters));
  }

  static Reading of(ReadOperation operation, String name, String value) {
    return of(operation, Map.of(name, value));
  }
}
