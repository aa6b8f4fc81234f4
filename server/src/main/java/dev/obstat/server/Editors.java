package dev.obstat.server;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.catalog.Member;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds out who changed files since they were last in force: everybody who, as git has it, wrote a
/// commit since the content that was in force. A file that is in no repository, or that differs
/// from its last commit, was changed by nobody knows whom, and that is what is recorded.
///
/// An author is a person of the catalog when their address, or what stands before its `@`, is the
/// person's id, or their name is the person's.
final class Editors {
  private final GitHistory git = new GitHistory();
  private final Catalog people;
  private final Function<String, Optional<Path>> places;

  /// @param places where a file of that name is
  Editors(Catalog people, Function<String, Optional<Path>> places) {
    this.people = people;
    this.places = places;
  }

  /// @param before each file's SHA-256 as it was in force; empty where nothing was
  /// @param since of files that nobody had in force before, whose commits count
  /// @return each file that is another now, with those who changed it; nobody where that cannot be
  ///   told. What is in force for the very first time was set up, not changed: only what git knows
  ///   of it is said
  Map<String, Set<String>> of(Map<String, String> before, Map<String, String> now, Instant since) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    Map<String, Set<String>> changed = new TreeMap<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "");
      String is = now.getOrDefault(name, "");
      if (!was.equals(is)) {
        Set<String> editors =
            places.apply(name).map(file -> of(file, was, is, since)).orElse(Set.of());
        if (!before.isEmpty() || !editors.isEmpty()) {
          changed.put(name, editors);
        }
      }
    }
    return changed;
  }

  /// Those whom the catalog knows, of everybody since.
  private Set<String> of(Path file, String was, String is, Instant since) {
    Optional<List<GitHistory.Commit>> commits = git.of(file);
    if (commits.isEmpty() || commits.get().isEmpty()) {
      return Set.of();
    }
    Set<String> editors = new HashSet<>();
    boolean first = true;
    for (GitHistory.Commit commit : commits.get()) {
      String content = git.digest(file, commit.hash()).orElse("");
      if (first && !content.equals(is)) {
        return Set.of();
      }
      first = false;
      if (was.isEmpty() ? commit.committed().isBefore(since) : content.equals(was)) {
        break;
      }
      person(commit).ifPresent(editors::add);
    }
    return editors;
  }

  private Optional<String> person(GitHistory.Commit commit) {
    int at = commit.email().indexOf('@');
    for (String id : new String[] {commit.email(), at > 0 ? commit.email().substring(0, at) : ""}) {
      if (people.knows(id)) {
        return Optional.of(id);
      }
    }
    return people.members().stream()
        .filter(member -> !member.title().isBlank() && member.title().equals(commit.name()))
        .map(Member::ref)
        .map(ref -> ref.shortName())
        .findFirst();
  }
}
