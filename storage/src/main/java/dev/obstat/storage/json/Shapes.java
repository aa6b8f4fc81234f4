package dev.obstat.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Shapes of records, of sealed families of records, and of collections.
final class Shapes {
  /// Tells the records of a sealed family apart.
  static final String KIND = "kind";

  private Shapes() {}

  /// A member of a record under the format's own name.
  ///
  /// @param absent what it means that it is not there; empty when it has to be
  record Member(String name, Shape<?> shape, Optional<Object> absent) {
    boolean isLeftOut(Object value) {
      return absent.isPresent() && absent.get().equals(value);
    }
  }

  /// A record of a sealed family under the format's own name.
  record Variant<T>(String kind, RecordShape<? extends T> shape) {}

  static Member member(String name, Shape<?> shape) {
    return new Member(name, shape, Optional.empty());
  }

  /// A member that came later than facts that are already written: those do not have it, and it is
  /// still left out where it says no more than they do.
  ///
  /// @param absent what it means that it is not there
  static <T> Member unlessAbsent(String name, Shape<T> shape, T absent) {
    return new Member(name, shape, Optional.of(absent));
  }

  static <T> Variant<T> variant(
      String kind, Class<? extends T> type, Member... membersInConstructorOrder) {
    return new Variant<>(kind, new RecordShape<>(type, membersInConstructorOrder));
  }

  static <T> Shape<T> record(Class<T> type, Member... membersInConstructorOrder) {
    return new RecordShape<>(type, membersInConstructorOrder);
  }

  /// Every record of the family must be among the variants.
  @SafeVarargs
  static <T> Shape<T> oneOf(Class<T> family, Variant<T>... variants) {
    List<Variant<T>> all = new ArrayList<>();
    for (Variant<T> variant : variants) {
      all.add(variant);
    }
    return new FamilyShape<>(family, all);
  }

  static <T> Shape<List<T>> list(Shape<T> item) {
    return new ItemsShape<>(item, List::copyOf, false);
  }

  static <T> Shape<Set<T>> set(Shape<T> item) {
    return new ItemsShape<>(item, LinkedHashSet::new, true);
  }

  static Shape<SortedSet<String>> sorted() {
    return new ItemsShape<>(Scalars.TEXT, TreeSet::new, true);
  }

  static <T> Shape<Map<String, T>> map(Shape<T> value) {
    return new MapShape<>(value);
  }

  static <K, V> V known(Map<K, V> all, K key) {
    @Nullable V found = all.get(key);
    if (found == null) {
      throw new IllegalArgumentException("`" + key + "` is not known");
    }
    return found;
  }

  /// An object with exactly these members.
  static final class RecordShape<T> implements Shape<T> {
    private final Class<T> type;
    private final Member[] members;
    private final Method[] accessors;
    private final int[] byName;

    @SuppressWarnings("unchecked") // the class is kept for its constructor alone
    RecordShape(Class<? extends T> type, Member... members) {
      this.type = (Class<T>) type;
      this.members = members.clone();
      RecordComponent[] components = type.getRecordComponents();
      if (components.length != members.length) {
        throw new IllegalStateException("not every member of " + type + " has its shape");
      }
      accessors =
          Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
      byName =
          IntStream.range(0, members.length)
              .boxed()
              .sorted(Comparator.comparing(i -> members[i].name()))
              .mapToInt(Integer::intValue)
              .toArray();
    }

    @Override
    public void write(T value, Canonical out) {
      writeWith("", value, out);
    }

    /// @param kind empty for none
    void writeWith(String kind, Object value, Canonical out) {
      boolean kindWritten = kind.isEmpty();
      out.begin('{');
      for (int i : byName) {
        if (!kindWritten && KIND.compareTo(members[i].name()) < 0) {
          out.name(KIND);
          out.text(kind);
          kindWritten = true;
        }
        Object member = valueOf(accessors[i], value);
        if (!members[i].isLeftOut(member)) {
          out.name(members[i].name());
          writeMember(members[i].shape(), member, out);
        }
      }
      if (!kindWritten) {
        out.name(KIND);
        out.text(kind);
      }
      out.end('}');
    }

    private static Object valueOf(Method accessor, Object value) {
      try {
        return accessor.invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's accessor failed: " + accessor, e);
      }
    }

    @SuppressWarnings("unchecked") // the golden files hold every member of every record
    private static <M> void writeMember(Shape<M> shape, Object value, Canonical out) {
      shape.write((M) value, out);
    }

    @Override
    public T read(JsonNode node, String at) {
      return readWithout("", node, at);
    }

    /// @param besides a member that has been read already; empty for none
    T readWithout(String besides, JsonNode node, String at) {
      if (!node.isObject()) {
        throw new UnreadableEntry(at + " is not an object");
      }
      Object[] arguments = new Object[members.length];
      Class<?>[] types = new Class<?>[members.length];
      int found = besides.isEmpty() ? 0 : 1;
      for (int i = 0; i < members.length; i++) {
        @Nullable JsonNode member = node.get(members[i].name());
        types[i] = accessors[i].getReturnType();
        if (member == null && members[i].absent().isPresent()) {
          arguments[i] = members[i].absent().get();
          continue;
        }
        if (member == null) {
          throw new UnreadableEntry(at + " has no member `" + members[i].name() + "`");
        }
        arguments[i] = members[i].shape().read(member, at + "." + members[i].name());
        found++;
      }
      if (found != node.size()) {
        throw new UnreadableEntry(at + " has a member `" + stranger(besides, node) + "` too many");
      }
      try {
        return type.getDeclaredConstructor(types).newInstance(arguments);
      } catch (InvocationTargetException e) {
        throw new UnreadableEntry(at + " is not valid: " + e.getTargetException().getMessage(), e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's constructor is missing: " + type, e);
      }
    }

    private String stranger(String besides, JsonNode node) {
      Set<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      names.remove(besides);
      Arrays.stream(members).map(Member::name).forEach(names::remove);
      return String.join("`, `", names);
    }
  }

  /// An object whose member `kind` says which record it is.
  private static final class FamilyShape<T> implements Shape<T> {
    private final Map<Class<?>, Variant<T>> byType = new HashMap<>();
    private final Map<String, Variant<T>> byKind = new HashMap<>();

    FamilyShape(Class<T> family, List<Variant<T>> variants) {
      for (Variant<T> variant : variants) {
        byType.put(variant.shape().type, variant);
        byKind.put(variant.kind(), variant);
      }
      Set<Class<?>> permitted = Set.of(family.getPermittedSubclasses());
      if (!byType.keySet().equals(permitted) || byKind.size() != permitted.size()) {
        throw new IllegalStateException("not every record of " + family + " has its own kind");
      }
    }

    @Override
    public void write(T value, Canonical out) {
      Variant<T> variant = known(byType, value.getClass());
      variant.shape().writeWith(variant.kind(), value, out);
    }

    @Override
    public T read(JsonNode node, String at) {
      @Nullable JsonNode kind = node.get(KIND);
      if (kind == null || !kind.isTextual()) {
        throw new UnreadableEntry(at + " does not say its kind");
      }
      @Nullable Variant<T> variant = byKind.get(kind.textValue());
      if (variant == null) {
        throw new UnreadableEntry(at + " is of the unknown kind `" + kind.textValue() + "`");
      }
      return variant.shape().readWithout(KIND, node, at);
    }
  }

  /// An array; a set's items go in the order of their canonical form.
  private record ItemsShape<T, C extends Collection<T>>(
      Shape<T> item, Function<List<T>, C> collected, boolean ordered) implements Shape<C> {
    @Override
    public void write(C value, Canonical out) {
      out.begin('[');
      if (ordered) {
        TreeMap<String, T> items = new TreeMap<>();
        value.forEach(each -> items.put(canonical(each), each));
        items.values().forEach(each -> write(each, item, out));
      } else {
        value.forEach(each -> write(each, item, out));
      }
      out.end(']');
    }

    private static <T> void write(T each, Shape<T> item, Canonical out) {
      out.item();
      item.write(each, out);
    }

    private String canonical(T each) {
      Canonical alone = new Canonical();
      item.write(each, alone);
      return alone.text();
    }

    @Override
    public C read(JsonNode node, String at) {
      if (!node.isArray()) {
        throw new UnreadableEntry(at + " is not an array");
      }
      List<T> items = new ArrayList<>(node.size());
      for (JsonNode each : node) {
        items.add(item.read(each, at + "[" + items.size() + "]"));
      }
      return collected.apply(items);
    }
  }

  /// An object with any members, whose order means nothing; read into a sorted map.
  private record MapShape<T>(Shape<T> item) implements Shape<Map<String, T>> {
    @Override
    public void write(Map<String, T> value, Canonical out) {
      out.begin('{');
      new TreeMap<>(value)
          .forEach(
              (name, each) -> {
                out.name(name);
                item.write(each, out);
              });
      out.end('}');
    }

    @Override
    public Map<String, T> read(JsonNode node, String at) {
      if (!node.isObject()) {
        throw new UnreadableEntry(at + " is not an object");
      }
      Map<String, T> members = new TreeMap<>();
      node.properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(), item.read(member.getValue(), at + "." + member.getKey())));
      return members;
    }
  }
}
