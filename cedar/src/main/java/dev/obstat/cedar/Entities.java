package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable store of entities. Ancestors are worked out when it is built, so that `in` is one
/// look-up. A large fixed store is built once; [#with] lays the few entities of one request over it
/// without copying it.
///
/// Parents need not be in the store: such an entity is known by name only.
public final class Entities {
  /// A store without entities.
  public static final Entities EMPTY = new Entities(Map.of(), Set.of(), null);

  /// What became of the entities handed in.
  public sealed interface Result {
    /// The store.
    record Built(Entities entities) implements Result {}

    /// Two entities of one name, an entity that is its own ancestor, or a bound passed.
    record Refused(List<String> reasons) implements Result {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /// An entity with its ancestors.
  record Known(Entity entity, Set<EntityUid> ancestors) {}

  private final Map<EntityUid, Known> own;

  /// Every parent of an entity in `own`: what a later layer may not add or change unnoticed.
  private final Set<EntityUid> referenced;

  private final @Nullable Entities base;

  private Entities(Map<EntityUid, Known> own, Set<EntityUid> referenced, @Nullable Entities base) {
    this.own = own;
    this.referenced = referenced;
    this.base = base;
  }

  public static Result build(Collection<Entity> entities) {
    return EMPTY.layer(entities, true);
  }

  /// This store with more entities, which replace those of the same name. Over a built store it
  /// costs a few map entries; over a layer, also those of that layer. When one of them is a parent
  /// of an entity here, everything is worked out anew, because ancestors change.
  ///
  /// @throws IllegalArgumentException for what [#build] refuses
  public Entities with(Collection<Entity> entities) {
    return switch (layer(entities, false)) {
      case Result.Built built -> built.entities();
      case Result.Refused refused ->
          throw new IllegalArgumentException(String.join("; ", refused.reasons()));
    };
  }

  /// See [#with(Collection)].
  public Entities with(Entity... entities) {
    return with(Arrays.asList(entities));
  }

  /// The entity of that name, empty when nothing is known about it.
  public Optional<Entity> entity(EntityUid uid) {
    Known known = find(uid);
    return known == null ? Optional.empty() : Optional.of(known.entity());
  }

  /// All ancestors, direct or not; none for an unknown entity.
  public Set<EntityUid> ancestors(EntityUid uid) {
    Known known = find(uid);
    return known == null ? Set.of() : Set.copyOf(known.ancestors());
  }

  @Nullable Known find(EntityUid uid) {
    Known known = own.get(uid);
    return known != null || base == null ? known : base.find(uid);
  }

  private Result layer(Collection<Entity> added, boolean fresh) {
    Map<EntityUid, Entity> entities = new LinkedHashMap<>();
    for (Entity entity : added) {
      if (entities.put(entity.uid(), entity) != null) {
        return new Result.Refused(
            List.of("the entity " + Shown.of(entity.uid().toString()) + " is given twice"));
      }
    }
    if (fresh || (base == null && own.isEmpty())) {
      return over(null, entities);
    }
    if (isReferenced(entities.keySet())) {
      return over(null, flattened(entities));
    }
    if (base == null) {
      return over(this, entities);
    }
    // A second layer over the same base: layers do not pile up.
    Map<EntityUid, Entity> merged = new LinkedHashMap<>();
    own.forEach((uid, known) -> merged.put(uid, known.entity()));
    merged.putAll(entities);
    return over(base, merged);
  }

  private static Result over(@Nullable Entities base, Map<EntityUid, Entity> entities) {
    Hierarchy.Closure closure =
        Hierarchy.close(entities, uid -> base == null ? null : base.ancestorsOrNull(uid));
    if (!closure.reasons().isEmpty()) {
      return new Result.Refused(closure.reasons());
    }
    Map<EntityUid, Known> own = new HashMap<>();
    Set<EntityUid> referenced = new HashSet<>();
    for (Entity entity : entities.values()) {
      Set<EntityUid> ancestors = closure.ancestors().getOrDefault(entity.uid(), Set.of());
      own.put(entity.uid(), new Known(entity, ancestors));
      referenced.addAll(entity.parents());
    }
    return new Result.Built(new Entities(own, referenced, base));
  }

  private @Nullable Set<EntityUid> ancestorsOrNull(EntityUid uid) {
    Known known = find(uid);
    return known == null ? null : known.ancestors();
  }

  private boolean isReferenced(Collection<EntityUid> uids) {
    for (EntityUid uid : uids) {
      if (base != null && base.referenced.contains(uid)) {
        return true;
      }
      if (base == null && referenced.contains(uid)) {
        return true;
      }
    }
    return false;
  }

  private Map<EntityUid, Entity> flattened(Map<EntityUid, Entity> added) {
    Map<EntityUid, Entity> all = new LinkedHashMap<>();
    List<Entities> layers = new ArrayList<>();
    if (base != null) {
      layers.add(base);
    }
    layers.add(this);
    layers.forEach(layer -> layer.own.forEach((uid, known) -> all.put(uid, known.entity())));
    all.putAll(added);
    return all;
  }
}
