package dev.obstat.core.action;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a request says for and against its own safety, by the names of its parameters: forces
/// (`SkipFinalSnapshot=true`, `--force`) take a guard away, guards (`FinalDBSnapshotIdentifier`,
/// `IfMatch`, `--dry-run`) put one there. Two requests for the same thing can so be compared:
/// whatever else is in them, the later one is the weaker when it forces what the earlier one did
/// not, or leaves out a guard that the earlier one had.
///
/// @param forces what takes a guard away
/// @param guards what puts one there
public record Safeguards(SortedSet<String> forces, SortedSet<String> guards) {
  /// A request that says nothing of it.
  public static final Safeguards NONE = new Safeguards(new TreeSet<>(), new TreeSet<>());

  /// Most names kept of each; what has more counts as forcing everything.
  private static final int MOST = 50;

  private static final int LONGEST_NAME = 100;
  private static final String TOO_MANY = "*";

  private static final String LEASE = "withlease";

  private static final List<String> FORCING =
      List.of("force", "skip", "bypass", "ignore", "override", "noverify");

  private static final List<String> FORCING_ANYWHERE =
      List.of("withoutrecovery", "withoutbackup", "dataloss", "deleteautomatedbackups", "nobackup");

  private static final List<String> GUARDING =
      List.of("if", "expected", "dryrun", "mfa", "retain", "condition", "confirm", "protect");

  private static final List<String> GUARDING_ANYWHERE =
      List.of(
          "finalsnapshot",
          "finaldbsnapshot",
          "finalclustersnapshot",
          "recoverywindow",
          "pendingwindow",
          LEASE,
          "backupbefore");

  public Safeguards {
    forces = Collections.unmodifiableSortedSet(new TreeSet<>(forces));
    guards = Collections.unmodifiableSortedSet(new TreeSet<>(guards));
  }

  public static Safeguards of(Action action) {
    Sorting sorting = new Sorting();
    sorting.take("", action.parameters());
    return new Safeguards(sorting.forces, sorting.guards);
  }

  /// Whether this forces what the other did not, or leaves out a guard that the other had.
  public boolean weakerThan(Safeguards earlier) {
    return !earlier.forces.containsAll(forces) || !guards.containsAll(earlier.guards);
  }

  /// Sorts the parameters of one request.
  private static final class Sorting {
    private final SortedSet<String> forces = new TreeSet<>();
    private final SortedSet<String> guards = new TreeSet<>();

    private void take(String name, Value value) {
      switch (value) {
        case Value.Structure(Map<String, Value> members) -> members.forEach(this::take);
        case Value.Sequence(List<Value> items) -> items.forEach(item -> take(name, item));
        case Value.Text(String text) -> {
          // A word of a command line that begins with a dash stands for itself.
          if (text.startsWith("-")) {
            sort(text);
          } else if (isOn(text)) {
            sort(name);
          }
        }
        case Value.Flag(boolean flag) -> {
          if (flag) {
            sort(name);
          }
        }
        case Value.Numeric _, Value.Blob _, Value.Secret _, Value.IdempotencyToken _ -> sort(name);
        case Value.Nothing _ -> {}
      }
    }

    /// A guard that is said to be off is none, and neither is a force.
    private static boolean isOn(String text) {
      return !text.isEmpty() && !text.equalsIgnoreCase("false");
    }

    private void sort(String name) {
      String option = name.indexOf('=') < 0 ? name : name.substring(0, name.indexOf('='));
      String plain = option.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      // `SkipFinalSnapshot` forces, and `--force-with-lease` guards.
      boolean forces =
          FORCING_ANYWHERE.stream().anyMatch(plain::contains)
              || (FORCING.stream().anyMatch(plain::startsWith) && !plain.contains(LEASE));
      if (forces) {
        keep(this.forces, plain);
      } else if (GUARDING_ANYWHERE.stream().anyMatch(plain::contains)
          || GUARDING.stream().anyMatch(plain::startsWith)) {
        keep(guards, plain);
      }
    }

    private void keep(SortedSet<String> names, String name) {
      if (name.length() <= LONGEST_NAME && names.size() < MOST) {
        names.add(name);
      } else {
        forces.add(TOO_MANY);
      }
    }
  }
}
