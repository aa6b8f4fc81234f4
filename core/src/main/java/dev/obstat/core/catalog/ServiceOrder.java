package dev.obstat.core.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The services in the order of their names, so that an answer with thousands of them sorts numbers
/// and not names.
public final class ServiceOrder {
  /// The place of what is no service.
  public static final int NONE = -1;

  private final int[] places;
  private final int[] nodes;
  private final String[] names;

  private record Named(String name, int node) {}

  ServiceOrder(List<Entity> entities) {
    List<Named> named =
        IntStream.range(0, entities.size())
            .filter(node -> entities.get(node).isService())
            .mapToObj(node -> new Named(entities.get(node).ref().toString(), node))
            .sorted(Comparator.comparing(Named::name))
            .toList();
    this.nodes = named.stream().mapToInt(Named::node).toArray();
    this.names = named.stream().map(Named::name).toArray(String[]::new);
    this.places = new int[entities.size()];
    Arrays.fill(places, NONE);
    for (int place = 0; place < nodes.length; place++) {
      places[nodes[place]] = place;
    }
  }

  int count() {
    return nodes.length;
  }

  public boolean isService(int node) {
    return places[node] != NONE;
  }

  /// Its place, or [#NONE] when it is no service.
  public int place(int node) {
    return places[node];
  }

  /// The catalog name of the service at a place.
  public String name(int place) {
    return names[place];
  }

  /// The service at a place.
  public int node(int place) {
    return nodes[place];
  }
}
