package dev.obstat.demo.environment;

import java.util.Map;

/// What one inventory had and a later one has not. An object is lost when its key is gone, altered
/// when the key is there with other content. Messages are compared by number per queue, which is
/// exact as long as nobody else sends any.
public record Loss(int objects, int altered, int messages) {

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
    int missing = 0;
    for (Map.Entry<String, Integer> queue : before.messages().entrySet()) {
      int now = after.messages().getOrDefault(queue.getKey(), 0);
      missing += Math.max(0, queue.getValue() - now);
    }
    return new Loss(gone, changed, missing);
  }
}
