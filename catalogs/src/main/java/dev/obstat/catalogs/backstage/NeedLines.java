package dev.obstat.catalogs.backstage;

import dev.obstat.core.catalog.Need;
import dev.obstat.core.catalog.Ref;
import dev.obstat.core.catalog.Reference;
import dev.obstat.core.source.Position;
import dev.obstat.core.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of `obstat.dev/needs`. Each says how and then whom:
///
/// - `all component:a, resource:b`: down when one of them is, as with `dependsOn`;
/// - `2 of resource:a, resource:b, resource:c`: down when fewer than two are left;
/// - `soft component:a`: only degraded without it;
/// - `data resource:key`: its data is lost with the data of that one.
///
/// Whoever stands in a line of the second or third kind is not needed otherwise, also when
/// `dependsOn` names it.
final class NeedLines {
  private static final Pattern LINE = Pattern.compile("(all|soft|data|([0-9]{1,6}) of) +(.+)");

  private final Ref from;
  private final Consumer<Problem> problems;
  private final List<Reference> all = new ArrayList<>();
  private final List<Need> needs = new ArrayList<>();
  private final Set<Ref> relieved = new HashSet<>();

  NeedLines(Ref from, Consumer<Problem> problems) {
    this.from = from;
    this.problems = problems;
  }

  void read(String line, Position at) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      problems.accept(
          new Problem(
              at,
              "`"
                  + line
                  + "` is not a need: write `all`, `2 of`, `soft` or `data` and then entities, as in"
                  + " `1 of resource:db-a, resource:db-b`"));
      return;
    }
    List<Reference> references = references(matcher.group(3), at);
    switch (matcher.group(1)) {
      case "all" -> all.addAll(references);
      case "data" -> references.forEach(to -> needs.add(new Need.Data(to)));
      case "soft" -> {
        references.forEach(to -> needs.add(new Need.Soft(to)));
        relieve(references);
      }
      default -> {
        needs.add(new Need.Some(Integer.parseInt(matcher.group(2)), references));
        relieve(references);
      }
    }
  }

  private void relieve(List<Reference> references) {
    references.forEach(reference -> relieved.add(reference.to()));
  }

  private List<Reference> references(String text, Position at) {
    List<Reference> references = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<Ref> ref = Ref.parse(part.strip(), "", from.namespace());
      if (ref.isPresent()) {
        references.add(new Reference(ref.get(), at));
      } else {
        problems.accept(
            new Problem(
                at,
                "`"
                    + part.strip()
                    + "` does not name an entity: write its kind and name, as in"
                    + " `component:orders` or `resource:orders-db`"));
      }
    }
    return references;
  }

  /// @param written in `spec.dependsOn`
  List<Reference> dependsOn(List<Reference> written) {
    List<Reference> dependsOn = new ArrayList<>(all);
    written.stream().filter(to -> !relieved.contains(to.to())).forEach(dependsOn::add);
    return dependsOn;
  }

  List<Need> needs() {
    return needs;
  }
}
