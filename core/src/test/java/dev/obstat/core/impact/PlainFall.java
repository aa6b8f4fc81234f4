package dev.obstat.core.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The plain reference for what falls when something is taken: rounds over all nodes until nothing
/// changes. Slow, and short enough to be believed. The round in which a node changes is the length
/// of the shortest path to it.
final class PlainFall {

  /// @param least how many of `of` have to work
  record Group(int least, Set<String> of) {}

  /// What one node needs.
  record Node(
      boolean isService, Set<String> all, List<Group> some, Set<String> soft, Set<String> data) {}

  private PlainFall() {}

  /// Names of all nodes down, each with the round in which it fell.
  static Map<String, Integer> down(Map<String, Node> nodes, Set<String> taken) {
    Map<String, Integer> down = new TreeMap<>();
    taken.forEach(name -> down.put(name, 0));
    for (int round = 1; ; round++) {
      Set<String> before = new HashSet<>(down.keySet());
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        boolean falls =
            node.getValue().all().stream().anyMatch(before::contains)
                || node.getValue().some().stream()
                    .anyMatch(group -> left(group, before) < group.least());
        if (falls) {
          down.putIfAbsent(node.getKey(), round);
        }
      }
      if (down.size() == before.size()) {
        return down;
      }
    }
  }

  static int left(Group group, Set<String> down) {
    return (int) group.of().stream().filter(member -> !down.contains(member)).count();
  }

  /// Names of all nodes degraded, each with the length of the shortest way to it.
  static Map<String, Integer> degraded(
      Map<String, Node> nodes, Map<String, Integer> down, Set<String> weakened) {
    Map<String, Integer> degraded = new HashMap<>();
    weakened.stream().filter(name -> !down.containsKey(name)).forEach(n -> degraded.put(n, 0));
    int longest = 2 * nodes.size() + 2;
    for (int length = 1; length <= longest; length++) {
      Set<String> before = new HashSet<>(degraded.keySet());
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        if (down.containsKey(node.getKey())) {
          continue;
        }
        Set<String> hit = new HashSet<>(node.getValue().soft());
        node.getValue().some().forEach(group -> hit.addAll(group.of()));
        Set<String> handed = new HashSet<>(node.getValue().all());
        node.getValue().some().forEach(group -> handed.addAll(group.of()));
        int now = length;
        boolean suffers =
            hit.stream().anyMatch(name -> down.getOrDefault(name, now) < now)
                || handed.stream().anyMatch(name -> before.contains(name) && handsOn(nodes, name));
        if (suffers) {
          degraded.putIfAbsent(node.getKey(), now);
        }
      }
    }
    return degraded;
  }

  private static boolean handsOn(Map<String, Node> nodes, String name) {
    Node node = nodes.get(name);
    return node != null && !node.isService();
  }

  static Set<String> dataLost(Map<String, Node> nodes, Set<String> lost) {
    Set<String> all = new TreeSet<>(lost);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        if (node.getValue().data().stream().anyMatch(all::contains)) {
          grows |= all.add(node.getKey());
        }
      }
    }
    return all;
  }

  static List<Impact.Redundancy> redundancy(Map<String, Node> nodes, Set<String> down) {
    List<Impact.Redundancy> redundancy = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          for (Group group : node.some()) {
            int left = left(group, down);
            if (left < group.of().size()) {
              redundancy.add(new Impact.Redundancy(name, left, group.of().size(), group.least()));
            }
          }
        });
    return redundancy;
  }
}
