package dev.obstat.catalogs.backstage;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.source.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The references in an entity's `spec`.
final class Links {
  private final Ref from;
  private final Optional<Fields> spec;
  private final Consumer<Problem> problems;

  Links(Ref from, Optional<Fields> spec, Consumer<Problem> problems) {
    this.from = from;
    this.spec = spec;
    this.problems = problems;
  }

  /// A member that names one entity: none or one.
  List<Reference> one(String key, String kind) {
    return spec.flatMap(fields -> fields.text(key)).stream()
        .flatMap(text -> reference(text, kind))
        .toList();
  }

  List<Reference> many(String key, String kind) {
    return texts(key).flatMap(text -> reference(text, kind)).toList();
  }

  /// A list in which every reference says its kind, because there is none to assume.
  List<Reference> explicit(String key) {
    return texts(key).flatMap(text -> reference(text, "")).toList();
  }

  private Stream<Yaml.Scalar> texts(String key) {
    return spec.map(fields -> fields.texts(key)).orElse(List.of()).stream();
  }

  private Stream<Reference> reference(Yaml.Scalar text, String kind) {
    Optional<Ref> to = Ref.parse(text.text(), kind, from.namespace());
    if (to.isPresent()) {
      return Stream.of(new Reference(to.get(), text.at()));
    }
    String expected =
        kind.isEmpty()
            ? "write its kind and name, as in `component:orders` or `resource:orders-db`"
            : "write a name, as in `" + kind + ":orders`";
    problems.accept(
        new Problem(text.at(), "`" + text.text() + "` does not name an entity: " + expected));
    return Stream.empty();
  }
}
