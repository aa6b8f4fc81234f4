package dev.obstat.catalogs.imported;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Edges;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Inventory;
import dev.obstat.core.catalog.Match;
import dev.obstat.core.catalog.Need;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.catalog.Stages;
import dev.obstat.core.catalog.Weight;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Joins what importers found to what people wrote.
///
/// Where a pattern that people wrote matches the real name of what was found, the two are the same
/// thing: each needs the other. That is all an agent can bring about by writing a state or a
/// manifest: further dependencies. A resource that only such a file knows stays unbound, which
/// policies take for the worst; it is bound only when people say in the configuration that no agent
/// can write the file.
public final class Joining {
  private final Inventory written;
  private final Catalog people;
  private final Map<String, List<Found>> byKey = new LinkedHashMap<>();
  private final Map<Found, Ref> refs = new LinkedHashMap<>();
  private final Map<Found, Set<Integer>> same = new HashMap<>();
  private final Consumer<Problem> notes;

  private Joining(Inventory written, Catalog people, Consumer<Problem> notes) {
    this.written = written;
    this.people = people;
    this.notes = notes;
  }

  /// @param written what people wrote
  /// @param people the same, as a catalog of its own
  /// @param notes told of what stays unbound
  public static Inventory of(
      Inventory written, Catalog people, List<Found> found, Consumer<Problem> notes) {
    Joining joining = new Joining(written, people, notes);
    joining.name(found);
    return joining.join(found);
  }

  private void name(List<Found> found) {
    Set<Ref> taken = new HashSet<>();
    written.entities().forEach(entity -> taken.add(entity.ref()));
    Names names = new Names(taken);
    for (Found one : found) {
      byKey.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one);
      refs.put(one, names.of(one.namespace(), one.wanted(), one.at().file() + " " + one.key()));
      Set<Integer> entities = new TreeSet<>();
      one.names().forEach(name -> entities.addAll(people.bind(name).entities()));
      one.components().stream()
          .flatMap(name -> Ref.parse(name, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE).stream())
          .flatMap(ref -> people.indexOf(ref).stream())
          .forEach(entities::add);
      same.put(one, entities);
    }
  }

  private Inventory join(List<Found> found) {
    List<Entity> entities = new ArrayList<>(written.entities());
    Map<String, Integer> unbound = new LinkedHashMap<>();
    for (Found one : found) {
      entities.add(entity(one));
      if (isSame(one).isEmpty() && !one.isTrusted() && !one.names().isEmpty()) {
        unbound.merge(one.at().file(), 1, Integer::sum);
      }
    }
    unbound.forEach(
        (file, count) ->
            notes.accept(
                new Problem(
                    Position.whole(file),
                    count
                        + " resources here match no `obstat.dev/match` that people wrote: they stay"
                        + " unbound")));
    return new Inventory(entities, written.teams(), written.members());
  }

  private Set<Integer> isSame(Found one) {
    return same.getOrDefault(one, Set.of());
  }

  private Entity entity(Found one) {
    Set<Ref> needed = new LinkedHashSet<>();
    one.needed().forEach(key -> needed.addAll(refs(key)));
    isSame(one).forEach(index -> needed.add(people.entity(index).ref()));
    needed.remove(ref(one));
    List<Need> groups = new ArrayList<>();
    for (Found.Group group : one.groups()) {
      Set<Ref> members = new LinkedHashSet<>();
      group.of().forEach(key -> members.addAll(refs(key)));
      if (!members.isEmpty()) {
        groups.add(
            new Need.Some(
                Math.clamp(group.least(), 1, members.size()), references(members, one.at())));
      }
    }
    List<Reference> dependents = new ArrayList<>();
    isSame(one)
        .forEach(index -> dependents.add(new Reference(people.entity(index).ref(), one.at())));
    return new Entity(
        ref(one),
        one.title(),
        stage(one),
        one.provider(),
        Weight.UNKNOWN,
        new Edges(references(needed, one.at()), dependents, groups, List.of(), List.of()),
        one.isTrusted()
            ? one.names().stream()
                .filter(name -> name.length() <= Match.LONGEST && name.indexOf('*') < 0)
                .map(name -> new Match(name, one.at()))
                .toList()
            : List.of(),
        one.at());
  }

  /// What is the same as something that people wrote is in its stage, and so is what only stands on
  /// such things: otherwise every policy of a staging bucket would make the bucket production. A
  /// label may raise the stage and never lower it.
  private String stage(Found one) {
    if (one.saysProduction()) {
      return Stages.PRODUCTION;
    }
    Optional<String> own = stageOf(isSame(one));
    if (own.isPresent() || one.isTrusted()) {
      return own.orElse("");
    }
    Set<Integer> below = new TreeSet<>();
    Set<Found> seen = new HashSet<>(List.of(one));
    Deque<Found> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Found next = open.remove();
      if (next.saysProduction()) {
        return Stages.PRODUCTION;
      }
      below.addAll(isSame(next));
      List<String> keys = new ArrayList<>(next.needed());
      next.groups().forEach(group -> keys.addAll(group.of()));
      keys.stream()
          .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
          .filter(seen::add)
          .forEach(open::add);
    }
    return stageOf(below).orElse("");
  }

  private Optional<String> stageOf(Set<Integer> indexes) {
    return indexes.stream().map(people::stage).reduce(Stages::stricter);
  }

  private List<Ref> refs(String key) {
    return byKey.getOrDefault(key, List.of()).stream().map(this::ref).toList();
  }

  private Ref ref(Found one) {
    Ref ref = refs.get(one);
    if (ref == null) {
      throw new IllegalStateException("what was found has no name: " + one.key());
    }
    return ref;
  }

  private static List<Reference> references(Set<Ref> refs, Position at) {
    return refs.stream().map(ref -> new Reference(ref, at)).toList();
  }
}
