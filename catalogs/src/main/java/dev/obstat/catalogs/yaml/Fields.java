package dev.obstat.catalogs.yaml;

import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks a mapping for what it should hold. What is there and is something else is told to the
/// problems, and counts as absent.
public final class Fields {
  private final Yaml.Mapping mapping;
  private final String path;
  private final Consumer<Problem> problems;

  /// @param path what the mapping is called in messages, for instance `spec`; empty for a whole
  ///   document
  public Fields(Yaml.Mapping mapping, String path, Consumer<Problem> problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
  }

  public Position at() {
    return mapping.at();
  }

  public List<Yaml.Member> members() {
    return mapping.members();
  }

  /// Whatever is there, unless it says that there is nothing.
  public Optional<Yaml> find(String key) {
    return mapping
        .find(key)
        .filter(value -> !(value instanceof Yaml.Scalar scalar && scalar.isNothing()));
  }

  public Optional<Yaml.Scalar> text(String key) {
    return find(key).flatMap(value -> text(path(key), value));
  }

  /// A text that has to be there.
  public Optional<Yaml.Scalar> requiredText(String key) {
    Optional<Yaml.Scalar> text = text(key);
    if (find(key).isEmpty()) {
      problems.accept(new Problem(at(), "`" + path(key) + "` is missing"));
    }
    return text;
  }

  /// The texts of a list; empty when there is no list.
  public List<Yaml.Scalar> texts(String key) {
    List<Yaml.Scalar> texts = new ArrayList<>();
    find(key)
        .ifPresent(
            value -> {
              switch (value) {
                case Yaml.Sequence sequence ->
                    sequence.items().forEach(item -> text(path(key), item).ifPresent(texts::add));
                case Yaml.Mapping _, Yaml.Scalar _ -> wrong(path(key), value, "a list");
              }
            });
    return texts;
  }

  public Optional<Fields> mapping(String key) {
    return find(key)
        .flatMap(
            value -> {
              if (value instanceof Yaml.Mapping inner) {
                return Optional.of(new Fields(inner, path(key), problems));
              }
              wrong(path(key), value, "a mapping");
              return Optional.empty();
            });
  }

  /// Tells of every key that is not among the known ones, with the nearest of those.
  public void refuseUnknown(Collection<String> known) {
    for (Yaml.Member member : mapping.members()) {
      if (!known.contains(member.key())) {
        problems.accept(
            new Problem(
                member.at(),
                "nothing is named `"
                    + path(member.key())
                    + "`"
                    + Nearest.hint(member.key(), known)));
      }
    }
  }

  private Optional<Yaml.Scalar> text(String name, Yaml value) {
    if (value instanceof Yaml.Scalar scalar && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    wrong(name, value, "a text");
    return Optional.empty();
  }

  private void wrong(String name, Yaml value, String expected) {
    problems.accept(
        new Problem(value.at(), "`" + name + "` is " + value.kind() + ", not " + expected));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
