package dev.obstat.catalogs.csv;

import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a table of services and makes of every row the entity that people would have written
/// (docs/catalog.md), so that all that is checked there is checked here.
///
/// The first row names the columns. `owner` makes a group, `people` (of the owner) make users;
/// lists are separated by `;`.
public final class ServiceTable {
  /// Columns that are annotations, and what they are called there.
  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "stage", "stage",
          "tier", "tier",
          "customers", "customers",
          "revenue", "revenue-per-hour",
          "recovery", "recovery",
          "provider", "provider",
          "match", "match",
          "needs", "needs");

  private static final List<String> COLUMNS =
      List.of(
          "name",
          "kind",
          "title",
          "owner",
          "people",
          "stage",
          "tier",
          "customers",
          "revenue",
          "recovery",
          "provider",
          "match",
          "needs",
          "depends-on");

  private static final String VERSION = "backstage.io/v1alpha1";

  private final String file;
  private final Consumer<Problem> problems;
  private final List<Yaml> documents = new ArrayList<>();
  private final Set<String> groups = new HashSet<>();
  private final Set<String> users = new HashSet<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private int width;

  private ServiceTable(String file, Consumer<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// @return one document for each entity, group and user
  public static List<Yaml> read(String name, String text, Consumer<Problem> problems) {
    ServiceTable table = new ServiceTable(name, problems);
    List<Rows.Row> rows = new Rows(name, text, problems).rows();
    if (rows.isEmpty()) {
      problems.accept(
          new Problem(Position.whole(name), "is empty: its first row names the columns"));
      return List.of();
    }
    table.head(rows.getFirst());
    if (table.columns.containsKey("name")) {
      rows.subList(1, rows.size()).forEach(table::row);
    }
    return table.documents;
  }

  private void head(Rows.Row row) {
    width = row.cells().size();
    for (int index = 0; index < row.cells().size(); index++) {
      Rows.Cell cell = row.cells().get(index);
      if (!COLUMNS.contains(cell.text())) {
        problem(
            cell.at(),
            "there is no column `" + cell.text() + "`" + Nearest.hint(cell.text(), COLUMNS));
      } else if (columns.putIfAbsent(cell.text(), index) != null) {
        problem(cell.at(), "the column `" + cell.text() + "` stands twice");
      }
    }
    if (!columns.containsKey("name")) {
      problem(row.at(), "the column `name` is missing");
    }
  }

  private void row(Rows.Row row) {
    if (row.cells().size() > width) {
      problem(row.at(), "this row has more cells than there are columns: quote what has a comma");
      return;
    }
    String kind = text(row, "kind");
    Members metadata = new Members();
    cell(row, "name").ifPresent(cell -> metadata.add("name", scalar(cell)));
    cell(row, "title").ifPresent(cell -> metadata.add("title", scalar(cell)));
    Members annotations = new Members();
    ANNOTATIONS.forEach(
        (column, annotation) ->
            cell(row, column)
                .ifPresent(
                    cell ->
                        annotations.add(
                            "obstat.dev/" + annotation,
                            new Yaml.Scalar(
                                cell.at(), lines(column, cell.text()), Yaml.Style.QUOTED))));
    metadata.add("annotations", annotations.at(row.at()));
    Members spec = new Members();
    cell(row, "owner").ifPresent(cell -> owner(row, cell, spec));
    cell(row, "depends-on")
        .ifPresent(cell -> spec.add("dependsOn", new Yaml.Sequence(cell.at(), dependencies(cell))));
    document(row.at(), kind.equals("resource") ? "Resource" : "Component", metadata, spec);
    if (!kind.isEmpty() && !kind.equals("component") && !kind.equals("resource")) {
      problem(row.at(), "`" + kind + "` is not a kind: write `component` or `resource`");
    }
  }

  private void owner(Rows.Row row, Rows.Cell owner, Members spec) {
    spec.add("owner", scalar(owner));
    if (groups.add(owner.text())) {
      Members metadata = new Members();
      metadata.add("name", scalar(owner));
      document(owner.at(), "Group", metadata, new Members());
    }
    cell(row, "people")
        .ifPresent(
            cell -> {
              for (String person : list(cell.text())) {
                if (users.add(person + "\n" + owner.text())) {
                  person(cell.at(), person, owner);
                }
              }
            });
  }

  /// A person of two groups is written once for each of them, and joined here.
  private void person(Position at, String person, Rows.Cell owner) {
    List<String> theirs =
        users.stream()
            .filter(pair -> pair.startsWith(person + "\n"))
            .map(pair -> pair.substring(person.length() + 1))
            .sorted()
            .toList();
    documents.removeIf(document -> isUser(document, person));
    Members metadata = new Members();
    metadata.add("name", new Yaml.Scalar(at, person, Yaml.Style.QUOTED));
    Members spec = new Members();
    List<Yaml> memberOf =
        theirs.stream()
            .<Yaml>map(group -> new Yaml.Scalar(owner.at(), group, Yaml.Style.QUOTED))
            .toList();
    spec.add("memberOf", new Yaml.Sequence(at, memberOf));
    document(at, "User", metadata, spec);
  }

  private static boolean isUser(Yaml document, String person) {
    return document instanceof Yaml.Mapping mapping
        && mapping.find("kind").filter(kind -> isText(kind, "User")).isPresent()
        && mapping
            .find("metadata")
            .filter(Yaml.Mapping.class::isInstance)
            .map(Yaml.Mapping.class::cast)
            .flatMap(metadata -> metadata.find("name"))
            .filter(name -> isText(name, person))
            .isPresent();
  }

  private static boolean isText(Yaml yaml, String text) {
    return yaml instanceof Yaml.Scalar scalar && scalar.text().equals(text);
  }

  private void document(Position at, String kind, Members metadata, Members spec) {
    Members document = new Members();
    document.add("apiVersion", new Yaml.Scalar(at, VERSION, Yaml.Style.QUOTED));
    document.add("kind", new Yaml.Scalar(at, kind, Yaml.Style.QUOTED));
    document.add("metadata", metadata.at(at));
    document.add("spec", spec.at(at));
    documents.add(document.at(at));
  }

  private static List<Yaml> dependencies(Rows.Cell cell) {
    return list(cell.text()).stream()
        .<Yaml>map(
            name ->
                new Yaml.Scalar(
                    cell.at(), name.contains(":") ? name : "component:" + name, Yaml.Style.QUOTED))
        .toList();
  }

  private static String lines(String column, String text) {
    return column.equals("match") || column.equals("needs") ? String.join("\n", list(text)) : text;
  }

  private static List<String> list(String text) {
    List<String> items = new ArrayList<>();
    for (String item : text.split(";", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private Optional<Rows.Cell> cell(Rows.Row row, String column) {
    Integer index = columns.get(column);
    return index == null || index >= row.cells().size()
        ? Optional.empty()
        : Optional.of(row.cells().get(index)).filter(cell -> !cell.text().isEmpty());
  }

  private String text(Rows.Row row, String column) {
    return cell(row, column).map(Rows.Cell::text).orElse("");
  }

  private static Yaml.Scalar scalar(Rows.Cell cell) {
    return new Yaml.Scalar(cell.at(), cell.text(), Yaml.Style.QUOTED);
  }

  private void problem(Position at, String message) {
    problems.accept(new Problem(at.line() == 0 ? Position.whole(file) : at, message));
  }

  /// A mapping in the making.
  private static final class Members {
    private final List<Yaml.Member> members = new ArrayList<>();

    void add(String key, Yaml value) {
      members.add(new Yaml.Member(value.at(), key, value));
    }

    Yaml.Mapping at(Position at) {
      return new Yaml.Mapping(at, members);
    }
  }
}
