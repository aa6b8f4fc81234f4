package dev.obstat.core.catalog;

import dev.obstat.core.source.Position;
import java.util.List;

/// Something that the organisation runs: a component (a service), a resource, a system.
///
/// @param title for people; the name where none is given
/// @param stage as stated; empty when not stated: then [Catalog#stage(int)] says what it counts as
/// @param provider cloud, region and zone joined by `/`, for instance `aws/eu-west-1`; empty when
///   not stated
/// @param matches which real resources it is
/// @param accounts numbers of accounts in which what states no stage itself counts as at least this
///   entity's stage
/// @param at where it is written
public record Entity(
    Ref ref,
    String title,
    String stage,
    String provider,
    Weight weight,
    Edges edges,
    List<Match> matches,
    List<String> accounts,
    Position at) {

  public Entity {
    matches = List.copyOf(matches);
    accounts = List.copyOf(accounts);
  }

  /// Without accounts.
  public Entity(
      Ref ref,
      String title,
      String stage,
      String provider,
      Weight weight,
      Edges edges,
      List<Match> matches,
      Position at) {
    this(ref, title, stage, provider, weight, edges, matches, List.of(), at);
  }

  public boolean statesStage() {
    return !stage.isEmpty();
  }

  /// Whether it is counted as a service when it stops.
  public boolean isService() {
    return ref.isService();
  }
}
