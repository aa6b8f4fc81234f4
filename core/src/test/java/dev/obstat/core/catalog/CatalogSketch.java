package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws catalogs for tests in a few words. Every line of a sketch stands in a line of its own of
/// `sketch.yaml`.
public final class CatalogSketch {
  private final List<Entity> entities = new ArrayList<>();
  private final List<Team> teams = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private int line;

  public CatalogSketch entity(String ref, Weight weight, List<String> needs, String... matches) {
    return staged(ref, Stages.PRODUCTION, weight, needs, matches);
  }

  public CatalogSketch staged(
      String ref, String stage, Weight weight, List<String> needs, String... matches) {
    Position at = next();
    return add(
        new Entity(
            parse(ref),
            ref,
            stage,
            "",
            weight,
            new Edges(references(needs, at), List.of(), List.of(), List.of()),
            Arrays.stream(matches).map(pattern -> new Match(pattern, at)).toList(),
            at));
  }

  /// An entity that needs some of a group, softly, or for its data.
  public CatalogSketch needing(
      String ref, Weight weight, List<String> all, List<Need> needs, String... matches) {
    return stagedNeeding(ref, Stages.PRODUCTION, weight, all, needs, matches);
  }

  public CatalogSketch stagedNeeding(
      String ref,
      String stage,
      Weight weight,
      List<String> all,
      List<Need> needs,
      String... matches) {
    Position at = next();
    return add(
        new Entity(
            parse(ref),
            ref,
            stage,
            "",
            weight,
            new Edges(references(all, at), List.of(), needs, List.of(), List.of()),
            Arrays.stream(matches).map(pattern -> new Match(pattern, at)).toList(),
            at));
  }

  public static Need some(int least, List<String> of) {
    return new Need.Some(least, references(of, Position.whole("sketch.yaml")));
  }

  public static Need soft(String to) {
    return new Need.Soft(new Reference(parse(to), Position.whole("sketch.yaml")));
  }

  public static Need data(String to) {
    return new Need.Data(new Reference(parse(to), Position.whole("sketch.yaml")));
  }

  public CatalogSketch owned(String ref, Weight weight, String owner, List<String> needs) {
    Position at = next();
    Edges edges =
        new Edges(references(needs, at), List.of(), List.of(), references(List.of(owner), at));
    return add(new Entity(parse(ref), ref, Stages.PRODUCTION, "", weight, edges, List.of(), at));
  }

  public CatalogSketch add(Entity entity) {
    entities.add(entity);
    return this;
  }

  public CatalogSketch team(String name, List<String> parents, List<String> membersOfIt) {
    Position at = next();
    teams.add(
        new Team(
            parse("group:" + name),
            name,
            references(parents, at),
            List.of(),
            references(membersOfIt, at),
            at));
    return this;
  }

  public CatalogSketch person(String name, String... groups) {
    Position at = next();
    members.add(new Member(parse("user:" + name), name, references(List.of(groups), at), at));
    return this;
  }

  public Catalog.Result result() {
    return Catalog.build("c".repeat(64), new Inventory(entities, teams, members));
  }

  public Catalog catalog() {
    return switch (result()) {
      case Catalog.Result.Built built -> built.catalog();
      case Catalog.Result.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  public static Weight weight(int tier, long customers, long revenue, long recovery) {
    return new Weight(
        Figure.of(tier),
        Figure.of(customers),
        Figure.of(revenue),
        "USD",
        Position.whole("sketch.yaml"),
        Figure.of(recovery));
  }

  private Position next() {
    line++;
    return new Position("sketch.yaml", line, 1);
  }

  private static List<Reference> references(List<String> refs, Position at) {
    return refs.stream().map(ref -> new Reference(parse(ref), at)).toList();
  }

  public static Ref parse(String ref) {
    return Ref.parse(ref, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE).orElseThrow();
  }
}
