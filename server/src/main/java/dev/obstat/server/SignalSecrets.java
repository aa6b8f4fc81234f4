package dev.obstat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the secrets of those who may send signals out of the environment.
final class SignalSecrets {
  private SignalSecrets() {}

  /// What became of it.
  sealed interface Answer {

    record Secrets(Map<String, byte[]> bySource) implements Answer {
      public Secrets {
        bySource = Map.copyOf(bySource);
      }
    }

    /// @param problems a sentence each
    record Not(List<String> problems) implements Answer {
      public Not {
        problems = List.copyOf(problems);
      }
    }
  }

  /// @param variables by source
  static Answer of(Map<String, String> variables, Map<String, String> environment) {
    Map<String, byte[]> secrets = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    variables.forEach(
        (source, variable) -> {
          try {
            secrets.put(source, NoticeWays.secret(variable, environment));
          } catch (IllegalArgumentException e) {
            problems.add("`signals." + source + "`: " + e.getMessage());
          }
        });
    return problems.isEmpty() ? new Answer.Secrets(secrets) : new Answer.Not(problems);
  }
}
