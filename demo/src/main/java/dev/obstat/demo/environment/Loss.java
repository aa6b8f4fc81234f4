package dev.obstat.demo.environment;

import java.util.Map;

/// What one inventory had and a later one has not. An object is lost when its key is gone, altered
/// when the key is there with other content. Messages are compared by number per queue and the
/// items of a table by number per table, which is exact as long as nobody else adds any.
public record Loss(int objects, int altered, int messages, int tableItems) {

  public static Loss between(Inventory before, Inventory after) {
    int gone = 0;
    int changed = 0;
    for (Map.Entry<String, Map<String, String>> bucket : before.objects().entrySet()) {
      Map<String, String> now = after.objects().getOrDefault(bucket.getKey(), Map.of());
      for (Map.Entry<String, String> object : bucket.getValue().entrySet()) {
        String tag = now.get(object.getKey());
        if (tag == null) {
          gone++;
        } else if (!tag.equals(object.getValue())) {
          changed++;
        }
      }
    }
    return new Loss(
        gone,
        changed,
        missing(before.messages(), after.messages()),
        missing(before.tableItems(), after.tableItems()));
  }

  /// What is not an object and is lost: messages of queues and items of tables.
  public int items() {
    return messages + tableItems;
  }

  private static int missing(Map<String, Integer> before, Map<String, Integer> after) {
    return before.entrySet().stream()
        .mapToInt(place -> Math.max(0, place.getValue() - after.getOrDefault(place.getKey(), 0)))
        .sum();
  }
}
