package dev.obstat.catalogs.backstage;

import dev.obstat.catalogs.yaml.Fields;
import dev.obstat.catalogs.yaml.Yaml;
import dev.obstat.core.catalog.Edges;
import dev.obstat.core.catalog.Entity;
import dev.obstat.core.catalog.Inventory;
import dev.obstat.core.catalog.Member;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.catalog.Team;
import dev.obstat.core.source.Nearest;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Reads the documents of all files, one entity each.
public final class EntityReader {
  private static final List<String> READ =
      List.of("Component", "Resource", "System", "Group", "User");
  private static final Set<String> OTHERS =
      Set.of("API", "Domain", "Location", "Template", "Type", "Plugin");

  /// Members of `spec` that mean something here, by kind. A member that is nearly one of these is
  /// reported: a dependency that is silently not read hides what breaks.
  private static final Map<String, Set<String>> SPEC =
      Map.of(
          "Component",
          Set.of("owner", "system", "subcomponentOf", "dependsOn", "dependencyOf"),
          "Resource",
          Set.of("owner", "system", "dependsOn", "dependencyOf"),
          "System",
          Set.of("owner", "dependsOn", "dependencyOf"),
          "Group",
          Set.of("parent", "children", "members"),
          "User",
          Set.of("memberOf"));

  private static final Set<String> ELSEWHERE =
      Set.of("type", "lifecycle", "domain", "profile", "providesApis", "consumesApis");

  private final Consumer<Problem> problems;
  private final Consumer<Problem> notes;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Team> teams = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  public EntityReader(Consumer<Problem> problems, Consumer<Problem> notes) {
    this.problems = problems;
    this.notes = notes;
  }

  public Inventory inventory() {
    return new Inventory(entities, teams, members);
  }

  /// Reads a document of a file: an entity, or the answer of a Backstage catalog, which is a list
  /// of entities or has one under `items`.
  public void readAll(Yaml document) {
    switch (document) {
      case Yaml.Sequence sequence -> sequence.items().forEach(this::read);
      case Yaml.Mapping mapping
          when mapping.find("kind").isEmpty()
              && mapping.find("items").orElse(mapping) instanceof Yaml.Sequence items ->
          items.items().forEach(this::read);
      case Yaml.Mapping _, Yaml.Scalar _ -> read(document);
    }
  }

  public void read(Yaml document) {
    if (!(document instanceof Yaml.Mapping mapping)) {
      problem(document.at(), "an entity is a mapping, not " + document.kind());
      return;
    }
    Fields fields = new Fields(mapping, "", problems);
    boolean isBackstage =
        fields
            .text("apiVersion")
            .map(version -> version.text().startsWith("backstage.io/"))
            .orElse(false);
    Optional<Yaml.Scalar> kind = isBackstage ? fields.requiredText("kind") : fields.text("kind");
    if (kind.isEmpty()) {
      if (!isBackstage) {
        note(mapping.at(), "not a Backstage entity: left out");
      }
      return;
    }
    String written = kind.get().text();
    if (READ.contains(written)) {
      entity(fields, written);
    } else if (OTHERS.contains(written) || Nearest.to(written, READ).isEmpty()) {
      note(kind.get().at(), "entities of kind `" + written + "` are not read: left out");
    } else {
      problem(kind.get().at(), "there is no kind `" + written + "`" + Nearest.hint(written, READ));
    }
  }

  private void entity(Fields document, String kind) {
    Optional<Fields> metadata = document.mapping("metadata");
    if (metadata.isEmpty()) {
      problem(document.at(), "`metadata` is missing");
      return;
    }
    Optional<Ref> ref = ref(metadata.get(), kind);
    if (ref.isEmpty()) {
      return;
    }
    Optional<Fields> spec = document.mapping("spec");
    spec.ifPresent(found -> checkSpec(found, kind));
    Described described =
        new Described(
            ref.get(),
            title(document, metadata.get()).orElse(ref.get().shortName()),
            new Links(ref.get(), spec, problems),
            document.at());
    Annotations annotations = new Annotations(metadata.get().mapping("annotations"), problems);
    switch (kind) {
      case "Group", "User" -> {
        annotations.refuseOn(kind);
        people(kind, described);
      }
      default -> entities.add(running(described, annotations));
    }
  }

  /// What all kinds have in common.
  private record Described(Ref ref, String title, Links links, Position at) {}

  private Optional<Ref> ref(Fields metadata, String kind) {
    Optional<Yaml.Scalar> name = metadata.requiredText("name");
    Optional<Yaml.Scalar> namespace = metadata.text("namespace");
    if (name.isEmpty() || !isName(name.get()) || !namespace.map(this::isName).orElse(true)) {
      return Optional.empty();
    }
    String inNamespace = namespace.map(Yaml.Scalar::text).orElse(Ref.DEFAULT_NAMESPACE);
    return Optional.of(new Ref(kind.toLowerCase(Locale.ROOT), inNamespace, name.get().text()));
  }

  private boolean isName(Yaml.Scalar name) {
    if (Ref.isName(name.text())) {
      return true;
    }
    problem(
        name.at(),
        "`"
            + name.text()
            + "` is not a name: write 1 to "
            + Ref.LONGEST
            + " letters and digits, with - _ . between");
    return false;
  }

  private static Optional<String> title(Fields document, Fields metadata) {
    Optional<String> shown =
        document
            .mapping("spec")
            .flatMap(spec -> spec.mapping("profile"))
            .flatMap(profile -> profile.text("displayName"))
            .map(Yaml.Scalar::text);
    return metadata.text("title").map(Yaml.Scalar::text).or(() -> shown);
  }

  private void checkSpec(Fields spec, String kind) {
    Set<String> known = SPEC.getOrDefault(kind, Set.of());
    for (Yaml.Member member : spec.members()) {
      if (!known.contains(member.key()) && !ELSEWHERE.contains(member.key())) {
        Nearest.to(member.key(), new TreeSet<>(known))
            .ifPresent(
                near ->
                    problem(
                        member.at(),
                        "a "
                            + kind
                            + " has no `spec."
                            + member.key()
                            + "`; did you mean `"
                            + near
                            + "`?"));
      }
    }
    if (spec.find("consumesApis").isPresent()) {
      note(spec.at(), "`spec.consumesApis` is not read: say what is needed by `spec.dependsOn`");
    }
  }

  private Entity running(Described described, Annotations annotations) {
    Links links = described.links();
    List<Reference> partOf = new ArrayList<>(links.one("system", Ref.SYSTEM));
    partOf.addAll(links.one("subcomponentOf", Ref.COMPONENT));
    List<Reference> owners = links.one("owner", Ref.GROUP);
    noteOwner(described, owners);
    NeedLines needs = annotations.needs(described.ref());
    return new Entity(
        described.ref(),
        described.title(),
        annotations.stage(),
        annotations.provider(),
        annotations.weight(),
        new Edges(
            needs.dependsOn(links.explicit("dependsOn")),
            links.explicit("dependencyOf"),
            needs.needs(),
            partOf,
            owners),
        annotations.matches(),
        annotations.accounts(),
        described.at());
  }

  private void noteOwner(Described described, List<Reference> owners) {
    if (!described.ref().isService()) {
      return;
    }
    if (owners.isEmpty()) {
      note(
          described.at(),
          "`" + described.ref() + "` has no owner: nobody can approve as its service-owner");
    } else if (!owners.getFirst().to().kind().equals(Ref.GROUP)) {
      note(
          owners.getFirst().at(),
          "the owner of `"
              + described.ref()
              + "` is not a group: nobody can approve as its service-owner");
    }
  }

  private void people(String kind, Described described) {
    Links links = described.links();
    if (kind.equals("Group")) {
      teams.add(
          new Team(
              described.ref(),
              described.title(),
              links.one("parent", Ref.GROUP),
              links.many("children", Ref.GROUP),
              links.many("members", Ref.USER),
              described.at()));
    } else {
      members.add(
          new Member(
              described.ref(),
              described.title(),
              links.many("memberOf", Ref.GROUP),
              described.at()));
    }
  }

  private void problem(Position at, String message) {
    problems.accept(new Problem(at, message));
  }

  private void note(Position at, String message) {
    notes.accept(new Problem(at, message));
  }
}
