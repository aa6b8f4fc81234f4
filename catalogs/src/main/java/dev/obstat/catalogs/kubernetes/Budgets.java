package dev.obstat.catalogs.kubernetes;

import dev.obstat.catalogs.yaml.Yaml;

/// What a disruption budget asks for.
final class Budgets {
  private Budgets() {}

  /// @param all how many pods there are
  static int least(Yaml budget, int all) {
    String least = Tree.text(budget, "spec", "minAvailable");
    String most = Tree.text(budget, "spec", "maxUnavailable");
    if (!least.isEmpty()) {
      return Math.clamp(number(least, all, 1), 1, Math.max(1, all));
    }
    return most.isEmpty() ? 1 : Math.clamp(all - number(most, all, all - 1), 1, Math.max(1, all));
  }

  /// A number, or a percentage of all, which the cluster rounds up.
  private static int number(String text, int all, int otherwise) {
    if (text.matches("[0-9]{1,6}")) {
      return Integer.parseInt(text);
    }
    if (text.matches("[0-9]{1,3}%")) {
      return (all * Integer.parseInt(text.substring(0, text.length() - 1)) + 99) / 100;
    }
    return otherwise;
  }
}
