package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The store and its layers.
final class EntitiesTest {
  @Test
  @DisplayName("ancestors are followed to any distance, also past entities that are not given")
  void ancestors() {
    Entities entities = built(List.of(entity("a", "b"), entity("b", "c", "x"), entity("c", "d")));
    assertThat(entities.ancestors(uid("a"))).isEqualTo(uids("b", "c", "d", "x"));
    assertThat(entities.ancestors(uid("d"))).isEmpty();
    assertThat(entities.entity(uid("d"))).isEmpty();
  }

  @Test
  @DisplayName("a circle is refused by name")
  void circle() {
    assertThat(reasons(List.of(entity("a", "b"), entity("b", "c"), entity("c", "b"))))
        .singleElement()
        .asString()
        .matches(
            "the entity `T::\"[bc]\"` is an ancestor of itself: remove a parent of `T::\"[bc]\"`");
    assertThat(reasons(List.of(entity("a", "a")))).hasSize(1);
  }

  @Test
  @DisplayName("two entities of one name are refused")
  void twice() {
    assertThat(reasons(List.of(entity("a", "b"), entity("a"))))
        .containsExactly("the entity `T::\"a\"` is given twice");
  }

  @Test
  @DisplayName("a chain of a million would be no recursion, only too many ancestors")
  void longChain() {
    List<Entity> chain = new ArrayList<>();
    for (int index = 0; index < 20_000; index++) {
      chain.add(entity("n" + index, "n" + (index + 1)));
    }
    assertThat(reasons(chain)).singleElement().asString().endsWith("has more than 1000 ancestors");
  }

  @Test
  @DisplayName("a layer sees what is below, and what is below stays as it was")
  void layers() {
    Entities base = built(List.of(entity("group", "all")));
    Entities layered = base.with(entity("user", "group")).with(entity("doc"));
    assertThat(layered.ancestors(uid("user"))).isEqualTo(uids("group", "all"));
    assertThat(layered.entity(uid("doc"))).isPresent();
    assertThat(base.entity(uid("user"))).isEmpty();
  }

  @Test
  @DisplayName("a layer that gives an ancestor new parents changes its descendants")
  void newParents() {
    Entities base = built(List.of(entity("user", "group"), entity("group", "old")));
    Entities replaced = base.with(entity("group", "new"));
    assertThat(replaced.ancestors(uid("user"))).isEqualTo(uids("group", "new"));
    Entities added = built(List.of(entity("user", "group"))).with(entity("group", "late"));
    assertThat(added.ancestors(uid("user"))).isEqualTo(uids("group", "late"));
    assertThatThrownBy(() -> base.with(entity("old", "user")))
        .hasMessageContaining("is an ancestor of itself");
  }

  @Test
  @DisplayName("layers of random entities equal the store built at once")
  void randomLayers() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Entity> all = new ArrayList<>();
      for (int index = 0; index < 8; index++) {
        Set<EntityUid> parents = new HashSet<>();
        for (int above = index + 1; above < 9; above++) {
          if (random.nextInt(3) == 0) {
            parents.add(uid("n" + above));
          }
        }
        all.add(new Entity(uid("n" + index), Value.Record.EMPTY, parents));
      }
      java.util.Collections.shuffle(all, random);
      int first = random.nextInt(9);
      int second = first + random.nextInt(9 - first);
      Entities layered =
          built(all.subList(0, first))
              .with(all.subList(first, second))
              .with(all.subList(second, 8));
      Entities whole = built(all);
      for (int index = 0; index < 9; index++) {
        assertThat(layered.ancestors(uid("n" + index)))
            .as("seed " + seed)
            .isEqualTo(whole.ancestors(uid("n" + index)));
      }
    }
  }

  @Test
  @DisplayName("values are equal by content and cannot be changed")
  void values() {
    Map<String, Value> attributes = new java.util.HashMap<>(Map.of("a", Value.of(1)));
    Value.Record record = Value.Record.of(attributes);
    attributes.put("b", Value.of(2));
    assertThat(record).isEqualTo(Value.Record.of(Map.of("a", Value.of(1))));
    assertThat(record.attribute("b")).isEmpty();
    assertThatThrownBy(() -> record.attributes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    Value.Set set = Value.Set.of(List.of(Value.of(1), Value.of(1), Value.of("x")));
    assertThat(set).isEqualTo(Value.Set.of(List.of(Value.of("x"), Value.of(1))));
    assertThatThrownBy(() -> set.elements().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(Value.of(1)).isNotEqualTo(Value.of("1"));
  }

  @Test
  @DisplayName("a value nested too deep and a malformed type are refused")
  void bounds() {
    assertThatThrownBy(
            () -> {
              Value value = Value.of(1);
              for (int level = 0; level <= Bounds.VALUE_NESTING; level++) {
                value = Value.Set.of(List.of(value));
              }
            })
        .hasMessage("a value nests at most 100 levels deep");
    assertThatThrownBy(() -> new EntityUid("Ns:User", "x"))
        .hasMessage("`Ns:User` is not an entity type: write identifiers joined by `::`");
    assertThat(new EntityUid("Ns::User", "a\"\u202e").toString())
        .isEqualTo("Ns::User::\"a\\\"\\u{202e}\"");
  }

  private static EntityUid uid(String id) {
    return new EntityUid("T", id);
  }

  private static Set<EntityUid> uids(String... ids) {
    Set<EntityUid> uids = new HashSet<>();
    for (String id : ids) {
      uids.add(uid(id));
    }
    return uids;
  }

  private static Entity entity(String id, String... parents) {
    return new Entity(uid(id), Value.Record.EMPTY, uids(parents));
  }

  private static Entities built(List<Entity> entities) {
    return switch (Entities.build(entities)) {
      case Entities.Result.Built built -> built.entities();
      case Entities.Result.Refused refused -> throw new AssertionError(refused.reasons());
    };
  }

  private static List<String> reasons(List<Entity> entities) {
    return switch (Entities.build(entities)) {
      case Entities.Result.Built _ -> List.of();
      case Entities.Result.Refused refused -> refused.reasons();
    };
  }
}
